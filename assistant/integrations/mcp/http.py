"""The server over HTTP (streamable): a session belongs to whoever opened it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

IDLE = 10 * 60
"""Seconds after which a session without a request ends."""

MOST = 1000
"""Sessions at once. Each begins with a request that counts, so that nobody can take them all."""


class Streamable:
    """Takes requests while it ``runs``."""

    def __init__(self, server: Server[Any, Any], largest: int) -> None:
        self._server = server
        self._largest = largest
        self._sessions: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the sessions; they end with this."""
        self._sessions = StreamableHTTPSessionManager(
            self._server, session_idle_timeout=IDLE, max_sessions=MOST, max_request_body_size=self._largest
        )
        async with self._sessions.run():
            yield

    async def take(self, owner: str, scope: Any, receive: Any, send: Any) -> None:
        """Take a request; only ``owner``, by whom the session was opened, can go on with it."""
        assert self._sessions is not None, "it is not running"
        scope["user"] = AuthenticatedUser(AccessToken(token="", client_id=owner, scopes=[]))
        await self._sessions.handle_request(scope, receive, send)
