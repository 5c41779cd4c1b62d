"""What a hostile page, person or program tries, as a table: all of it refused.

Attacks on the chats of others are in ``test_history``, on logins in ``test_login`` and ``test_identity``.
"""

import re
from collections.abc import Callable
from uuid import uuid4

import httpx
import pytest

from assistant.store import answers, retention, users
from assistant.web.chat.frontend import chainlit_folder
from assistant.web.edge.chainlit.allowed import PLACES
from tests.web.conftest import PASSWORD, Server, Site

Sites = Callable[..., Site]

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"

CHANGING = [
    ("POST", "/login"),
    ("POST", "/logout"),
    ("POST", "/account/remove"),
    ("POST", "/account/password"),
    ("POST", "/account/sessions"),
    ("POST", "/account/tokens"),
    ("POST", "/account/tokens/end"),
    ("POST", "/people"),
    ("POST", "/people/x/role"),
    ("POST", "/people/x/removed"),
    ("POST", "/feedback/citation"),
    ("PUT", "/feedback"),
    ("DELETE", "/feedback"),
    ("POST", "/api/ask"),
    ("POST", "/api/feedback"),
    ("PUT", "/project/thread"),
    ("DELETE", "/project/thread"),
    ("POST", "/project/threads"),
    ("POST", "/project/action"),
]


@pytest.mark.parametrize(("method", "path"), CHANGING)
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example", "http://localhost:1"]
)
def test_a_page_of_another_site_changes_nothing_in_the_name_of_its_reader(
    site: Sites, method: str, path: str, origin: str
) -> None:
    reader = site(accounts="password").logged_in("Zoë")
    assert reader.request(method, path, headers={"Origin": origin}).status_code == 403


def test_a_page_of_another_site_cannot_remove_the_data_of_its_reader(site: Sites) -> None:
    guarded = site(accounts="password")
    reader = guarded.logged_in("Zoë")
    guarded.answer("Zoë")
    account = users.find(guarded.database, "Zoë")
    assert account is not None
    reader.post("/account/remove", data={"confirmed": "true"}, headers={"Origin": "https://evil.example"})
    assert retention.count_of(guarded.database, account.person.id).answers == 1


def test_a_script_in_a_name_is_shown_as_words(site: Sites) -> None:
    html = site(accounts="password").logged_in(SCRIPT).get("/account").text
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_script_in_a_name_that_is_typed_at_the_login_is_not_shown(site: Sites) -> None:
    html = (
        site(accounts="password").browser().post("/login", data={"name": SCRIPT, "password": "x", "next": SCRIPT}).text
    )
    assert "alert(1)" not in html


def test_a_script_in_a_question_or_in_feedback_leaves_as_data_only(site: Sites) -> None:
    guarded = site(accounts="password")
    reader = guarded.logged_in("Zoë")
    answer_id = guarded.answer("Zoë", f"How? {SCRIPT}")
    reader.post("/feedback/citation", json={"answer_id": answer_id, "number": 1, "comment": SCRIPT})
    for response in (reader.get("/account/data"), reader.get(f"/api/answers/{answer_id}")):
        assert "<script>alert(1)" in response.text
        assert response.headers["content-type"] == "application/json"
        assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/source/../assistant.db",
        "/source/..%2Fassistant.db",
        "/source/%2e%2e/%2e%2e/etc/passwd",
        "/source/..%5c..%5cassistant.db",
        "/static/../pages.py",
        "/static/..%2Fpages.py",
        "/static/%2e%2e/pages.py",
        "/static//etc/passwd",
        "/public/../.chainlit/config.toml",
        "/public/..%2F.chainlit%2Fconfig.toml",
        "/public/%2e%2e/%2e%2e/assistant.db",
        "/assets/..%2F..%2Fassistant.db",
        "/assets/%2e%2e/%2e%2e/stamp",
        "/avatars/..%2F..%2Fassistant.db",
        "/api/answers/..%2F..%2Fassistant.db",
        "/export/..%2F..%2Fassistant.db",
        "/account/data/..%2F..%2Fassistant.db",
    ],
)
def test_no_address_leads_out_of_its_folder(server: Server, path: str) -> None:
    with httpx.Client(base_url=server.url) as client:
        sent = client.build_request("GET", "/")
        sent.url = sent.url.copy_with(raw_path=path.encode())
        response = client.send(sent)
    assert not any(words in response.text for words in ("SQLite format", "root:", "[project]", "import re"))


@pytest.mark.parametrize(
    "path", ["/assistant.db", "/data/assistant.db", "/server.lock", "/stamp", "/.chainlit/config.toml"]
)
def test_the_servers_own_files_are_not_served(server: Server, path: str) -> None:
    assert httpx.get(f"{server.url}{path}").status_code == 404


