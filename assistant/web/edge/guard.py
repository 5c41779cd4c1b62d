"""What surrounds every request: security headers, checks of host, origin and size, and a last catch of faults."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.address import PublicAddress
from assistant.errors import StoreUnavailable
from assistant.web.edge import incident
from assistant.web.messages import TEXTS, preferred
from assistant.web.problems import Kind, is_for_programs, problem

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Of every answer that does not bring its own, such as the chat's page."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser hides from us that a form is our own
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ONLY_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}
MAX_BODY = 1_000_000
"""Bytes; nothing larger than a question is sent to us, but for uploads."""


class Guard:
    """ASGI middleware; ``address`` is where people find the server, where that is another than its own.

    ``uploads`` names the paths to which more may be sent, and how much; with a slash at its end, all under it.
    """

    def __init__(
        self, app: ASGIApp, address: PublicAddress | None = None, uploads: Mapping[str, int] | None = None
    ) -> None:
        self.app = app
        self.address = address
        self.uploads = uploads or {}
        self.headers = HEADERS | (ONLY_HTTPS if address and address.is_private else {})

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
            await _refusal_for(scope, *refusal)(scope, receive, self._with_headers(send))
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

        add_headers = self._with_headers(watch)
        try:
            await self.app(scope, _limited(receive, self._most(scope)), add_headers)
        except _BodyTooLarge:
            if not started:
                await _refusal_for(scope, 413, "The request is too large.")(scope, receive, add_headers)
        except StoreUnavailable:
            refusal = incident.database_away(Request(scope))
            if not started:
                await refusal(scope, receive, add_headers)
        except Exception:  # noqa: BLE001  the last catch: a reader sees no traceback
            text = TEXTS[preferred(headers.get("accept-language"))].failed.format(id=incident.record("A request"))
            if not started:
                await _refusal_for(scope, 500, text)(scope, receive, add_headers)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        origin = headers.get("origin")
        if _changes_something(scope) and origin is not None and not self._is_own(origin, headers.get("host", "")):
            return 403, "A page of another site may not do this."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._most(scope):
            return 413, "The request is too large."
        return None

    def _most(self, scope: Scope) -> int:
        path: str = scope["path"]
        return self.uploads.get(path) or self.uploads.get(f"{path.rpartition('/')[0]}/", MAX_BODY)

    def _is_own(self, origin: str, host: str) -> bool:
        try:
            return origin == self.address.origin if self.address else urlsplit(origin).netloc == host
        except ValueError:  # it is no address at all
            return False

    def _with_headers(self, send: Send) -> Send:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            await send(message)

        return with_headers


def _refusal_for(scope: Scope, status: int, message: str) -> Response:
    """Return a refusal as its asker reads it: programs get JSON."""
    if is_for_programs(scope["path"]):
        return problem(HTTPConnection(scope), Kind.of(status), message)
    return PlainTextResponse(message, status)


def _changes_something(scope: Scope) -> bool:
    return scope["type"] == "websocket" or scope["path"].startswith("/ws/") or scope["method"] not in {"GET", "HEAD"}


class _BodyTooLarge(Exception):
    """A body sent without its length grew too large."""


def _limited(receive: Receive, most: int) -> Receive:
    received = 0

    async def limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise _BodyTooLarge
        return message

    return limited
