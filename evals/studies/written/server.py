"""A server as OpenAI's that plays recorded replies, streamed or not, at a pace or at once."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from evals.studies.written.pace import Pace

LARGEST = 2_000_000  # bytes of a request

Replies = Callable[[str, str], str]
"""What a model of a name says to a prompt."""


@contextmanager
def serving(replies: Replies, port: int = 0, pace: Pace | None = None) -> Iterator[str]:
    """Serve for a while on this machine alone, and give the base address; ``port`` 0 is a free one."""
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(replies, pace))
    server.daemon_threads = True
    server.block_on_close = False
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def _handler(replies: Replies, pace: Pace | None) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            try:
                length = int(self.headers.get("Content-Length", 0))
                asked = json.loads(self.rfile.read(min(length, LARGEST)))
                model, prompt = str(asked["model"]), "\n".join(map(_words, asked["messages"]))
            except (ValueError, KeyError, TypeError) as error:
                self._send(400, "application/json", [_json({"error": {"message": f"not a request: {error!r}"}})])
                return
            reply = replies(model, prompt)
            if asked.get("stream"):
                pieces = pace.pieces(reply) if pace else reply.splitlines(keepends=True) or [""]
                self._send(200, "text/event-stream", _events(model, pieces))
            else:
                message = {"role": "assistant", "content": reply}
                self._send(200, "application/json", [_json(_body(model, {"message": message}, "chat.completion"))])

        def _send(self, status: int, kind: str, body: Iterable[str]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked may go away before the end
                for piece in body:
                    self.wfile.write(piece.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


def _words(message: dict[str, Any]) -> str:
    content = message["content"]
    return content if isinstance(content, str) else "\n".join(str(part.get("text", "")) for part in content)


def _events(model: str, pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        delta = {"role": "assistant", "content": piece}
        yield f"data: {_json(_body(model, {'delta': delta}, 'chat.completion.chunk'))}\n\n"
    yield "data: [DONE]\n\n"


def _body(model: str, choice: dict[str, Any], kind: str) -> dict[str, Any]:
    ended = {"index": 0, "finish_reason": "stop" if kind == "chat.completion" else None}
    return {"id": "replay", "object": kind, "created": 0, "model": model, "choices": [ended | choice]}


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
