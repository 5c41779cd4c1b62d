"""The chat inside of another site's page: under paths of its own, for the sites that the settings name.

Only there may a page of ours be framed, and only the chat's. Its language is in the path, since a browser keeps no
cookie for a frame of another site.
"""

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.domain import Language
from assistant.web.door_texts import DOOR_TEXTS
from assistant.web.page import language_of, page

SCRIPT = "/embed.js"
ALLOWED = "/embed"
"""Where the script asks whether the site that it is on may show the chat."""

_PREFIX = re.compile(rf"/embedded/({'|'.join(Language)})(?=/)")
_FRAMED = re.compile(r"/|/thread/[0-9a-f-]{36}")
_NOBODY = "frame-ancestors 'none'"


def prefix(language: Language) -> str:
    """Return what the paths of the framed chat begin with."""
    return f"/embedded/{language}"


def language_of_frame(connection: HTTPConnection) -> Language | None:
    """Return the language of the framed chat that a request comes from, None for one that does not."""
    found: Language | None = connection.scope.get("state", {}).get("framed")
    return found


def in_a_tab(request: Request) -> Response:
    """Return the page that stands in the frame of who is not known there: it leads to the chat in a tab."""
    url, outside = request.url, request.scope["state"]["outside"]
    texts = DOOR_TEXTS[language_of(request)]
    request.state.person = None
    return page(request, "in_a_tab.html", door=texts, address=f"{url.scheme}://{url.netloc}{outside}/")


class Framed:
    """ASGI middleware inside of ``Reached``: what is behind it sees the path without the prefix."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self.app = app
        self.ancestors = f"frame-ancestors {' '.join(origins)}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; what may be framed, or loaded by another site, goes out with headers that allow it."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        found = _PREFIX.match(scope["path"])
        if found:
            scope = dict(scope)
            state = dict(scope.get("state", {}))
            state |= {"framed": Language(found[1]), "outside": state.get("base", "")}
            state["base"] = state["outside"] + found[0]
            scope["state"] = state
            scope["path"] = scope["path"].removeprefix(found[0])
            scope["headers"] = list(scope["headers"])
            MutableHeaders(scope=scope)["accept-language"] = found[1]
            scope["raw_path"] = scope.get("raw_path", b"").removeprefix(found[0].encode())
        await self.app(scope, receive, self._opened(scope, send, bool(found)))

    def _opened(self, scope: Scope, send: Send, framed: bool) -> Send:
        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if framed and _FRAMED.fullmatch(scope["path"]):
                    del headers["X-Frame-Options"]
                    policy = headers.get("Content-Security-Policy", _NOBODY)
                    headers["Content-Security-Policy"] = policy.replace(_NOBODY, self.ancestors)
                elif scope["path"] == SCRIPT:
                    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            await send(message)

        return opened
