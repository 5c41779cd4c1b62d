"""Small servers that speak the wire formats of chat models' providers, in the shapes that their servers send.

A ``Wire`` is a provider's format. A server of it gives scripted replies in turn and keeps the requests.
"""

import gc
import importlib.util
import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

Values = Mapping[str, Any]


def let_go() -> None:
    """Let go here and now of what the libraries leave open: they close no connection of a model that is not used."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@dataclass(frozen=True)
class Sent:
    """What a server sends: a status and a body."""

    body: str
    kind: str = "text/event-stream"
    status: int = 200


@dataclass(frozen=True)
class Wire:
    """A provider's format: how its server sends words, thoughts before them, values, and that it would not reply.

    ``pieces`` are sent one by one. ``declines`` is None where the format has no way to say so.
    """

    provider: str
    path: str
    variable: str
    words: Callable[[Sequence[str]], Sent]
    thoughts: Callable[[str, Sequence[str]], Sent]
    values: Callable[[Values], Sent]
    declines: Callable[[], Sent] | None


@dataclass
class Server:
    """A server's address, and what it was asked."""

    address: str
    asked: list[Values] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving(*replies: Sent) -> Iterator[Server]:
    """Serve replies in turn on this machine alone, the last one again and again."""
    server = Server("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.paths.append(self.path)
            server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            reply = replies[min(len(server.asked), len(replies)) - 1]
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Retry-After-Ms", "1")
            self.send_header("Content-Length", str(len(reply.body.encode())))
            self.end_headers()
            self.wfile.write(reply.body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.block_on_close = False
    Thread(target=running.serve_forever, daemon=True).start()
    server.address = f"http://127.0.0.1:{running.server_address[1]}"
    try:
        yield server
    finally:
        running.shutdown()
        running.server_close()


def ready(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Set a key for a provider whose library is there; skip the test where it is not."""
    if importlib.util.find_spec(f"langchain_{wire.provider}") is None:
        pytest.skip(f"langchain-{wire.provider} is not installed")
    monkeypatch.setenv(wire.variable, "a-key")
    return wire


def refused(status: int, message: str) -> Sent:
    """Refuse a request, in the shape that all of them understand."""
    body = {"type": "error", "message": message, "error": {"type": "invalid_request_error", "message": message}}
    return Sent(json.dumps(body), "application/json", status)


def events(each: Iterable[Values], *, named: bool = False, done: bool = False) -> Sent:
    """Send server-sent events, each with the name of its type where a format wants that."""
    lines = [(f"event: {one['type']}\n" if named else "") + f"data: {json.dumps(one)}\n\n" for one in each]
    return Sent("".join(lines) + ("data: [DONE]\n\n" if done else ""))
