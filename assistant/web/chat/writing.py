"""Shows an answer in the chat while a chat model writes it, and lets the reader stop that."""

import asyncio
from collections.abc import Sequence
from threading import Event

import chainlit as cl
from chainlit.server import sio
from chainlit.session import WebsocketSession

from assistant.answering.events import Finished, Proven
from assistant.domain import Answer, Language, Turn
from assistant.web.chat import render
from assistant.web.edge.queues import Place
from assistant.web.port import Answers


async def answered(
    assistant: Answers,
    question: str,
    history: Sequence[Turn],
    shown: cl.Message,
    place: Place,
    language: Language | None = None,
) -> Answer:
    """Return the answer to a question; each sentence that is proven on the way is shown in a message at once.

    The reader has a place in the queue. Their stop button cancels the task: the chat model is then broken off, and what
    was shown is the answer; where nothing was, there is none.
    """
    stop = Event()
    events = assistant.stream(question, history, stop, language)
    while True:
        try:
            event = await asyncio.shield(waiting := asyncio.ensure_future(place.run(next, events)))
        except asyncio.CancelledError:
            stop.set()
            if not shown.streaming:
                waiting.add_done_callback(_looked_at)
                raise
            event = await waiting
        except Exception:
            if shown.streaming:
                await shown.remove()  # type: ignore[no-untyped-call]
            raise
        if isinstance(event, Finished):
            return event.answer
        await shown.stream_token(render.streamed(event))


def _looked_at(ended: asyncio.Future[Proven | Finished]) -> None:
    """Take what became of work that nobody waits for any more."""
    if not ended.cancelled():
        ended.exception()


def register_stop() -> None:
    """Let the stop button cancel the task and nothing else: Chainlit would add a message of its own, in English."""

    @sio.on("stop")  # type: ignore[untyped-decorator]
    async def stop(sid: str) -> None:
        session = WebsocketSession.get(sid)
        if session and session.current_task:
            session.current_task.cancel()
