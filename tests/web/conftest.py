"""A running server with the fake assistant, and our pages without the chat."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from assistant.settings import load_settings
from assistant.web.app import create_pages
from tests.fakes import FakeAssistant


@dataclass(frozen=True)
class Server:
    url: str
    port: int
    folder: Path

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    running = Server(f"http://127.0.0.1:{port}", port, folder)
    command = [sys.executable, "-m", "tests.web.run_server", str(folder), str(port)]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdin=subprocess.PIPE, stderr=log) as process:
        try:
            wait_until_up(running, process)
            yield running
        finally:
            process.terminate()


@pytest.fixture
def pages(tmp_path: Path) -> TestClient:
    app = create_pages(FakeAssistant(), load_settings(data_dir=tmp_path))
    return TestClient(app, base_url="http://localhost:8000", headers={"Accept-Language": "en"})


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def wait_until_up(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(f"{server.url}/healthz")
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{server.log}")
