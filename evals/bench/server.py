"""What is measured of a server in a process of its own: when it is ready, how it answers, what it holds in memory."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]

from assistant.errors import AssistantError
from assistant.settings import Settings
from evals.bench.crowd import PEOPLE, Crowd, ask_alone, ask_at_once
from evals.bench.figure import Figure, Stopwatch, percentile
from evals.bench.histories import CHATS, measure_histories
from evals.bench.people import log_in_people

READY_SECONDS = 120
MEGABYTE = 1_000_000


class ServerFailed(AssistantError):
    """The server did not become ready, or did not answer."""


def measure_server(settings: Settings) -> list[Figure]:
    """Start ``ser-assistant serve`` on a data folder that has an index, ask it alone and in a crowd, and stop it."""
    os.environ["ASSISTANT_MODEL_DIR"] = str(settings.models)
    port, starting = free_port(), Stopwatch()
    url, sessions = f"http://127.0.0.1:{port}", log_in_people(settings, PEOPLE, CHATS)
    os.environ["ASSISTANT_ACCOUNTS"] = "password"  # else all were one person
    with serving(settings, port) as server:
        os.environ["ASSISTANT_ACCOUNTS"] = "off"
        with starting.lap():
            wait_until_ready(port, server)
        at_start = _figures_at_start(starting, server.pid)
        listed = measure_histories(url, sessions[0])
        return at_start + asyncio.run(_asked(url, server.pid, sessions)) + listed


def _figures_at_start(starting: Stopwatch, pid: int) -> list[Figure]:
    return [
        Figure("server start to ready", starting.seconds, "s", 6),
        Figure("processor time of it", processor_seconds(pid), "s"),
        Figure("memory of the server when ready", memory_of(pid), "MB", 600),
    ]


async def _asked(url: str, pid: int, sessions: Sequence[str]) -> list[Figure]:
    alone = await ask_alone(url, sessions[0])
    replies = [reply for chat in alone for reply in chat]
    if any(reply.failed for reply in replies):
        raise ServerFailed("The chat did not answer.")
    times, memory, before = [reply.milliseconds for reply in replies], memory_of(pid), processor_seconds(pid)
    crowd = await ask_at_once(url, sessions, alone)
    return [
        Figure(f"memory of the server after {len(replies)} questions", memory, "MB", 600),
        Figure("question to answer through the chat, p50", percentile(times, 50), "ms"),
        Figure("question to answer through the chat, p95", percentile(times, 95), "ms"),
        *_crowd_figures(crowd),
        Figure(f"{PEOPLE} people at once: processor time", processor_seconds(pid) - before, "s"),
        Figure(f"{PEOPLE} people at once: memory of the server", memory_of(pid), "MB", 700),
    ]


def _crowd_figures(crowd: Crowd) -> list[Figure]:
    name = f"{PEOPLE} people at once:"
    return [
        Figure(f"{name} p50 of an answer", crowd.percentile(50) / 1000, "s"),
        Figure(f"{name} p95 of an answer", crowd.percentile(95) / 1000, "s", 2),
        Figure(f"{name} answers", len(crowd.replies), ""),
        Figure(f"{name} failures", crowd.failures, "", 0),
    ]


@contextmanager
def serving(settings: Settings, port: int, under: Sequence[str] = ()) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``ser-assistant serve``, ``under`` another program if one is named; when it fails, what it said is told."""
    os.environ.setdefault(
        "ASSISTANT_CHAT_PER_MINUTE", "100000"
    )  # a crowd of few people, who ask as fast as they are answered
    program = Path(sys.executable).with_name("ser-assistant")
    command = [
        *under,
        str(program),
        "serve",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--data",
        str(settings.data_dir),
    ]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, stdout=log, stderr=log) as process,
    ):
        try:
            yield process
        except ServerFailed as failure:
            log.seek(0)
            raise ServerFailed(f"{failure} It said: {log.read().decode(errors='replace')[-2_000:]}") from None
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_open(port: int) -> None:
    """Wait until something listens on a port."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise ServerFailed("Nothing listens.")


def wait_until_ready(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until people may be sent to a server."""
    deadline = time.monotonic() + READY_SECONDS
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:
        while time.monotonic() < deadline and server.poll() is None:
            try:
                if client.get("/readyz").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    raise ServerFailed("The server did not become ready.")


def processor_seconds(pid: int) -> float:
    """Return how many seconds of a processor a process has taken."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def memory_of(pid: int) -> float:
    """Return what a process and its children hold, in megabytes."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return float(sum(each.memory_info().rss for each in family)) / MEGABYTE


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    """Run ``ser-assistant serve`` on the settings' data folder and database, and give its address when it is ready."""
    with running_with_pid(settings) as (url, _):
        yield url


@contextmanager
def running_with_pid(settings: Settings) -> Iterator[tuple[str, int]]:
    """Run it, and give its address and process when it is ready."""
    os.environ["ASSISTANT_MODEL_DIR"] = str(settings.models)
    os.environ["DATABASE_URL"] = settings.database_url
    port = free_port()
    with serving(settings, port) as server:
        wait_until_ready(port, server)
        yield f"http://127.0.0.1:{port}", server.pid
