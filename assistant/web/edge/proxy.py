"""Proxies before us: what they say of the browser's address is believed only where the settings name them."""

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.address import Network, is_within


class Proxies:
    """ASGI middleware: notes in the state whether a request comes from a trusted proxy, before any header is read."""

    def __init__(self, app: ASGIApp, trusted: tuple[Network, ...]) -> None:
        self.app = app
        self.trusted = trusted
        self.behind = ProxyHeadersMiddleware(app, trusted_hosts=[str(each) for each in trusted])  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the browser's own address where a trusted proxy tells it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        host, port = scope["client"] or ("", 0)
        scope["client"] = host.removeprefix("::ffff:"), port  # as a server on ``::`` sees one of IPv4
        trusted = is_within(host, self.trusted)
        scope.setdefault("state", {})["trusted"] = trusted
        await (self.behind if trusted else self.app)(scope, receive, send)  # type: ignore[arg-type]
