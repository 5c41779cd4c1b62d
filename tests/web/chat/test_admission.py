"""Messages over the limit are neither kept nor worked on, and a flood is cut."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
import socketio  # type: ignore[import-untyped]

from assistant.people.person import Origin
from assistant.store import chats, open_database, users
from tests.web.conftest import Server, running
from tests.web.sockets import Conversation, message

PER_MINUTE = 5


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A public server, on which each conversation is a visitor of its own."""
    folder = tmp_path_factory.mktemp("limited")
    with running(folder, chat_per_minute=str(PER_MINUTE), accounts="off") as server:
        yield server


def said(conversation: Conversation) -> list[str]:
    return [each["output"] for name, each in conversation.events if name == "new_message" and each["type"] != "run"]


def kept(server: Server) -> list[str]:
    database = open_database(f"sqlite:///{server.folder / 'assistant.db'}")
    owner = users.find(database, "local", Origin.LOCAL)
    assert owner is not None
    found = chats.page(database, owner.person.id, 50).chats
    words = [each.content for chat in found for each in chats.messages_of(database, chat.id)]
    database.close()
    return words


async def flood(server: Server, words: list[str]) -> Conversation:
    conversation = Conversation(socketio.AsyncClient(reconnection=False))
    await conversation.begin(server)
    for each in words:
        await conversation.client.emit("client_message", message(each))
    return conversation


async def until(done: Any, seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not done():
            await asyncio.sleep(0.05)


def test_what_is_too_long_or_too_much_is_neither_kept_nor_answered_and_a_flood_is_cut(limited: Server) -> None:
    async def attack() -> None:
        long = await flood(limited, ["x" * 4001])
        await until(lambda: any("too long" in each for each in said(long)))
        await long.client.disconnect()

        huge = await flood(limited, ["y" * 1_000_000])
        await until(lambda: not huge.client.connected or len(huge.events) > 50)
        await huge.client.disconnect()

        many = await flood(limited, [f"question {number}" for number in range(60)])
        await until(lambda: not many.client.connected or said(many).count("x") > 0)
        await until(lambda: sum("a lot at once" in each for each in said(many)) == 3)
        await many.client.disconnect()

    asyncio.run(attack())
    words = kept(limited)
    assert not any(each.startswith(("xxx", "yyy")) for each in words)
    assert sum(each.startswith("question") for each in words) <= PER_MINUTE
    assert "secret" not in json.dumps(words)
    assert "Traceback" not in limited.log


@pytest.mark.parametrize("payload", [None, "words", 7, {}, {"message": None}, {"message": {"output": {"a": 1}}}])
def test_what_is_no_message_does_no_harm(limited: Server, payload: object) -> None:
    async def attack() -> None:
        conversation = Conversation()
        await conversation.begin(limited)
        await conversation.client.emit("client_message", payload)
        await conversation.client.emit("client_message", message("x" * 4001))
        await until(lambda: len(said(conversation)) == 1)  # of the second alone
        await conversation.client.disconnect()

    asyncio.run(attack())
    assert "Traceback" not in limited.log
