"""What runs while the server does: once at the start and then daily, what is too old is removed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import timedelta

from fastapi import FastAPI

from assistant.store import Database, retention
from assistant.store.database import now
from assistant.web import incident

logger = logging.getLogger(__name__)

DAY = 24 * 60 * 60


def upkeep(database: Database, keep_days: int) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what a FastAPI application does while it runs; the database is closed when it ends."""

    @asynccontextmanager
    async def run(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_daily(database, timedelta(days=keep_days)))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            database.close()

    return run


async def _daily(database: Database, keep: timedelta) -> None:
    while True:
        try:
            removed = await asyncio.to_thread(retention.remove_old, database, now(), keep)
            logger.info("Removed what was older than %d days: %s", keep.days, removed)
        except Exception:  # noqa: BLE001  tomorrow is another day; the server goes on
            incident.record("Removing what is too old")
        await asyncio.sleep(DAY)
