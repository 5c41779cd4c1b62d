"""A Chroma server for the tests, as an operator runs one: behind a proxy that asks for a token."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from assistant.search.index.vectors.server import ChromaServer
from tests.ports import free_port

TOKEN = "a token of some length"


@contextmanager
def running(folder: Path) -> Iterator[ChromaServer]:
    """Run a server and its proxy; return where they are, with the token."""
    port = free_port()
    chroma = str(Path(sys.executable).parent / "chroma")
    command = [chroma, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/api/v2/heartbeat")
            with _proxy(port) as address:
                server = ChromaServer(address, TOKEN)
                yield server
                server.close()
        finally:
            process.terminate()


def _wait(address: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise TimeoutError(address)


@contextmanager
def _proxy(port: int) -> Iterator[str]:
    inside = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            if self.headers.get("authorization") != f"Bearer {TOKEN}":
                self._give(401, b"{}")
                return
            headers = {"content-type": self.headers.get("content-type", "application/json")}
            reply = inside.request(self.command, self.path, content=body, headers=headers)
            self._give(reply.status_code, reply.content)

        do_GET = do_POST = do_PUT = do_DELETE = _pass

        def _give(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            inside.close()
