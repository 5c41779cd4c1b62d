"""Counts every request of a person or network, before it is worked on; what is over the limit gets a short reply."""

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.limits import Kind, Limits, network_of
from assistant.web.messages import preferred
from assistant.web.problems import Kind as Fault
from assistant.web.problems import is_for_programs, problem

FREE = ("/static/", "/assets/", "/public/", "/healthz", "/readyz", "/startz", "/metrics")
"""What costs next to nothing."""


class Allowance:
    """ASGI middleware inside of ``Identity``."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in {"http", "websocket"} or scope["path"].startswith(FREE):
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(HTTPConnection(scope))
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013, "reason": "Too many requests."})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, connection: HTTPConnection) -> Response | None:
        scope, person = connection.scope, connection.scope["state"]["person"]
        mute = scope["path"].startswith("/ws/") and self.limits.is_muted(person)
        if not mute and self.limits.take(Kind.REQUEST, person, network_of(connection)):
            return None
        texts = LIMIT_TEXTS[preferred(connection.headers.get("accept-language"))]
        headers = {"Retry-After": "60"}
        if is_for_programs(scope["path"]):
            return problem(connection, Fault.TOO_MANY_REQUESTS, texts.too_many, headers=headers)
        return PlainTextResponse(texts.too_many, 429, headers)
