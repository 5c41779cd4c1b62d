"""The chat's socket without a browser: questions are sent, and every event is kept."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import socketio  # type: ignore[import-untyped]

from assistant.web.identity import COOKIE
from tests.web.conftest import Server

Events = list[tuple[str, Any]]


def ask(
    server: Server,
    *questions: str,
    language: str = "en",
    session: str = "",
    chat: str = "",
    meanwhile: Callable[[], None] = lambda: None,
) -> Events:
    """Send questions one after another and return every event up to the end of the last.

    ``session`` is the token of a person who has logged in, ``chat`` the id of a chat to go on with, ``meanwhile`` what
    happens before the first question.
    """
    return asyncio.run(_ask(server, questions, language, session, chat, meanwhile))


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


async def connect(client: Any, server: Server, session: str = "", chat: str = "", **headers: str) -> None:
    """Open the channel."""
    given = (
        {"Origin": server.url, "Accept-Language": "en"}
        | headers
        | ({"Cookie": f"{COOKIE}={session}"} if session else {})
    )
    options = {"socketio_path": "ws/socket.io", "transports": ["websocket"], "auth": credentials(chat)}
    await client.connect(server.url, headers=given, **options)


async def _ask(
    server: Server, questions: tuple[str, ...], language: str, session: str, chat: str, meanwhile: Callable[[], None]
) -> Events:
    client, events, ended = socketio.AsyncClient(), Events(), asyncio.Event()
    awaited = "resume_thread" if chat else "task_end"

    async def keep(event: str, *data: Any) -> None:
        events.append((event, data[0] if data else None))
        if event == awaited:
            ended.set()

    client.on("*", keep)
    await connect(client, server, session, chat, **{"Accept-Language": language})
    await client.emit("connection_successful")
    await asyncio.wait_for(ended.wait(), 10)
    awaited = "task_end"
    meanwhile()
    for question in questions:
        ended.clear()
        await client.emit("client_message", message(question))
        await asyncio.wait_for(ended.wait(), 10)
    await client.disconnect()
    return events
