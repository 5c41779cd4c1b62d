"""``python -m evals.bench.failover``: of two servers behind HAProxy one is killed amid chats; what each person notices.

People do as the chat's page does: whose line is cut tries again after about a second, and then after longer, shows the
chat from what is kept, and asks again what was broken off.
"""

import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import aiohttp
import socketio  # type: ignore[import-untyped]
import typer

from assistant.settings import PROJECT, Settings, load_settings
from assistant.store import chats, open_database
from evals.bench.chatting import COOKIE, message_of
from evals.bench.figure import percentile
from evals.bench.people import log_in_people
from evals.bench.questions import QUESTIONS
from evals.bench.server import free_port, memory_of, processor_seconds, serving, wait_until_ready

FIRST, LAST = 1.0, 5.0  # seconds between two tries of the page, each by half more or less
ASKED = 8
WARM = 4.0  # seconds of chatting before the kill
PATIENCE = 60


@dataclass
class Person:
    """Somebody in a chat, who asks one question after another and goes on where the line was cut."""

    url: str
    session: str
    number: int
    chat: str = ""
    heard: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)
    gone_at: float = 0.0
    gone_for: float = 0.0
    broken_off: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _events: list[str] = field(default_factory=list)

    async def talk(self) -> None:
        """Ask all questions."""
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
            left = [QUESTIONS[(self.number + 7 * turn) % len(QUESTIONS)][1] for turn in range(ASKED)]
            wait = 0.0
            while left:
                await asyncio.sleep(wait * random.uniform(0.5, 1.5))
                wait = min(LAST, wait * 2 or FIRST)
                client = socketio.AsyncClient(reconnection=False, http_session=http)
                try:
                    await self._open(client)
                    wait = 0.0
                    while left and await self._ask(client, left[0]):
                        left.pop(0)
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
        said = {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": "{}", "chatProfile": ""}
        headers = {"Origin": self.url.rstrip("/"), "Cookie": f"{_cookie(self.url)}={self.session}"}
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
        sent = message_of(question)
        self.asked.append(sent["message"]["id"])
        await client.emit("client_message", sent)
        seen = await self._see("task_end", "disconnect")
        if seen == "disconnect":
            self.gone_at, self.broken_off = time.monotonic(), self.broken_off + 1
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
        if message["type"] == "assistant_message" and not message.get("isError"):
            self.heard[message["id"]] = message["output"]

    async def _accept(self, told: object) -> None:
        if isinstance(told, dict) and told.get("accepted"):  # until then the page keeps the words
            self.accepted.append(self.asked[-1])

    async def _begin(self, told: dict[str, Any]) -> None:
        self.chat = told["thread_id"]


async def _crowd(people: list[Person], kill: Any) -> None:
    async def killer() -> None:
        await asyncio.sleep(WARM)
        kill()

    await asyncio.gather(killer(), *(person.talk() for person in people))


@contextmanager
def _proxy(folder: Path, port: int, ports: list[int]) -> Iterator[None]:
    lines = (PROJECT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8")
    lines = lines.replace("bind :443 ssl crt /etc/ssl/intranet.both.pem", f"bind 127.0.0.1:{port}")
    lines = lines.replace("httponly secure", "httponly").partition("    server a ")[0]
    lines += "".join(f"    server s{number} 127.0.0.1:{own} cookie s{number}\n" for number, own in enumerate(ports))
    (folder / "haproxy.cfg").write_text(lines, encoding="utf-8")
    program = shutil.which("haproxy") or "/usr/sbin/haproxy"
    with subprocess.Popen([program, "-db", "-f", str(folder / "haproxy.cfg")], stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def measure(settings: Settings, count: int, index: Path, how_many: int, *, kill: bool) -> dict[str, object]:
    """Let so many people chat, kill a server, and return what they noticed and what is kept."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="failover-")))
        port, ports = free_port(), [free_port() for _ in range(how_many)]
        url = f"http://127.0.0.1:{port}/"
        os.environ["DATABASE_URL"] = settings.database_url
        os.environ["ASSISTANT_ACCOUNTS"] = "password"
        os.environ["ASSISTANT_PUBLIC_URL"] = url
        os.environ["ASSISTANT_TRUSTED_PROXIES"] = "127.0.0.0/8"
        os.environ["ASSISTANT_MODEL_DIR"] = str(settings.models)
        sessions = log_in_people(settings, count, 0)
        servers = []
        for number, own in enumerate(ports):
            shutil.copytree(index, folder / str(number))
            servers.append(
                stack.enter_context(serving(settings.model_copy(update={"data_dir": folder / str(number)}), own))
            )
        for own, server in zip(ports, servers, strict=True):
            wait_until_ready(own, server)
        stack.enter_context(_proxy(folder, port, ports))
        time.sleep(1)
        people = [Person(url, session, number) for number, session in enumerate(sessions)]
        before, begun = [processor_seconds(server.pid) for server in servers], time.monotonic()
        asyncio.run(_crowd(people, lambda: os.kill(servers[0].pid, signal.SIGKILL) if kill else None))
        answers, passed = sum(len(person.heard) for person in people), time.monotonic() - begun
        pace: dict[str, object] = {"servers": how_many, "answers a second": round(answers / passed, 1)}
        if not kill:
            took = sum(processor_seconds(server.pid) for server in servers) - sum(before)
            pace["seconds of a processor an answer"] = round(took / answers, 3)
            pace["megabytes a server"] = round(max(memory_of(server.pid) for server in servers))
        return pace | _told(people) | _kept(settings, people)


def _told(people: list[Person]) -> dict[str, object]:
    gone = sorted(person.gone_for for person in people if person.gone_for)
    return {
        "people": len(people),
        "whose line was cut": len(gone),
        "seconds until the chat was there again, median": round(percentile(gone, 50), 2) if gone else 0,
        "seconds until the chat was there again, most": round(max(gone, default=0), 2),
        "answers broken off": sum(person.broken_off for person in people),
        "answers heard": sum(len(person.heard) for person in people),
    }


def _kept(settings: Settings, people: list[Person]) -> dict[str, object]:
    database = open_database(settings.database_url)
    answers = questions = doubled = 0
    for person in people:
        kept = [each.id for each in chats.messages_of(database, person.chat)]
        answers += len(set(person.heard) - set(kept))
        questions += len(set(person.accepted) - set(kept))
        doubled += len(kept) - len(set(kept))
    database.close()
    return {
        "answers that were heard and are not kept": answers,
        "questions that were accepted and are not kept": questions,
        "messages kept twice": doubled,
    }


def _cookie(url: str) -> str:
    return f"{COOKIE}_{sha256(url.encode()).hexdigest()[:8]}"


def main(
    database: Annotated[str, typer.Option("--database", help="An empty PostgreSQL database.")],
    index: Annotated[Path, typer.Option("--index", help="A data folder that has an index.", exists=True)],
    people: Annotated[int, typer.Option("--people", min=2)] = 30,
    servers: Annotated[int, typer.Option("--servers", min=1)] = 2,
    kill: Annotated[bool, typer.Option(help="Kill one of them; else the pace is measured.")] = True,
) -> None:
    """Measure once, and print what was noticed."""
    sys.stdout.write(
        json.dumps(measure(load_settings(database_url=database), people, index, servers, kill=kill), indent=1) + "\n"
    )


if __name__ == "__main__":
    typer.run(main)
