"""Who is in an open chat, asked again through the proxy that names people: it lets the browser through, or does not."""

import asyncio

import chainlit as cl

from assistant.people.person import Person
from assistant.web.edge.doors import ASKS_AGAIN
from assistant.web.edge.identity import Who, find_out

PATIENCE = 5  # seconds that the browser has
LOOK = 0.1


def open_chat() -> tuple[str, str]:
    """Return which chat is open here, and in whose line: what is kept of a chat is asked for by both.

    A line is looked at when it is opened, and its chat may become somebody else's afterwards.
    """
    session = cl.context.session
    return str(session.thread_id), session.user.identifier if session.user else ""


async def person_in_chat() -> Person | None:
    """Return who is in this chat, None when they may not be any more."""
    state = (cl.context.session.environ or {})["asgi.scope"]["state"]
    who: Who = state["who"]
    person = await find_out(who)
    if person is None and state.get(ASKS_AGAIN):
        return await _asked_again(who)
    return person


async def _asked_again(who: Who) -> Person | None:
    """Let the page send a request, and see whether it comes through in that person's name."""
    await cl.send_window_message({"ask": "who"})
    for _ in range(int(PATIENCE / LOOK)):
        await asyncio.sleep(LOOK)
        person = await find_out(who)
        if person is not None:
            return person
    return None
