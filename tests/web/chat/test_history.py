"""One's own chats: listed, searched, resumed after a restart with their citations, renamed and removed."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
import socketio  # type: ignore[import-untyped]
from socketio.exceptions import ConnectionError  # type: ignore[import-untyped]

from assistant.people.person import Role
from assistant.store import Database, answers, chats, feedback, open_database, sessions, users
from assistant.store.accounts import Accounts
from tests.fakes import INFLUENCE, UNION
from tests.web.conftest import PASSWORD, Server, log_in, running
from tests.web.sockets import Events, ask, connect, message


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("history")


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{folder}/assistant.db")
    for name in ("Zoë", "Bob"):
        Accounts(database).add(name, Role.READER, PASSWORD)
    yield database
    database.close()


@pytest.fixture(scope="module")
def zoe(database: Database) -> str:
    return log_in(database, "Zoë")


@pytest.fixture(scope="module")
def server(folder: Path, database: Database) -> Iterator[Server]:
    with running(folder, accounts="password") as server:
        yield server


def call(server: Server, session: str, method: str, path: str, **body: Any) -> httpx.Response:
    return httpx.request(method, f"{server.url}{path}", json=body or None, cookies={server.cookie: session})


def listed(server: Server, session: str, search: str = "", first: int = 50) -> list[dict[str, Any]]:
    body = {"pagination": {"first": first}, "filter": {"search": search}}
    chats: list[dict[str, Any]] = call(server, session, "POST", "/project/threads", **body).json()["data"]
    return chats


def chat_id(events: Events) -> str:
    return next(str(data["thread_id"]) for event, data in events if event == "first_interaction")


def resumed(events: Events) -> dict[str, Any]:
    return next(data for event, data in events if event == "resume_thread")


def answers_in(events: Events) -> list[str]:
    return [data["output"] for event, data in events if event == "new_message" and data["type"] == "assistant_message"]


def filled(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: filled(each, ids) for name, each in value.items()}
    return value.format(**ids) if isinstance(value, str) else value


def shown(thread: dict[str, Any]) -> list[tuple[str, str]]:
    return [(step["type"], step["output"]) for step in thread["steps"] if "message" in step["type"]]


def test_a_chat_is_listed_under_its_first_question(server: Server, zoe: str) -> None:
    ask(server, "How do we get influence?", "And then?", session=zoe)
    first = listed(server, zoe)[0]
    assert (first["name"], first["steps"]) == ("How do we get influence?", [])


def test_a_chat_that_was_opened_and_not_used_is_not_listed(server: Server, zoe: str) -> None:
    before = len(listed(server, zoe))
    ask(server, session=zoe)
    assert len(listed(server, zoe)) == before


def test_chats_are_found_by_words_of_an_answer(server: Server, zoe: str) -> None:
    ask(server, "unknown planet", session=zoe)
    assert [chat["name"] for chat in listed(server, zoe, "planet")] == ["unknown planet"]
    assert "unknown planet" in [chat["name"] for chat in listed(server, zoe, "do not say this")]


def test_after_a_restart_a_chat_goes_on_with_its_citations(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        chat = chat_id(ask(server, "How?"))
    with running(tmp_path) as server:
        thread = resumed(ask(server, chat=chat))
        later = answers_in(ask(server, "history please", chat=chat))
    *shown_panels, files = thread["elements"]
    panels = {element["name"]: element["props"]["quote"] for element in shown_panels}
    assert [kind for kind, _ in shown(thread)] == ["user_message", "assistant_message"]
    assert panels == {"[1]": INFLUENCE, "[2]": UNION}
    assert [link["name"] for link in files["props"]["links"]] == ["Word", "PDF", "Markdown", "E-mail text"]
    assert later[0].startswith("user said 4 characters, assistant said")


def test_a_resumed_chat_shows_what_its_reader_thought_of_it(server: Server, database: Database, zoe: str) -> None:
    chat = chat_id(ask(server, "How?", session=zoe))
    run = next(step for step in resumed(ask(server, session=zoe, chat=chat))["steps"] if step["type"] == "run")
    opinion = {"forId": run["id"], "value": 0, "comment": "No"}
    call(server, zoe, "PUT", "/feedback", feedback=opinion, sessionId="x")
    again = next(step for step in resumed(ask(server, session=zoe, chat=chat))["steps"] if step["type"] == "run")
    assert (again["feedback"]["value"], again["feedback"]["comment"]) == (0, "No")
    (given,) = answers.of_chat(database, chat)
    assert [each.value for each in feedback.of_answer(database, given.id)] == [0]


def test_a_chat_is_renamed_and_removed(server: Server, database: Database, zoe: str) -> None:
    chat = chat_id(ask(server, "How?", session=zoe))
    call(server, zoe, "PUT", "/project/thread", threadId=chat, name="<b>New</b>")
    assert listed(server, zoe)[0]["name"] == "<b>New</b>"
    assert call(server, zoe, "DELETE", "/project/thread", threadId=chat).json() == {"success": True}
    assert (chats.get(database, chat), answers.of_chat(database, chat)) == (None, ())


def test_a_fault_is_kept_as_it_was_shown_and_never_in_its_own_words(
    server: Server, database: Database, zoe: str
) -> None:
    chat = chat_id(ask(server, "break it", session=zoe))
    until = time.monotonic() + 10
    while len(kept := [each.content for each in chats.messages_of(database, chat)]) < 2 and time.monotonic() < until:
        time.sleep(0.05)  # Chainlit keeps a message once it is shown
    assert kept[0] == "break it"
    assert kept[1].startswith("Something went wrong")
    assert "secret" not in str(kept)


def test_where_nothing_is_kept_there_is_no_history(tmp_path: Path) -> None:
    with running(tmp_path, keep_days="0") as server:
        events = ask(server, "How?")
        settings = httpx.get(f"{server.url}/project/settings").json()
        assert httpx.get(f"{server.url}/account/data").json()["chats"] == []
    assert settings["dataPersistence"] is False
    panels = [data["props"] for event, data in events if event == "element" and data["display"] == "side"]
    assert [panel["answer_id"] for panel in panels] == ["", ""]
    assert "Files" not in [data["name"] for event, data in events if event == "element"]


def test_the_log_holds_no_questions(server: Server, zoe: str) -> None:
    ask(server, "How about the quetzal?", "break the quetzal", session=zoe)
    assert "quetzal" not in server.log
    assert "Answer " in server.log


def test_the_log_holds_questions_where_that_is_switched_on(tmp_path: Path) -> None:
    with running(tmp_path, log_questions="true") as server:
        ask(server, "How about the quetzal?")
        assert ": How about the quetzal?" in server.log


# What follows is about the chats of others.


@pytest.fixture
def chat_of_zoe(server: Server, zoe: str) -> str:
    return chat_id(ask(server, "How?", session=zoe))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/project/thread/{chat}", {}),
        ("GET", "/project/thread/{chat}/element/{element}", {}),
        ("PUT", "/project/thread", {"threadId": "{chat}", "name": "Taken"}),
        ("DELETE", "/project/thread", {"threadId": "{chat}"}),
        ("GET", "/project/share/{chat}", {}),
        ("PUT", "/project/thread/share", {"threadId": "{chat}", "isShared": True}),
        ("PUT", "/feedback", {"feedback": {"forId": "{message}", "value": 0}, "sessionId": "x"}),
        ("POST", "/feedback/citation", {"answer_id": "{answer}", "number": 1}),
        ("POST", "/api/feedback", {"answer_id": "{answer}", "value": 0}),
        ("GET", "/api/answers/{answer}", {}),
    ],
)
def test_what_is_anothers_is_out_of_reach_by_its_id(
    server: Server, database: Database, chat_of_zoe: str, method: str, path: str, body: dict[str, Any]
) -> None:
    (given,) = answers.of_chat(database, chat_of_zoe)
    ids = {
        "chat": chat_of_zoe,
        "answer": given.id,
        "message": given.message_id or "",
        "element": f"{given.message_id}-1",
    }
    response = call(server, log_in(database, "Bob"), method, path.format(**ids), **filled(body, ids))
    assert response.status_code in {401, 404}
    assert INFLUENCE not in response.text
    chat = chats.get(database, chat_of_zoe)
    assert chat is not None
    assert (chat.title, feedback.of_chat(database, chat_of_zoe)) == ("How?", ())


def test_the_chat_of_another_cannot_be_resumed(server: Server, database: Database, chat_of_zoe: str) -> None:
    async def try_it() -> None:
        await connect(socketio.AsyncClient(), server, log_in(database, "Bob"), chat_of_zoe)

    with pytest.raises(ConnectionError):
        asyncio.run(try_it())


def test_a_message_cannot_take_the_place_of_anothers(server: Server, database: Database, chat_of_zoe: str) -> None:
    theirs = chats.messages_of(database, chat_of_zoe)

    async def send(words: str) -> None:
        client, ended = socketio.AsyncClient(), asyncio.Event()
        client.on("task_end", lambda *_: ended.set())
        await connect(client, server, log_in(database, "Bob"))
        for each in theirs:
            ended.clear()
            forged = message(words, id=each.id, threadId=chat_of_zoe, type=each.kind, metadata={"answer_id": "x"})
            await client.emit("client_message", forged)
            await asyncio.wait_for(ended.wait(), 10)
        await client.disconnect()

    asyncio.run(send("How forged"))
    assert chats.messages_of(database, chat_of_zoe) == theirs


def test_a_chat_stays_shut_when_its_session_ends_while_it_is_open(server: Server, database: Database) -> None:
    session = log_in(database, "Bob")
    events = ask(server, "How?", session=session, meanwhile=lambda: sessions.end(database, session))
    assert answers_in(events) == ["Your session has ended. Reload the page to log in again."]


def test_a_token_of_chainlits_own_is_worth_nothing(server: Server, database: Database) -> None:
    account = users.find(database, "Zoë")
    assert account is not None
    claims = {"identifier": account.person.id, "metadata": {"role": "maintainer"}, "exp": 4_000_000_000}
    token = jwt.encode(claims, "a secret of somebody else, of 32 bytes or more", algorithm="HS256")
    with httpx.Client(base_url=server.url) as client:
        assert client.get("/user", headers={"Authorization": f"Bearer {token}"}).status_code == 401
        assert client.get("/user", headers={"Cookie": f"access_token={token}"}).status_code == 401
