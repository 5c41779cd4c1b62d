"""Somebody in a chat as its page sees them, who goes on where a line was cut, and whether what they said is kept."""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import uuid4

import aiohttp
import socketio  # type: ignore[import-untyped]

from assistant.settings import Settings
from assistant.store import chats, open_database
from evals.bench.chatting import COOKIE, message_of

FIRST, LAST = 1.0, 5.0  # seconds between two tries of the page, each by half more or less
PATIENCE = 60
NOT_KEPT = "NotKept"
"""The element of an answer that could not be kept."""


@dataclass
class Person:
    """Somebody in a chat, who asks one question after another and goes on where the line was cut."""

    url: str
    session: str
    questions: Iterator[str]
    language: str = "en"
    pause: float = 0.0
    chat: str = ""
    heard: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    unkept: set[str] = field(default_factory=set)
    """The questions and answers of which the page says that they are not kept."""
    took: list[tuple[float, float]] = field(default_factory=list)
    """When each answer that is kept was there, and after how many seconds."""
    gone_at: float = 0.0
    gone_for: float = 0.0
    broken_off: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _events: list[str] = field(default_factory=list)

    async def talk(self) -> None:
        """Ask all questions."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
            question, wait = next(self.questions, ""), 0.0
            while question:
                await asyncio.sleep(wait * random.uniform(0.5, 1.5))
                wait = min(LAST, wait * 2 or FIRST)
                client = socketio.AsyncClient(reconnection=False, http_session=http)
                try:
                    await self._open(client)
                    wait = 0.0
                    while question and await self._ask(client, question):
                        await asyncio.sleep(self.pause)
                        question = next(self.questions, "")
                except (socketio.exceptions.SocketIOError, TimeoutError):
                    pass
                finally:
                    await client.disconnect()
                wait = wait or FIRST

    async def _open(self, client: Any) -> None:
        self._events.clear()
        for event in ("task_end", "resume_thread", "disconnect"):
            client.on(event, self._note(event))
        client.on("new_message", self._hear)
        client.on("first_interaction", self._begin)
        client.on("window_message", self._accept)
        client.on("element", self._mark)
        said = {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": "{}", "chatProfile": ""}
        headers = {"Origin": self.url.rstrip("/"), "Cookie": f"{cookie_of(self.url)}={self.session}"}
        headers["Accept-Language"] = self.language
        options = {"socketio_path": "ws/socket.io", "transports": ["websocket"], "auth": said | {"threadId": self.chat}}
        await client.connect(self.url, headers=headers, **options)
        await client.emit("connection_successful")
        await self._see("resume_thread" if self.chat else "task_end")
        if self.gone_at:
            self.gone_for = max(self.gone_for, time.monotonic() - self.gone_at)
            self.gone_at = 0.0

    async def _ask(self, client: Any, question: str) -> bool:
        """Return whether the answer came."""
        self._events.clear()
        sent, begun = message_of(question), time.monotonic()
        self.asked.append(sent["message"]["id"])
        await client.emit("client_message", sent)
        seen = await self._see("task_end", "disconnect")
        if seen == "disconnect":
            self.gone_at, self.broken_off = time.monotonic(), self.broken_off + 1
        elif self.asked[-1] not in self.unkept:
            self.took.append((time.monotonic(), time.monotonic() - begun))
        return seen == "task_end"

    async def _see(self, *events: str) -> str:
        async with asyncio.timeout(PATIENCE):
            while not (found := next((each for each in self._events if each in events), "")):
                self._news.clear()
                await self._news.wait()
        return found

    def _note(self, event: str) -> Any:
        async def note(*_: object) -> None:
            self._events.append(event)
            self._news.set()

        return note

    async def _hear(self, message: dict[str, Any]) -> None:
        if message["type"] == "assistant_message" and message.get("isError"):
            self.told.append(message["output"])
            self.unkept.add(self.asked[-1] if self.asked else "")
        elif message["type"] == "assistant_message":
            self.heard[message["id"]] = message["output"]

    async def _mark(self, element: dict[str, Any]) -> None:
        if element["name"] == NOT_KEPT:
            self.told.append(element["props"]["text"])
            self.unkept |= {element["forId"], self.asked[-1]}

    async def _accept(self, told: object) -> None:
        if isinstance(told, dict) and told.get("accepted"):  # until then the page keeps the words
            self.accepted.append(self.asked[-1])

    async def _begin(self, told: dict[str, Any]) -> None:
        self.chat = told["thread_id"]


def what_is_kept(settings: Settings, people: Sequence[Person]) -> dict[str, object]:
    """Return what of all that was said is not kept, where nobody was told so, and what is kept twice."""
    database = open_database(settings.database_url)
    answers = questions = doubled = 0
    for person in people:
        kept = [each.id for each in chats.messages_of(database, person.chat)]
        answers += len(set(person.heard) - person.unkept - set(kept))
        questions += len(set(person.accepted) - person.unkept - set(kept))
        doubled += len(kept) - len(set(kept))
    database.close()
    return {
        "answers that were heard and are not kept": answers,
        "questions that were accepted and are not kept": questions,
        "messages kept twice": doubled,
    }


def cookie_of(url: str) -> str:
    """Return the name of the cookie that holds a session at an address."""
    return f"{COOKIE}_{sha256(url.encode()).hexdigest()[:8]}"
