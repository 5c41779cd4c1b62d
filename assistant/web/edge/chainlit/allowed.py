"""The addresses of Chainlit that our pages use; whatever else it serves, now or in a later version, is closed."""

import logging
import re

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.edge.sparing import Sparing

logger = Sparing(logging.getLogger(__name__))

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
"""A random UUID as browsers write it, and in no other way: it becomes the name of a folder."""

USED = {
    "/user": {"GET"},
    "/auth/config": {"GET"},
    "/project/settings": {"GET"},
    "/project/translations": {"GET"},
    "/project/threads": {"POST"},
    "/project/thread": {"PUT", "DELETE"},
    f"/project/thread/{UUID}": {"GET"},
    "/ws/socket\\.io/?": {"GET", "POST", "WEBSOCKET"},
}
"""The addresses, and what is done there."""

PLACES = tuple((re.compile(address), methods) for address, methods in USED.items())


class Allowed:
    """ASGI middleware around Chainlit: passes on what is used."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or let the application say that there is nothing here."""
        method = str(scope.get("method", "WEBSOCKET"))
        if any(method in methods and place.fullmatch(scope["path"]) for place, methods in PLACES):
            await self.app(scope, receive, send)
            return
        logger.warning("Nothing is at %.20s %.200r", method, scope["path"])
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "Not found."})
        else:
            raise HTTPException(404)
