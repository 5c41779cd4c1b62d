"""Whose a chat is: asked at each use of what is kept of it, and no id from a link is taken over."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from assistant.people.passwords import hash_password
from assistant.people.person import Person, Role
from assistant.store import Database, chats, open_database, users
from assistant.store.chats import guides
from tests.web.conftest import Server, log_in, running
from tests.web.sockets import Conversation, credentials, message

GUIDE = {"message_id": "m", "passed": {"m": {"language": "en", "situation": {"where": "Tilburg"}, "step": "result"}}}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose readers log in."""
    with running(tmp_path_factory.mktemp("guarded"), accounts="password") as server:
        yield server


def enter(server: Server, name: str) -> tuple[Database, Person, str]:
    database = open_database(f"sqlite:///{server.folder / 'assistant.db'}")
    person = users.add(database, name, Role.READER, password_hash=hash_password("a good password"))
    return database, person, log_in(database, name)


def told(conversation: Conversation, name: str, seen: int = 0) -> list[dict[str, str]]:
    return [each for event, each in conversation.events[seen:] if event == name and isinstance(each, dict)]


def test_a_chat_that_a_link_names_beforehand_begins_under_another_id(guarded: Server) -> None:
    database, anna, session = enter(guarded, "Anna")
    known = str(uuid4())

    async def follow() -> Conversation:
        conversation = Conversation()
        conversation.client.on("*", conversation._keep)
        await conversation.client.connect(
            guarded.url,
            headers={"Origin": guarded.url, "Cookie": f"{guarded.cookie}={session}"},
            socketio_path="ws/socket.io",
            transports=["websocket"],
            auth=credentials(known),
        )
        await conversation.send("connection_successful", until="resume_thread_error")
        await conversation.send("client_message", message("How?"))
        await conversation.see("first_interaction")
        await conversation.client.disconnect()
        return conversation

    conversation = asyncio.run(follow())
    (begun,) = told(conversation, "first_interaction")
    here = [each["here"] for each in told(conversation, "window_message") if "here" in each]
    assert here == [begun["thread_id"]] != [known]
    assert chats.get(database, known) is None
    assert chats.is_of(database, begun["thread_id"], anna.id)


def test_a_line_that_is_open_says_nothing_of_a_chat_that_has_become_anothers(guarded: Server) -> None:
    database, zoe, zoes = enter(guarded, "Zoë")
    _, _, bobs = enter(guarded, "Bob")

    async def attack() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
        bob, says = Conversation(), credentials()
        await bob.begin(guarded, session=bobs, says=says)
        await bob.see("window_message")
        chat = next(each["here"] for each in told(bob, "window_message") if "here" in each)
        assert chats.begin(database, chat, zoe.id, "plan.docx")
        guides.keep(database, chat, zoe.id, GUIDE)
        (guarded.folder / "files" / chat).mkdir(parents=True)
        (guarded.folder / "files" / chat / "NAME").write_text("plan.docx", encoding="utf-8")
        seen = len(bob.events)
        await bob.send("client_message", message("What is the budget?"))
        async with httpx.AsyncClient(cookies={guarded.cookie: bobs}, headers={"Origin": guarded.url}) as http:
            for payload in ({"do": "language"}, {"do": "change", "step": "whom"}, {"do": "choose", "value": "x"}):
                action = {"name": "guide", "payload": payload, "label": "", "tooltip": "", "id": str(uuid4())}
                sent = {"sessionId": says["sessionId"], "action": action}
                await http.post(f"{guarded.url}/project/action", json=sent)
        await asyncio.sleep(0.3)
        await bob.client.disconnect()
        assert guides.kept(database, chat, zoe.id) == GUIDE
        owner = Conversation()
        await owner.begin(guarded, session=zoes, chat=chat)
        await owner.send("client_message", message("What is the budget?"))
        await owner.client.disconnect()
        return told(bob, "new_message", seen), told(owner, "new_message")

    heard, own = asyncio.run(attack())
    said = [each for each in heard if each["type"] == "assistant_message"]
    assert [(each["name"] == "own file", "Tilburg" in each["output"]) for each in said] == [(False, False)]
    assert "own file" in [each["name"] for each in own]


HOSTILE_CLICKS: dict[str, tuple[dict[str, Any], int]] = {
    "no session": ({"sessionId": str(uuid4())}, 404),
    "a session that is none": ({"sessionId": "x"}, 422),
    "more than may be typed": ({"payload": {"do": "begin", "told": "x" * 4_001}}, 422),
    "many values": ({"payload": {str(number): "x" for number in range(11)}}, 422),
    "no text": ({"payload": {"do": ["begin"]}}, 422),
    "half a sign": ({"payload": {"do": "begin", "told": "\ud800"}}, 422),
    "no button": ({"name": "x"}, 404),
    "nothing": ({"payload": {}}, 200),
    "a step that is none": ({"payload": {"do": "change", "step": "x"}}, 200),
    "a step that nothing is asked at": ({"payload": {"do": "change", "step": "result"}}, 200),
}


def test_what_comes_back_from_a_button_is_bounded_like_what_is_typed(server: Server) -> None:
    async def attack() -> list[int]:
        conversation, says = Conversation(), credentials()
        await conversation.begin(server, says=says)
        found = []
        async with httpx.AsyncClient(headers={"Origin": server.url}) as http:
            for changes, _ in HOSTILE_CLICKS.values():
                action = {"name": "guide", "payload": {"do": "stop"}} | {
                    name: each for name, each in changes.items() if name != "sessionId"
                }
                sent = {"sessionId": changes.get("sessionId", says["sessionId"]), "action": action}
                reply = await http.post(
                    f"{server.url}/project/action",
                    content=json.dumps(sent),
                    headers={"Content-Type": "application/json"},
                )
                found.append(reply.status_code)
        await conversation.client.disconnect()
        return found

    before = len(server.log)  # other tests let the same server fail
    assert asyncio.run(attack()) == [status for _, status in HOSTILE_CLICKS.values()]
    assert "Traceback" not in server.log[before:]


HOSTILE_LISTS = [
    ("POST", "/project/threads", {"pagination": {"first": 20}, "filter": {"search": "x" * 60_000}}, 422),
    ("POST", "/project/threads", {"pagination": {"first": 20}, "filter": {"search": "\ud800"}}, 200),
    ("PUT", "/project/thread", {"threadId": str(uuid4()), "name": "\ud800"}, 404),
    ("PUT", "/scope", {"chat": str(uuid4()), "documents": ["\ud800"]}, 422),
]


@pytest.mark.parametrize(("method", "path", "sent", "status"), HOSTILE_LISTS)
def test_what_cannot_be_looked_for_is_refused(
    server: Server, method: str, path: str, sent: object, status: int
) -> None:
    headers = {"Origin": server.url, "Content-Type": "application/json"}
    reply = httpx.request(method, f"{server.url}{path}", content=json.dumps(sent), headers=headers)
    assert reply.status_code == status
