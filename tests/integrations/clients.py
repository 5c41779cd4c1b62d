"""The official client of the Model Context Protocol, over either transport."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import httpx
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

ROOT = Path(__file__).parent.parent.parent
Connect = Callable[[], AbstractAsyncContextManager[ClientSession]]
PATIENCE = timedelta(seconds=20)


def over_stdio(folder: Path) -> Connect:
    """Return what starts a server and connects to it."""

    @asynccontextmanager
    async def connect() -> AsyncIterator[ClientSession]:
        command = ["-m", "tests.integrations.run_stdio", str(folder)]
        server = StdioServerParameters(command=sys.executable, args=command, cwd=ROOT)
        async with stdio_client(server) as (replies, messages), ClientSession(replies, messages, PATIENCE) as session:
            await session.initialize()
            yield session

    return connect


def over_http(url: str, token: str = "", **headers: str) -> Connect:
    """Return what connects to a server, with a token where there is one."""

    @asynccontextmanager
    async def connect() -> AsyncIterator[ClientSession]:
        sent = headers | ({"Authorization": f"Bearer {token}"} if token else {})
        async with (
            httpx.AsyncClient(headers=sent, timeout=20) as client,
            streamable_http_client(f"{url}/mcp", http_client=client) as (replies, messages, _),
            ClientSession(replies, messages, PATIENCE) as session,
        ):
            await session.initialize()
            yield session

    return connect
