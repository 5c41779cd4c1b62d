"""What runs while the server does: what is too old is removed daily, and answers are taken in for review."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from functools import partial

from fastapi import FastAPI

from assistant.errors import StoreUnavailable
from assistant.store import Database, attempts, retention
from assistant.store.audit.anchor import Anchorage
from assistant.store.database import now
from assistant.web.edge import incident
from assistant.web.port import TakesIn
from assistant.web.steady import SteadyClock

logger = logging.getLogger(__name__)

HOUR = 60 * 60
DAY = 24 * HOUR
TAKE_IN = 10  # seconds
AT_ONCE = 5
ANCHOR = 60
PAUSE = 0.2  # seconds, in which readers come first


def upkeep(
    database: Database,
    keep_days: int,
    intake: TakesIn | None = None,
    anchorage: Anchorage | None = None,
    beside: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
    is_waited_for: Callable[[], bool] = lambda: False,
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return what a FastAPI application does while it runs; the database and what is ``left`` are closed at the end.

    ``beside`` is entered as long; while answers are ``is_waited_for``, none are taken in.
    """

    believe = SteadyClock(partial(retention.last_sign, database)).believe

    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(_daily(database, timedelta(days=keep_days), believe))]
        tasks.append(asyncio.create_task(_hourly(database)))
        if intake is not None:
            tasks.append(asyncio.create_task(_taking_in(intake, is_waited_for)))
        if anchorage is not None:
            tasks.append(asyncio.create_task(_anchoring(database, anchorage)))
        try:
            async with beside():
                yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            database.close()
            app.state.left.close()

    return run


async def _daily(database: Database, keep: timedelta, believe: Callable[[datetime], bool]) -> None:
    while True:
        try:
            moment = now()
            if await asyncio.to_thread(believe, moment):
                await asyncio.to_thread(_remove_old, database, moment, keep)
            else:
                logger.warning("Nothing was removed for its age: the clock has jumped to %s", moment.isoformat())
        except Exception:  # noqa: BLE001  tomorrow is another day; the server goes on
            incident.record("Removing what is too old")
        await asyncio.sleep(DAY)


def _remove_old(database: Database, moment: datetime, keep: timedelta) -> None:
    with database.turn("removing what is too old") as ours:
        if ours:  # else another server is at it
            removed = retention.remove_old(database, moment, keep)
            logger.info("Removed what was older than %d days: %s", keep.days, removed)


async def _anchoring(database: Database, anchorage: Anchorage) -> None:
    while True:
        try:
            if not await asyncio.to_thread(anchorage.renew, database):
                logger.error("The audit log was tampered with: see `ser-assistant review audit --verify`")
        except Exception:  # noqa: BLE001  as above
            incident.record("Noting the end of the audit log")
        await asyncio.sleep(ANCHOR)


async def _hourly(database: Database) -> None:
    """Finish what a removal could not while somebody was reading, and forget wrong passwords that count no more."""
    while True:
        await asyncio.sleep(HOUR)
        with suppress(StoreUnavailable):
            await asyncio.to_thread(attempts.forget, database, now())
            await asyncio.to_thread(database.forget)


async def _taking_in(intake: TakesIn, is_waited_for: Callable[[], bool]) -> None:
    while True:
        await asyncio.sleep(TAKE_IN)
        try:
            await take_in(intake, is_waited_for)
        except Exception:  # noqa: BLE001  the answers are still there the next time
            incident.record("Taking answers in for review")


async def take_in(intake: TakesIn, is_waited_for: Callable[[], bool]) -> None:
    """Take answers in while nobody waits for one; whoever opens the review queue has the others taken in too."""
    while not is_waited_for() and await asyncio.to_thread(intake.run, AT_ONCE) > 0:
        await asyncio.sleep(PAUSE)
