"""Each request has an id, is measured, and is counted by how it ended."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.telemetry.metrics import REQUESTS
from assistant.telemetry.request import begin
from assistant.telemetry.spans import request_span

HEADER = "X-Request-ID"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Followed:
    """ASGI middleware inside of ``Proxies``: of a trusted one the id is taken that it gave."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, under an id that the answer tells."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        trusted = scope["state"].get("trusted", False)
        name = begin(Headers(scope=scope).get(HEADER, "") if trusted else "")
        if scope["type"] == "websocket":  # it lasts as long as the chat, whose messages have ids of their own
            await self.app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in _METHODS else "other"
        with request_span(f"HTTP {method}") as span:

            async def told(message: Message) -> None:
                if message["type"] == "http.response.start":
                    MutableHeaders(scope=message)[HEADER] = name
                    span.set_attribute("http.response.status_code", message["status"])
                    REQUESTS.labels(method, message["status"]).inc()
                await send(message)

            await self.app(scope, receive, told)
