"""The address that people know, translated at the edge: behind it, everything seems to be at ``/`` of its own host.

Nothing behind it need know of a path, another host or another server beside it: what comes in is translated here, and
so are the redirects and cookies that go out. ``page`` does it for the links of a page, ``chat.js`` for the chat's.
"""

import re
from collections.abc import Iterator
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.address import PublicAddress
from assistant.settings import Settings

PROBES = frozenset({"/healthz", "/readyz", "/startz", "/metrics"})
"""What a supervisor asks at the server itself, where there is no path."""

USUAL_PORT = 8000

_COOKIE_PATH = re.compile(r";\s*path=(/[^;]*)", re.IGNORECASE)
_SECURE = re.compile(r";\s*secure\b", re.IGNORECASE)


class Reached:
    """ASGI middleware: a request goes on as if it had come straight, an answer goes out as people can use it."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.address = settings.public
        self.ending = _ending(self.address, settings.port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Translate, and pass on; what is outside our path is not here."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        base = self.address.path if self.address else ""
        inside = scope["path"] in PROBES or f"{scope['path']}/".startswith(f"{base}/")
        if not inside or scope["path"] == base != "":
            await _elsewhere(scope, receive, send, f"{base}/" if inside else "")
            return
        scope = dict(scope)
        scope["headers"] = list(scope["headers"])
        self._come_in(scope, base)
        await self.app(scope, receive, self._going_out(send, base))

    def _come_in(self, scope: Scope, base: str) -> None:
        headers = MutableHeaders(scope=scope)
        cookies = "; ".join(self._ours(headers.getlist("cookie")))
        del headers["cookie"]
        if cookies:
            headers["cookie"] = cookies
        scope.setdefault("state", {})["base"] = base
        if self.address:
            secure = {"http": "https", "ws": "wss"} if self.address.is_private else {"https": "http", "wss": "ws"}
            scope["scheme"] = secure.get(scope["scheme"], scope["scheme"])
            headers["host"] = self.address.host
        if base and scope["path"] not in PROBES:
            scope["path"] = scope["path"].removeprefix(base)
            scope["raw_path"] = scope.get("raw_path", b"").removeprefix(base.encode())
            scope["app_root_path"] = base  # what ``url_for`` puts before its paths

    def _ours(self, headers: list[str]) -> Iterator[str]:
        """Give the cookies of this server under the names that it gave them; those of others stay outside."""
        for each in ";".join(headers).split(";"):
            name, equals, value = each.strip().partition("=")
            if equals and name.endswith(self.ending):
                yield f"{name.removesuffix(self.ending)}={value}"

    def _going_out(self, send: Send, base: str) -> Send:
        async def going_out(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                cookies = headers.getlist("set-cookie")
                del headers["set-cookie"]
                for cookie in cookies:
                    headers.append("set-cookie", self._named(cookie, base))
                if "location" in headers:
                    headers["location"] = self._placed(headers["location"], base)
            await send(message)

        return going_out

    def _named(self, cookie: str, base: str) -> str:
        """Return a cookie that only this server gets, and over a line that nobody reads where there is one."""
        name, _, rest = cookie.partition("=")
        rest = _COOKIE_PATH.sub(lambda found: f"; Path={base}{found[1]}", rest)
        secure = "; Secure" if self.address and self.address.is_private and not _SECURE.search(rest) else ""
        return f"{name}{self.ending}={rest}{secure}"

    def _placed(self, location: str, base: str) -> str:
        """Return where a redirect leads: into our path where it leads to ourselves."""
        own = f"{self.address.origin}/" if self.address else "/"
        if self.address and location.startswith(own) and not location.startswith(f"{own.rstrip('/')}{base}/"):
            location = location.removeprefix(own.rstrip("/"))
        return f"{base}{location}" if location.startswith("/") and not location.startswith("//") else location


def _ending(address: PublicAddress | None, port: int) -> str:
    """Return what tells the cookies of one server from those of another on the same host."""
    if address:
        return f"_{sha256(str(address).encode()).hexdigest()[:8]}"
    return "" if port == USUAL_PORT else f"_{port}"


async def _elsewhere(scope: Scope, receive: Receive, send: Send, there: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": "Not found."})
    elif there:
        await RedirectResponse(there, 308)(scope, receive, send)
    else:
        accept = Headers(scope=scope).get("accept-language", "")
        text = "Hier is niets." if accept.startswith("nl") else "There is nothing here."
        await PlainTextResponse(text, 404)(scope, receive, send)
