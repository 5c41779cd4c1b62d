"""The chat's socket without a browser: questions are sent, and every event is kept."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import socketio  # type: ignore[import-untyped]

from tests.web.conftest import Server

Events = list[tuple[str, Any]]


def ask(
    server: Server,
    *questions: str,
    language: str = "en",
    session: str = "",
    chat: str = "",
    meanwhile: Callable[[], None] = lambda: None,
    until: str = "task_end",
) -> Events:
    """Send questions one after another and return every event up to the end of the last.

    ``session`` is the token of a person who has logged in, ``chat`` the id of a chat to go on with, ``meanwhile`` what
    happens before the first question, ``until`` the event or element that is waited for after each.
    """
    return asyncio.run(_ask(server, questions, language, session, chat, meanwhile=meanwhile, until=until))


def message(words: str, **values: Any) -> dict[str, Any]:
    """Return a message as Chainlit's page sends it."""
    sent = {
        "id": str(uuid4()),
        "name": "user",
        "type": "user_message",
        "output": words,
        "createdAt": "2026-01-01T00:00:00Z",
    }
    return {"message": sent | values, "fileReferences": []}


def credentials(chat: str = "") -> dict[str, str]:
    """Return what Chainlit's page says of itself when it connects."""
    return {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": "{}", "chatProfile": "", "threadId": chat}


async def connect(
    client: Any,
    server: Server,
    session: str = "",
    chat: str = "",
    says: dict[str, Any] | None = None,
    **headers: str,
) -> None:
    """Open the channel; a client may say other things of itself than Chainlit's page does."""
    given = (
        {"Origin": server.url, "Accept-Language": "en"}
        | headers
        | ({"Cookie": f"{server.cookie}={session}"} if session else {})
    )
    options = {"socketio_path": "ws/socket.io", "transports": ["websocket"], "auth": says or credentials(chat)}
    await client.connect(server.url, headers=given, **options)


@dataclass
class Conversation:
    """An open chat, and every event that came."""

    client: Any = field(default_factory=socketio.AsyncClient)
    events: Events = field(default_factory=list)
    patience: float = 10
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def begin(
        self,
        server: Server,
        language: str = "en",
        session: str = "",
        chat: str = "",
        says: dict[str, Any] | None = None,
    ) -> None:
        """Open the channel, and wait until the chat is there."""
        self.client.on("*", self._keep)
        await connect(self.client, server, session, chat, says, **{"Accept-Language": language})
        await self.send("connection_successful", until="resume_thread" if chat else "task_end")

    async def send(self, event: str, *data: Any, until: str = "task_end") -> None:
        """Send an event, and wait for one that answers it, or for an element of that name."""
        seen = len(self.events)
        await self.client.emit(event, *data)
        await self.see(until, seen)

    async def see(self, until: str, seen: int = 0) -> None:
        """Wait for an event or element, among those after the first ``seen``."""
        async with asyncio.timeout(self.patience):
            while not any(until in (name, _name_of(each)) for name, each in self.events[seen:]):
                self._news.clear()
                await self._news.wait()

    async def _keep(self, event: str, *data: Any) -> None:
        self.events.append((event, data[0] if data else None))
        self._news.set()


def _name_of(data: Any) -> str:
    return str(data.get("name", "")) if isinstance(data, dict) else ""


async def _ask(
    server: Server,
    questions: tuple[str, ...],
    language: str,
    session: str,
    chat: str,
    *,
    meanwhile: Callable[[], None],
    until: str,
) -> Events:
    conversation = Conversation()
    await conversation.begin(server, language, session, chat)
    meanwhile()
    for question in questions:
        await conversation.send("client_message", message(question), until=until)
        await conversation.see("first_interaction")  # Chainlit tells of it when it gets to it
    await conversation.client.disconnect()
    return conversation.events
