"""A server for its own machine, where whoever asks is its owner: nothing that comes from farther away is let in."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.door_texts import DOOR_TEXTS
from assistant.web.page import language_of, page
from assistant.web.problems import Kind, problem

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

FORWARDED = ("forwarded", "via", "x-forwarded", "x-real-ip", "x-client-ip", "x-original-", "x-proxy", "proxy-")
"""What proxies add, by how it begins."""


class Alone:
    """ASGI middleware: refuses what came through a proxy, with a page that says what to set."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in {"http", "websocket"} or not came_from_afar(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "Set ASSISTANT_PUBLIC_URL."})
        else:
            await _refusal(Request(scope))(scope, receive, send)


def came_from_afar(scope: Scope) -> bool:
    """Return whether a request was passed on, or is for another host than this machine.

    No browser speaks HTTP/1.0; nginx does to what is behind it, unless it is told otherwise.
    """
    headers = Headers(scope=scope)
    return (
        scope.get("http_version") == "1.0"
        or any(name.startswith(FORWARDED) for name in headers)
        or not _is_here(f"//{headers.get('host', '')}")
        or any(name in headers and not _is_here(headers[name]) for name in ("origin", "referer"))
    )


def _is_here(address: str) -> bool:
    try:
        return urlsplit(address).hostname in LOOPBACK
    except ValueError:
        return False


def _refusal(request: Request) -> Response:
    texts = DOOR_TEXTS[language_of(request)]
    if "text/html" in request.headers.get("accept", ""):
        request.state.person = None
        return page(request, "only_here.html", status=403, door=texts)
    message = f"{texts.only_here} {texts.only_here_why} {texts.only_here_help}"
    return problem(request, Kind.FORBIDDEN, message)
