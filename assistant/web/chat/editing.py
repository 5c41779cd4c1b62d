"""A question that is changed and asked again: what came after it goes, in the chat and in what is kept of it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine
from typing import Any

import chainlit as cl
from chainlit.config import config
from chainlit.context import init_ws_context
from chainlit.server import sio
from chainlit.session import WebsocketSession

from assistant.store import chats
from assistant.web.kept import Keeper

Guarded = Callable[[Coroutine[None, None, None]], Awaitable[None]]
"""Does something for a person who is still logged in, and tells what goes wrong."""

Rewind = Callable[[Collection[str]], Awaitable[None]]
"""Is told which messages are left."""


def register(keeper: Keeper, guarded: Guarded, rewind: Rewind) -> None:
    """Take changed questions instead of Chainlit, which would answer them without a way to stop it."""

    @sio.on("edit_message")  # type: ignore[untyped-decorator]
    async def edit(sid: str, payload: dict[str, Any]) -> None:
        session = WebsocketSession.get(sid)
        if session is None:
            return
        init_ws_context(session)
        before = session.current_task
        session.current_task = asyncio.create_task(_again(keeper, guarded, rewind, payload, before=before))


async def _again(
    keeper: Keeper,
    guarded: Guarded,
    rewind: Rewind,
    payload: dict[str, Any],
    *,
    before: asyncio.Task[None] | None,
) -> None:
    sent = payload["message"]
    message = _question(str(sent["id"]))
    try:
        await cl.context.emitter.task_start()  # type: ignore[no-untyped-call]
        if message is not None:
            await _stopped(before)
            await guarded(_change(keeper, message, str(sent["output"]), rewind))
            assert config.code.on_message is not None
            await config.code.on_message(message)
    except asyncio.CancelledError:
        pass  # the stop button; what was shown until then stays
    finally:
        await cl.context.emitter.task_end()  # type: ignore[no-untyped-call]


def _question(message_id: str) -> cl.Message | None:
    """Return a question of the chat that is open; no other can be changed."""
    said = cl.chat_context.get()
    return next((each for each in said if each.id == message_id and each.type == "user_message"), None)


async def _stopped(task: asyncio.Task[None] | None) -> None:
    """End what is still being answered: else its answer would come after what it was asked by is gone."""
    if task and not task.done():
        task.cancel()
        await asyncio.wait([task])


async def _change(keeper: Keeper, message: cl.Message, words: str, rewind: Rewind) -> None:
    said = cl.chat_context.get()
    place = next(index for index, each in enumerate(said) if each.id == message.id)
    user = cl.context.session.user
    if keeper.keeps and user:
        await asyncio.to_thread(chats.edit_message, keeper.database, message.id, user.identifier, words)
    for each in said[place + 1 :]:
        await each.remove()  # type: ignore[no-untyped-call]
    message.content = words
    await message.update()  # type: ignore[no-untyped-call]
    await rewind({each.id for each in said[:place]})
