"""A line that drops, or a server that ends, amid an answer: it comes once and whole, or a sentence says so."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any
from uuid import uuid4

import socketio  # type: ignore[import-untyped]

from tests.web.conftest import Server, running
from tests.web.sockets import credentials, message


class Line:
    """One connection of a page, which keeps its session and chat when it connects again."""

    def __init__(self, server: Server, session: str, chat: str = "") -> None:
        self.server, self.session, self.chat = server, session, chat
        self.client = socketio.AsyncClient(reconnection=False)
        self.events: list[tuple[str, Any]] = []
        self.client.on("*", self._keep)

    async def open(self) -> "Line":
        said = credentials(self.chat) | {"sessionId": self.session}
        headers = {"Origin": self.server.url, "Accept-Language": "en"}
        options = {"socketio_path": "ws/socket.io", "transports": ["websocket"], "auth": said, "headers": headers}
        await self.client.connect(self.server.url, **options)
        await self.client.emit("connection_successful")
        return self

    async def _keep(self, event: str, *data: Any) -> None:
        self.events.append((event, data[0] if data else None))

    def said(self) -> list[str]:
        return [each["output"] for name, each in self.events if name in ("new_message", "update_message")]

    def elements(self) -> list[str]:
        return [each["name"] for name, each in self.events if name == "element"]

    async def until(self, words: str, seconds: float = 20) -> None:
        async with asyncio.timeout(seconds):
            while not any(words in each for each in self.said()):
                await asyncio.sleep(0.05)

    async def chat_id(self) -> str:
        async with asyncio.timeout(10):
            while True:
                for name, each in self.events:
                    if name == "first_interaction":
                        return str(each["thread_id"])
                await asyncio.sleep(0.05)


def test_an_answer_that_was_made_while_the_line_was_gone_comes_when_it_is_there_again(server: Server) -> None:
    async def talk() -> None:
        session = str(uuid4())
        first = await Line(server, session).open()
        await first.client.emit("client_message", message("slow: how?"))
        await first.chat_id()
        await first.client.disconnect()
        await asyncio.sleep(3)
        again = await Line(server, session).open()
        await again.until("Joint influence")
        assert sum("Joint influence" in each for each in again.said()) == 1
        assert {"[1]", "[2]", "Files"} <= set(again.elements())
        seen = len(again.events)
        await again.client.emit("client_message", message("How?"))
        async with asyncio.timeout(10):
            while sum("Joint influence" in each for each in again.said()) < 2:
                await asyncio.sleep(0.05)
        assert sum("Joint influence" in str(each) for name, each in again.events[seen:] if name == "new_message") == 1
        await again.client.disconnect()

    asyncio.run(talk())


def test_an_answer_under_way_comes_to_a_line_that_is_back_before_it(server: Server) -> None:
    async def talk() -> None:
        session = str(uuid4())
        first = await Line(server, session).open()
        await first.client.emit("client_message", message("slow: how?"))
        await first.chat_id()
        await first.client.disconnect()
        again = await Line(server, session).open()
        await again.until("Joint influence")
        assert sum("Joint influence" in each for each in again.said()) == 1
        assert "task_start" in [name for name, _ in again.events]
        await again.client.disconnect()

    asyncio.run(talk())


def test_a_page_that_is_loaded_again_gets_the_answer_that_it_asked_for_before(server: Server) -> None:
    async def talk() -> None:
        first = await Line(server, str(uuid4())).open()
        await first.client.emit("client_message", message("slow: how?"))
        chat = await first.chat_id()
        await first.client.disconnect()
        again = await Line(server, str(uuid4()), chat).open()
        await again.until("Joint influence")
        assert sum("Joint influence" in each for each in again.said()) == 1
        assert {"[1]", "[2]"} <= set(again.elements())
        assert not any("broken off" in each for each in again.said())
        await again.client.disconnect()

    asyncio.run(talk())


def test_an_answer_that_the_server_took_with_it_is_told_to_be_broken_off(tmp_path: Path) -> None:
    async def ask(server: Server) -> tuple[str, str]:
        line = await Line(server, str(uuid4())).open()
        await line.client.emit("client_message", message("slow: how?"))
        chat = await line.chat_id()
        await asyncio.sleep(0.3)
        return chat, next(each["server"] for name, each in line.events if name == "window_message" and "server" in each)

    async def come_back(server: Server, chat: str, before: str) -> None:
        line = await Line(server, str(uuid4()), chat).open()
        await line.until("was broken off")
        told = [each["server"] for name, each in line.events if name == "window_message" and "server" in each]
        assert told != [before]
        await line.client.emit("client_message", message("How?"))
        await line.until("Joint influence")
        await line.client.disconnect()
        whole = await Line(server, str(uuid4()), chat).open()
        await asyncio.sleep(1)
        assert not any("broken off" in each for each in whole.said())
        await whole.client.disconnect()

    with running(tmp_path) as server:
        chat, before = asyncio.run(ask(server))
        os.kill(server.pid, signal.SIGKILL)  # one that is told to stop would finish the answer
    with running(tmp_path) as server:
        asyncio.run(come_back(server, chat, before))
