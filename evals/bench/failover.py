"""``python -m evals.bench.failover``: of two servers behind HAProxy one is killed amid chats; what each person notices.

People do as the chat's page does: whose line is cut tries again after about a second, and then after longer, shows the
chat from what is kept, and asks again what was broken off.
"""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.settings import PROJECT, Settings, load_settings
from evals.bench.faults.person import Person, what_is_kept
from evals.bench.figure import percentile
from evals.bench.people import log_in_people
from evals.bench.questions import QUESTIONS
from evals.bench.server import (
    free_port,
    memory_of,
    processor_seconds,
    serving,
    wait_until_open,
    wait_until_ready,
)

ASKED = 8
WARM = 4.0  # seconds of chatting before the kill


async def _crowd(people: list[Person], kill: Any) -> None:
    async def killer() -> None:
        await asyncio.sleep(WARM)
        kill()

    await asyncio.gather(killer(), *(person.talk() for person in people))


@contextmanager
def proxy(folder: Path, port: int, ports: list[int]) -> Iterator[None]:
    """Run HAProxy with the lines of ``deploy``, without HTTPS."""
    lines = (PROJECT / "deploy" / "haproxy.cfg").read_text(encoding="utf-8")
    lines = lines.replace("bind :443 ssl crt /etc/ssl/intranet.both.pem", f"bind 127.0.0.1:{port}")
    lines = lines.replace("httponly secure", "httponly").partition("    server a ")[0]
    lines += "    option allbackups\n"
    for number, own in enumerate(ports):
        lines += f"    server s{number} 127.0.0.1:{own} cookie s{number}\n"
        lines += f"    server s{number}-unready 127.0.0.1:{own} cookie s{number} no-check backup\n"
    (folder / "haproxy.cfg").write_text(lines, encoding="utf-8")
    program = shutil.which("haproxy") or "/usr/sbin/haproxy"
    with subprocess.Popen([program, "-db", "-f", str(folder / "haproxy.cfg")], stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def measure(
    settings: Settings, count: int, index: Path, how_many: int, asks: int = ASKED, *, kill: bool, apart: bool = False
) -> dict[str, object]:
    """Let so many people chat, kill a server, and return what they noticed and what is kept.

    ``apart`` lets a process of its own embed for all servers.
    """
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
        servers = [stack.enter_context(_embedding(settings))] if apart else []
        for number, own in enumerate(ports):
            shutil.copytree(index, folder / str(number))
            servers.append(
                stack.enter_context(serving(settings.model_copy(update={"data_dir": folder / str(number)}), own))
            )
        for own, server in zip(ports, servers[-how_many:], strict=True):
            wait_until_ready(own, server)
        stack.enter_context(proxy(folder, port, ports))
        time.sleep(1)
        people = [Person(url, session, iter(_questions_of(number, asks))) for number, session in enumerate(sessions)]
        before, begun = [processor_seconds(server.pid) for server in servers], time.monotonic()
        asyncio.run(_crowd(people, lambda: os.kill(servers[-1].pid, signal.SIGKILL) if kill else None))
        answers, passed = sum(len(person.heard) for person in people), time.monotonic() - begun
        pace: dict[str, object] = {"servers": how_many, "answers a second": round(answers / passed, 1)}
        if not kill:
            took = sum(processor_seconds(server.pid) for server in servers) - sum(before)
            pace["seconds of a processor an answer"] = round(took / answers, 3)
            pace["megabytes a process"] = [round(memory_of(server.pid)) for server in servers]
            waited = [seconds for person in people for _, seconds in person.took]
            pace |= {f"p{part} of an answer, s": round(percentile(waited, part), 2) for part in (50, 95)}
        return pace | _told(people) | what_is_kept(settings, people)


@contextmanager
def _embedding(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run the model apart, and let servers that start from now on use it."""
    port = free_port()
    os.environ["ASSISTANT_EMBEDDING_URL"] = f"http://127.0.0.1:{port}"
    os.environ["ASSISTANT_EMBEDDING_TOKEN"] = "a token of the bench alone"
    program = str(Path(sys.executable).with_name("ser-assistant"))
    with subprocess.Popen([program, "embed-server", "--port", str(port)], stderr=subprocess.DEVNULL) as process:
        try:
            wait_until_open(port)
            yield process
        finally:
            process.terminate()


def _questions_of(number: int, asks: int) -> list[str]:
    return [QUESTIONS[(number + 7 * turn) % len(QUESTIONS)][1] for turn in range(asks)]


def _told(people: list[Person]) -> dict[str, object]:
    gone = sorted(person.gone_for for person in people if person.gone_for)
    return {
        "people": len(people),
        "whose line was cut": len(gone),
        "seconds until the chat was there again, median": round(percentile(gone, 50), 2) if gone else 0,
        "seconds until the chat was there again, most": round(max(gone, default=0), 2),
        "answers broken off": sum(person.broken_off for person in people),
        "answers heard": sum(len(person.heard) for person in people),
        "said besides": dict(Counter(words for person in people for words in person.told)),
    }


def main(
    database: Annotated[str, typer.Option("--database", help="An empty PostgreSQL database.")],
    index: Annotated[Path, typer.Option("--index", help="A data folder that has an index.", exists=True)],
    people: Annotated[int, typer.Option("--people", min=2)] = 30,
    servers: Annotated[int, typer.Option("--servers", min=1)] = 2,
    kill: Annotated[bool, typer.Option(help="Kill one of them; else the pace is measured.")] = True,
    asks: Annotated[int, typer.Option(min=1, help="How many questions each asks.")] = ASKED,
    apart: Annotated[bool, typer.Option("--apart", help="Let a process of its own embed.")] = False,
) -> None:
    """Measure once, and print what was noticed."""
    settings = load_settings(database_url=database)
    told = measure(settings, people, index, servers, asks, kill=kill, apart=apart)
    sys.stdout.write(json.dumps({"load": os.getloadavg()[0]} | told, indent=1) + "\n")


if __name__ == "__main__":
    typer.run(main)
