"""Tells the client of a call how far it is, from whichever thread works on it."""

import asyncio
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import anyio
from mcp.server.session import ServerSession
from mcp.shared.context import RequestContext

Tell = Callable[[str], None]
Context = RequestContext[ServerSession, object, object]


@asynccontextmanager
async def told(context: Context) -> AsyncIterator[Tell]:
    """Give what tells the client; to one that did not ask for it, nothing is said. All is said before this ends."""
    token = context.meta.progressToken if context.meta else None
    loop = asyncio.get_running_loop()
    sender, receiver = anyio.create_memory_object_stream[str](math.inf)

    async def pass_on() -> None:
        step = 0
        async for message in receiver:
            step += 1
            if token is not None:
                request = str(context.request_id)
                await context.session.send_progress_notification(token, step, None, message, request)

    def send(message: str) -> None:
        with suppress(anyio.ClosedResourceError, anyio.BrokenResourceError):  # nobody waits for it any more
            sender.send_nowait(message)

    def tell(message: str) -> None:
        loop.call_soon_threadsafe(send, message)

    passing = asyncio.create_task(pass_on())
    try:
        yield tell
        sender.close()
        await passing
    finally:
        sender.close()
        passing.cancel()
        receiver.close()
