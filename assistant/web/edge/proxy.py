"""Proxies before us: what they say of the browser's address is believed only where the settings name them."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware


class Proxies:
    """ASGI middleware: notes in the state whether a request comes from a trusted proxy, before any header is read."""

    def __init__(self, app: ASGIApp, trusted: Iterable[str]) -> None:
        self.app = app
        self.trusted = frozenset(trusted)
        self.behind = ProxyHeadersMiddleware(app, trusted_hosts=sorted(self.trusted))  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the browser's own address where a trusted proxy tells it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        trusted = scope["client"] is not None and scope["client"][0] in self.trusted
        scope.setdefault("state", {})["trusted"] = trusted
        await (self.behind if trusted else self.app)(scope, receive, send)  # type: ignore[arg-type]
