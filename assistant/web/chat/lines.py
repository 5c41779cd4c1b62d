"""A line that was gone for a while: what was answered meanwhile comes once and whole, or a sentence says that it won't.

Chainlit sends what it has to the line that is open at that moment, and forgets it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import chainlit as cl
from chainlit.context import init_ws_context
from chainlit.message import ErrorMessage
from chainlit.server import sio
from chainlit.session import WebsocketSession

from assistant.domain import Language
from assistant.store import answers, chats
from assistant.store.chats import ASKED, Message
from assistant.web.chat import elements
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.kept import Keeper
from assistant.web.messages import preferred

SERVER = uuid4().hex
"""Tells this run of the server from others, so that a page notices that it has started again."""

PATIENCE = 300
"""Seconds to wait for an answer that another line asked for."""

_UNDER_WAY: dict[str, asyncio.Event] = {}


def register(keeper: Keeper, gone_on: Callable[[], Awaitable[None]]) -> None:
    """Send again what may not have come, each time that a line is opened.

    ``gone_on`` is called where a chat is gone on with, once all that is kept of it is there.
    """
    connected = sio.handlers["/"]["connection_successful"]

    @sio.on("connection_successful")  # type: ignore[untyped-decorator]
    async def connection_successful(sid: str) -> None:
        await connected(sid)
        session = WebsocketSession.get(sid)
        if session is None:
            return
        init_ws_context(session)
        await cl.send_window_message({"server": SERVER, "here": session.thread_id})
        if session.restored:
            await _send_again(session)
        elif keeper.keeps and session.has_first_interaction and session.thread_id == session.thread_id_to_resume:
            await gone_on()
            _WAITING.add(task := asyncio.create_task(_catch_up(keeper, session)))
            task.add_done_callback(_WAITING.discard)


_WAITING: set[asyncio.Task[None]] = set()


@asynccontextmanager
async def answering(chat_id: str) -> AsyncIterator[None]:
    """Let other lines to the same chat know that an answer is on its way."""
    ended = _UNDER_WAY[chat_id] = asyncio.Event()
    try:
        yield
    finally:
        ended.set()
        if _UNDER_WAY.get(chat_id) is ended:
            del _UNDER_WAY[chat_id]


async def _send_again(session: WebsocketSession) -> None:
    """Send the replies to the last question; a page that has them already shows them once."""
    said = cl.chat_context.get()
    last = max((place for place, each in enumerate(said) if each.type == ASKED), default=len(said))
    for message in said[last + 1 :]:
        await cl.context.emitter.send_step(message.to_dict())
        for element in getattr(message, "elements", ()):
            await cl.context.emitter.send_element(element.to_dict() | {"forId": message.id})
    if session.current_task and not session.current_task.done():
        await cl.context.emitter.task_start()  # type: ignore[no-untyped-call]


async def _catch_up(keeper: Keeper, session: WebsocketSession) -> None:
    """Wait for the answer to the last question of a chat, or tell that it was broken off."""
    chat_id = str(session.thread_id)
    replies = await asyncio.to_thread(_replies, keeper, chat_id)
    if replies is None or replies:
        return
    under_way = _UNDER_WAY.get(chat_id)
    if under_way is not None:
        await asyncio.wait_for(under_way.wait(), PATIENCE)
        await asyncio.sleep(0.5)  # it is kept a moment after it was sent
        replies = await asyncio.to_thread(_replies, keeper, chat_id)
    for run in {each.run_id: elements.run_of(each) for each in replies or () if each.run_id}.values():
        await cl.context.emitter.send_step(run)  # the page shows nothing of a run that it does not know
    for message in replies or ():
        given = await asyncio.to_thread(answers.of_message, keeper.database, message.id)
        await cl.context.emitter.send_step(elements.step_of(message))
        for panel in elements.panels_of(message, given.record) if given else ():
            await cl.context.emitter.send_element(panel)
    if not replies:
        await tell(session, LIMIT_TEXTS[language_of(session)].broken_off)


async def tell(session: WebsocketSession, words: str) -> None:
    """Show a line in the chat that is not kept."""
    init_ws_context(session)
    told = ErrorMessage(words)
    told.id = str(uuid4())
    await cl.context.emitter.send_step(told.to_dict())


def language_of(session: WebsocketSession) -> Language:
    """Return the language of the browser at the other end."""
    return preferred((session.environ or {}).get("HTTP_ACCEPT_LANGUAGE"))


def _replies(keeper: Keeper, chat_id: str) -> list[Message] | None:
    """Return what was said after the last question of a chat, None where nothing was asked."""
    said = chats.messages_of(keeper.database, chat_id)
    asked = [place for place, each in enumerate(said) if each.kind == ASKED]
    return list(said[asked[-1] + 1 :]) if asked else None
