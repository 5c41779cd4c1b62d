"""A server whose database hangs: answers come, marked as not kept, and everything says so."""

import asyncio
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from assistant.store import Database, chats, open_database
from assistant.store.connection.health import REST
from tests import postgresql
from tests.web.conftest import Server, running
from tests.web.sockets import Conversation, message


@pytest.fixture
def on_postgresql(
    postgresql_server: postgresql.Server, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    monkeypatch.setenv("DATABASE_URL", postgresql_server.new_database())
    with running(tmp_path_factory.mktemp("hanging")) as server:
        yield server


def elements(conversation: Conversation, seen: int) -> set[str]:
    return {each["name"] for name, each in conversation.events[seen:] if name == "element"}


def test_answers_come_while_the_database_hangs_and_are_kept_again_afterwards(
    on_postgresql: Server, postgresql_server: postgresql.Server
) -> None:
    def get(path: str) -> httpx.Response:
        return httpx.get(f"{on_postgresql.url}{path}", timeout=30, headers={"Accept": "text/html"})

    async def talk() -> None:
        conversation = Conversation(patience=40)
        await conversation.begin(on_postgresql)
        await conversation.send("client_message", message("How?"))
        assert {"Files", "[1]"} <= elements(conversation, 0)

        pids = postgresql_server.processes()
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            for _ in range(3):
                seen, begun = len(conversation.events), time.monotonic()
                await conversation.send("client_message", message("How?"))
                answered = [each for name, each in conversation.events[seen:] if name == "new_message"]
                assert any("Joint influence" in each.get("output", "") for each in answered)
                shown = elements(conversation, seen)
                assert "NotKept" in shown
                assert "Files" not in shown
                panels = [
                    each for name, each in conversation.events[seen:] if name == "element" and each["name"] == "[1]"
                ]
                assert [each["props"]["answer_id"] for each in panels] == [""]
            assert time.monotonic() - begun < 8  # of the last one: nobody waits in a row
            ready = await asyncio.to_thread(get, "/readyz")
            assert (ready.status_code, ready.json()["status"]) == (503, "not ready")
            page = await asyncio.to_thread(get, "/account")
            assert page.status_code == 503
            assert "cannot be reached at this moment" in page.text
            api = await asyncio.to_thread(
                httpx.post, f"{on_postgresql.url}/api/ask", json={"question": "How?"}, timeout=30
            )
            assert (api.status_code, api.json()["status"], api.json()["kept"]) == (200, "answered", False)
        finally:
            for pid in reversed(pids):
                os.kill(pid, signal.SIGCONT)
        async with asyncio.timeout(30):
            while (await asyncio.to_thread(get, "/readyz")).status_code != 200:
                await asyncio.sleep(0.5)
        await asyncio.sleep(REST)  # the last try may have been a moment before
        seen = len(conversation.events)
        await conversation.send("client_message", message("How?"))
        assert "Files" in elements(conversation, seen), on_postgresql.log[-6000:]
        await conversation.client.disconnect()

    asyncio.run(talk())


def test_a_question_that_was_asked_while_nothing_could_be_kept_is_kept_with_its_answer(tmp_path: Path) -> None:
    async def talk(server: Server, database: Database) -> list[str]:
        conversation = Conversation(patience=30)
        await conversation.begin(server)
        await conversation.send("client_message", message("How?"))
        await conversation.see("first_interaction")
        chat = next(str(each["thread_id"]) for name, each in conversation.events if name == "first_interaction")
        with closing(sqlite3.connect(tmp_path / "assistant.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await conversation.send("client_message", message("How, while it is locked?"), until="NotKept")
            other.execute("ROLLBACK")
        await conversation.send("client_message", message("slow: how?"))  # in the seconds in which nobody tries again
        for _ in range(50):
            kept = [each.content for each in chats.messages_of(database, chat) if each.kind == "user_message"]
            if len(kept) == 2:
                break
            await asyncio.sleep(0.1)
        await conversation.client.disconnect()
        return kept

    with running(tmp_path) as server:
        database = open_database(f"sqlite:///{tmp_path}/assistant.db")
        assert asyncio.run(talk(server, database)) == ["How?", "slow: how?"]
        database.close()