CHAINLITS = [
    ("GET", "/anything"),
    ("GET", "/thread/unknown"),
    ("GET", "/thread/..%2F..%2Fetc"),
    ("GET", "/element/x"),
    ("GET", "/share/x"),
    ("GET", "/env"),
    ("GET", "/login/callback"),
    ("GET", "/health"),
    ("GET", "/copilot/index.js"),
    ("GET", "/docs"),
    ("GET", "/redoc"),
    ("GET", "/openapi.json"),
    ("GET", "/auth/oauth/google"),
    ("GET", "/auth/oauth/google/callback"),
    ("POST", "/auth/oauth/azure-ad-hybrid/callback"),
    ("POST", "/auth/jwt"),
    ("POST", "/auth/header"),
    ("GET", "/project/file/x?session_id=x"),
    ("POST", "/project/file?session_id=x"),
    ("PUT", "/project/element"),
    ("DELETE", "/project/element"),
    ("PUT", "/project/thread/share"),
    ("GET", "/project/share/x"),
    ("GET", "/project/thread/x/element/y"),
    ("POST", "/slack/events"),
    ("POST", "/teams/events"),
    ("GET", "/project/thread"),
    ("POST", "/user"),
    ("PATCH", "/project/thread"),
    ("GET", "/ws/other"),
    ("GET", "//user"),
    ("GET", "/user/"),
]


@pytest.mark.parametrize(("method", "path"), CHAINLITS)
def test_an_address_that_our_pages_do_not_use_is_not_there(server: Server, method: str, path: str) -> None:
    response = httpx.request(method, f"{server.url}{path}", json={} if method != "GET" else None)
    assert response.status_code in {404, 405}


def test_every_route_of_the_installed_chainlit_is_used_or_closed(server: Server) -> None:
    """A later Chainlit fails here when it serves something new, and opens nothing meanwhile."""
    source = (chainlit_folder() / "server.py").read_text(encoding="utf-8")
    found = re.findall(r'@router\.(get|post|put|patch|delete|head)\("(/[^"]*)"', source)
    assert len(found) > 30
    open_ones = {
        (method.upper(), path)
        for method, path in found
        if any(method.upper() in methods and place.fullmatch(_filled(path)) for place, methods in PLACES)
    }
    assert open_ones == {
        ("GET", "/auth/config"),
        ("GET", "/user"),
        ("GET", "/project/translations"),
        ("GET", "/project/settings"),
        ("POST", "/project/threads"),
        ("GET", "/project/thread/{thread_id}"),
        ("PUT", "/project/thread"),
        ("DELETE", "/project/thread"),
    }


def _filled(path: str) -> str:
    return re.sub(r"\{[^}]*\}", str(uuid4()), path)


def test_an_unknown_address_says_so_to_people_and_to_programs(server: Server) -> None:
    page = httpx.get(f"{server.url}/anything", headers={"Accept": "text/html", "Accept-Language": "nl"})
    assert (page.status_code, "Deze pagina is er niet" in page.text) == (404, True)
    assert httpx.get(f"{server.url}/anything", headers={"Accept": "application/json"}).json() == {"detail": "Not Found"}
    assert "Nothing is at GET '/anything'" in server.log


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_a_body_that_is_far_too_large_is_refused_everywhere(site: Sites, method: str, path: str) -> None:
    reader = site(accounts="password").logged_in("Zoë")
    assert reader.request(method, path, content=b"x" * 1_000_001).status_code == 413


def test_a_password_that_is_far_too_long_costs_nothing(site: Sites) -> None:
    guarded = site(accounts="password")
    guarded.add("Zoë")
    response = guarded.browser().post("/login", data={"name": "Zoë", "password": PASSWORD + "x" * 900_000})
    assert response.status_code == 401


@pytest.mark.parametrize("answer_id", ["1", "' OR 1=1 --", "%00", "a" * 5000])
def test_guessed_ids_find_nothing(site: Sites, answer_id: str) -> None:
    guarded = site(accounts="password")
    reader = guarded.logged_in("Zoë")
    guarded.answer("Zoë")
    assert reader.get(f"/api/answers/{answer_id}").status_code in {404, 414}
    body = {"answer_id": answer_id, "number": 1}
    assert reader.post("/feedback/citation", json=body).status_code in {404, 422}


def test_a_question_cannot_reach_the_database_as_a_command(site: Sites) -> None:
    guarded = site(accounts="password")
    reader = guarded.logged_in("Zoë")
    question = "How'; DROP TABLE answers; --"
    reader.post("/api/ask", json={"question": question})
    account = users.find(guarded.database, "Zoë")
    assert account is not None
    (kept,) = answers.of_user(guarded.database, account.person.id)
    assert kept.record["answer"]["question"] == question
