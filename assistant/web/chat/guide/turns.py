"""What the guide does one after another in a chat, and what it does while the reader reads."""

import asyncio
from collections.abc import Awaitable
from weakref import WeakValueDictionary

import chainlit as cl

_TURNS: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
_UNDER_WAY: set[asyncio.Future[None]] = set()


def turn() -> asyncio.Lock:
    """Return the lock of this chat: a second click waits until the first one is done."""
    return _TURNS.setdefault(cl.context.session.id, asyncio.Lock())


def later(doing: Awaitable[None]) -> None:
    """Do something while the reader reads; what goes wrong goes wrong again, and is told, where it is needed."""
    task = asyncio.ensure_future(doing)
    _UNDER_WAY.add(task)  # the loop itself keeps no hold of it
    task.add_done_callback(_UNDER_WAY.discard)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
