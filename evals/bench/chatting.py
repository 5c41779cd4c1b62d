"""A person in the chat, as the server sees one: a socket of their own, questions one after another."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import aiohttp
import socketio  # type: ignore[import-untyped]

PATIENCE = 120  # seconds
COOKIE = "ser_session"


@dataclass(frozen=True)
class Reply:
    """What was answered, empty where nothing was, and after how many milliseconds the answer was complete."""

    text: str
    milliseconds: float
    failed: bool


@dataclass
class Chatting:
    """One open chat."""

    client: Any
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    said: list[str] = field(default_factory=list)
    failed: bool = False

    async def ask(self, question: str) -> Reply:
        """Ask a question and wait until the server says that all of the answer has come."""
        self.ended.clear()
        self.said.clear()
        self.failed = False
        begun = time.perf_counter()
        await self.client.emit("client_message", message_of(question))
        try:
            await asyncio.wait_for(self.ended.wait(), PATIENCE)
        except TimeoutError:
            self.failed = True
        return Reply("\n".join(self.said), (time.perf_counter() - begun) * 1000, self.failed or not self.said)

    async def hear(self, message: dict[str, Any]) -> None:
        """Keep a message of the assistant."""
        if message["type"] == "assistant_message":
            self.said.append(message["output"])
            self.failed = self.failed or bool(message.get("isError"))

    async def end(self, *_: object) -> None:
        """Note that the server is done."""
        self.ended.set()


@asynccontextmanager
async def chatting(url: str, session: str) -> AsyncIterator[Chatting]:
    """Open a chat of the person whose session it is."""
    async with aiohttp.ClientSession() as http:  # which it would leave open where it is refused
        client = socketio.AsyncClient(reconnection=False, http_session=http)
        chat = Chatting(client)
        client.on("new_message", chat.hear)
        client.on("task_end", chat.end)
        said = {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": "{}", "chatProfile": "", "threadId": ""}
        headers = {"Origin": url, "Cookie": f"{cookie_at(url)}={session}"}
        await client.connect(url, socketio_path="ws/socket.io", transports=["websocket"], auth=said, headers=headers)
        try:
            await client.emit("connection_successful")
            await asyncio.wait_for(chat.ended.wait(), PATIENCE)
            yield chat
        finally:
            await client.disconnect()


def cookie_at(url: str) -> str:
    """Return the name of the cookie that holds a session: servers on one host tell theirs apart by their ports."""
    return f"{COOKIE}_{urlsplit(url).port}"


def message_of(question: str) -> dict[str, Any]:
    """Return a question as Chainlit's page sends it."""
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    said = {"id": str(uuid4()), "name": "user", "type": "user_message", "output": question, "createdAt": created}
    return {"message": said, "fileReferences": []}
