"""Refuses at once, before anybody is looked up and anything is read, whose password would not be compared now.

Each guess that comes in costs what is done until it is refused, so that this decides how the server does meanwhile.
"""

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.limits import network_of
from assistant.web.edge.logins.login import KNOWN_COOKIE, Entrance
from assistant.web.messages import preferred


class Turnstile:
    """ASGI middleware outside of ``Identity``."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self.app = app
        self.entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        is_guess = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == "/login"
        refusal = self._refusal(HTTPConnection(scope)) if is_guess else None
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, connection: HTTPConnection) -> Response | None:
        if KNOWN_COOKIE in connection.cookies:
            return None
        texts = LIMIT_TEXTS[preferred(connection.headers.get("accept-language"))]
        if not self.entrance.guesses.network_may(network_of(connection)):
            return PlainTextResponse(texts.tries, 429, {"Retry-After": "60"})
        if self.entrance.is_full:
            return PlainTextResponse(texts.busy, 503, {"Retry-After": "10"})
        return None
