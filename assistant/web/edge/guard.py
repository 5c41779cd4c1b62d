"""What surrounds every request: security headers, checks of host, origin and size, and a last catch of faults."""

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import StoreUnavailable
from assistant.web.edge import incident
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.messages import TEXTS, preferred

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        # Chainlit compiles the panel's component in the browser, which needs eval.
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser hides from us that a form is our own
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
MAX_BODY = 1_000_000
"""Bytes; nothing larger than a question is ever sent to us."""

CLOSED = (
    "/docs",
    "/redoc",
    "/openapi.json",
    "/mcp",
    "/copilot",
    # ``identity`` alone says who asks; with these a session could be made longer, or made up.
    "/auth/jwt",
    "/auth/header",
    "/auth/oauth",
    "/login/callback",
    # What they change or show does not depend on whose it is.
    "/project/element",
    "/project/file",
    "/project/share",
    "/project/thread/share",
)
"""Parts of Chainlit that we do not use, and which answer when not closed."""


class Guard:
    """ASGI middleware. Without ``hosts`` every Host header is taken."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with the headers added."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})
        elif refusal:
            await _refusal_for(scope, *refusal)(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await self.app(scope, receive, send)
        else:
            await self._answer(scope, receive, send, headers)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        add_headers = _with_headers(watch)
        try:
            await self.app(scope, _limited(receive), add_headers)
        except _BodyTooLarge:
            if not started:
                await _refusal_for(scope, 413, "The request is too large.")(scope, receive, add_headers)
        except StoreUnavailable:
            incident.record("Reaching the database")
            if not started:
                text = LIMIT_TEXTS[preferred(headers.get("accept-language"))].away
                await _refusal_for(scope, 503, text)(scope, receive, add_headers)
        except Exception:  # noqa: BLE001  the last catch: a reader sees no traceback
            text = TEXTS[preferred(headers.get("accept-language"))].failed.format(id=incident.record("A request"))
            if not started:
                await _refusal_for(scope, 500, text)(scope, receive, add_headers)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if self.hosts and (urlsplit(f"//{host}").hostname or "") not in self.hosts:
            return 400, "This host name is not served here."
        origin = headers.get("origin")
        if _changes_something(scope) and origin is not None and urlsplit(origin).netloc != host:
            return 403, "A page of another site may not do this."
        if any(f"{scope['path']}/".startswith(f"{closed}/") for closed in CLOSED):
            return 404, "Not found."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_BODY:
            return 413, "The request is too large."
        return None


def _refusal_for(scope: Scope, status: int, message: str) -> Response:
    """Return a refusal as its asker reads it: programs get JSON."""
    if scope["path"].startswith("/api/"):
        code = HTTPStatus(status).name.lower()
        return JSONResponse({"error": {"code": code, "message": message}}, status)
    return PlainTextResponse(message, status)


def _changes_something(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["path"].startswith("/ws/") or scope["method"] not in {"GET", "HEAD"}


class _BodyTooLarge(Exception):
    """A body sent without its length grew too large."""


def _limited(receive: Receive) -> Receive:
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > MAX_BODY:
            raise _BodyTooLarge
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return with_headers
