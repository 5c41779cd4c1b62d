from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.people.person import Person, Role
from assistant.store import Database, open_database, users
from assistant.web.edge.spoken import COOKIE, Spoken, routes


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope)
    said = f"{request.headers.get('accept-language')} {request.url.query}"
    await PlainTextResponse(said)(scope, receive, send)


@pytest.mark.parametrize(
    ("cookie", "path", "heard"),
    [
        ("nl", "/about", "nl "),
        ("en", "/project/translations?language=nl-NL&x=1", "en language=en&x=1"),
        ("nl", "/source/guide?language=en", "nl language=en"),  # one of our own pages: the address says so itself
        ("", "/about", "nl "),
        ("fr", "/about", "nl "),
        ("<script>", "/project/translations?language=fr", "nl language=nl"),
    ],
)
def test_the_language_that_was_chosen_goes_before_the_browsers(cookie: str, path: str, heard: str) -> None:
    client = TestClient(Spoken(echo), headers={"Accept-Language": "fr,nl;q=0.8", "Cookie": f"{COOKIE}={cookie}"})
    assert client.get(path).text == heard


@pytest.mark.parametrize("liked", ["", "de", "fr,pl;q=0.9", "*", "nl;q=0"])
def test_whoever_likes_neither_language_gets_english_in_every_part_of_a_page(liked: str) -> None:
    client = TestClient(Spoken(echo), headers={"Accept-Language": liked})
    assert client.get("/project/translations?language=de").text == "en language=en"


class Knows:
    """ASGI middleware that knows who asks, as ``identity`` does."""

    def __init__(self, app: ASGIApp, ask: Callable[[], Person | None]) -> None:
        self.app, self.ask = app, ask

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["person"] = self.ask()
        await self.app(scope, receive, send)


def served(database: Database, name: str = "") -> TestClient:
    """Return a browser of somebody, of nobody without a name."""

    def who() -> Person | None:
        account = users.find(database, name) if name else None
        return account.person if account else None

    app = FastAPI()
    app.include_router(routes(database))
    app.mount("/heard", Spoken(echo))
    app.add_middleware(Knows, ask=who)
    return TestClient(app, follow_redirects=False, headers={"Accept-Language": "en"})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    users.add(database, "Zoë", Role.READER)
    yield database
    database.close()


@pytest.fixture
def client(database: Database) -> TestClient:
    return served(database)


def test_what_a_person_chose_is_known_in_every_browser_and_the_last_choice_holds(database: Database) -> None:
    served(database, "Zoë").get("/language/nl")
    elsewhere = served(database, "Zoë")
    assert elsewhere.get("/heard/").text == "nl "
    assert served(database).get("/heard/").text == "en "
    elsewhere.get("/language/en")
    first = served(database, "Zoë")
    first.cookies.set(COOKIE, "nl")  # chosen there long ago
    assert first.get("/heard/").text == "en "


def test_a_choice_is_remembered_and_leads_back(client: TestClient) -> None:
    response = client.get("/language/nl", params={"next": "/source/guide?start=1&end=2"})
    assert (response.status_code, response.headers["location"]) == (303, "/source/guide?start=1&end=2")
    assert response.cookies[COOKIE] == "nl"
    assert "samesite=lax" in response.headers["set-cookie"].lower()


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", ""])
def test_a_choice_leads_to_no_other_server(client: TestClient, address: str) -> None:
    assert client.get("/language/en", params={"next": address}).headers["location"] == "/"


@pytest.mark.parametrize("language", ["de", "..", "nl;x"])
def test_only_what_is_spoken_can_be_chosen(client: TestClient, language: str) -> None:
    assert client.get(f"/language/{language}").status_code in (404, 422)
