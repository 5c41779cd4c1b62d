"""A button's work as the answer to a message is: the page shows that it goes on, and the stop button ends it."""

import asyncio
from collections.abc import Coroutine

import chainlit as cl


async def as_task(doing: Coroutine[None, None, None]) -> None:
    """Do something that the stop button ends."""
    session = cl.context.session
    task = asyncio.ensure_future(doing)
    session.current_task = task
    await cl.context.emitter.task_start()  # type: ignore[no-untyped-call]
    try:
        await asyncio.wait([task])
    finally:
        await cl.context.emitter.task_end()  # type: ignore[no-untyped-call]
    if not task.cancelled():
        task.result()
