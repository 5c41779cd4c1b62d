"""What is measured of a server in a process of its own: when it is ready, how it answers, what it holds in memory."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import psutil  # type: ignore[import-untyped]
import socketio  # type: ignore[import-untyped]

from assistant.errors import AssistantError
from assistant.settings import Settings
from evals.bench.figure import Figure, Stopwatch
from evals.bench.questions import QUESTIONS

ASKED = 50
PATIENCE = 120  # seconds
MEGABYTE = 1_000_000


class ServerFailed(AssistantError):
    """The server did not become ready, or did not answer."""


def measure_server(settings: Settings) -> list[Figure]:
    """Start ``ser-assistant serve`` on a data folder that has an index, ask it, and stop it."""
    os.environ["ASSISTANT_MODEL_DIR"] = str(settings.models)
    port, starting = _free_port(), Stopwatch()
    with _process(settings, port) as server:
        with starting.lap():
            _wait_until_ready(port, server)
        at_start = _memory(server.pid)
        answering = asyncio.run(_ask(f"http://127.0.0.1:{port}"))
        return [
            Figure("server start to ready", starting.seconds, "s", 8),
            Figure("memory of the server when ready", at_start, "MB"),
            Figure(f"memory of the server after {ASKED} questions", _memory(server.pid), "MB", 1200),
            Figure("question to answer through the chat, p50", answering.percentile(50), "ms"),
            Figure("question to answer through the chat, p95", answering.percentile(95), "ms"),
        ]


@contextmanager
def _process(settings: Settings, port: int) -> Iterator[subprocess.Popen[bytes]]:
    program = Path(sys.executable).with_name("ser-assistant")
    command = [str(program), "serve", "--host", "127.0.0.1", "--port", str(port), "--data", str(settings.data_dir)]
    with tempfile.TemporaryFile() as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
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


def _wait_until_ready(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:
        while time.monotonic() < deadline and server.poll() is None:
            try:
                if client.get("/readyz").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.1)
    raise ServerFailed("The server did not become ready.")


async def _ask(url: str) -> Stopwatch:
    """Ask as a browser does, over the chat's socket, one question after another."""
    client, ended, answering = socketio.AsyncClient(), asyncio.Event(), Stopwatch()
    client.on("task_end", lambda *_: ended.set())
    session = {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": "{}", "chatProfile": "", "threadId": ""}
    await client.connect(
        url, socketio_path="ws/socket.io", transports=["websocket"], auth=session, headers={"Origin": url}
    )
    try:
        await client.emit("connection_successful")
        await asyncio.wait_for(ended.wait(), PATIENCE)
        for number in range(ASKED):
            ended.clear()
            message = _message(QUESTIONS[number % len(QUESTIONS)][1])
            with answering.lap():
                await client.emit("client_message", {"message": message, "fileReferences": []})
                await asyncio.wait_for(ended.wait(), PATIENCE)
    except TimeoutError:
        raise ServerFailed("The chat did not answer.") from None
    finally:
        await client.disconnect()
    return answering


def _message(question: str) -> dict[str, str]:
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return {"id": str(uuid4()), "name": "user", "type": "user_message", "output": question, "createdAt": created}


def _memory(pid: int) -> float:
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return float(sum(each.memory_info().rss for each in family)) / MEGABYTE


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    """Run ``ser-assistant serve`` on the settings' data folder and database, and give its address when it is ready."""
    os.environ["ASSISTANT_MODEL_DIR"] = str(settings.models)
    os.environ["DATABASE_URL"] = settings.database_url
    port = _free_port()
    with _process(settings, port) as server:
        _wait_until_ready(port, server)
        yield f"http://127.0.0.1:{port}"
