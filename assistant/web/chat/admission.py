"""Messages are measured and counted when they come in, before Chainlit keeps them and before anything is done."""

from collections.abc import Awaitable, Callable
from typing import Any

import chainlit as cl
from chainlit.server import sio
from chainlit.session import BaseSession, WebsocketSession
from starlette.requests import HTTPConnection

from assistant.people.person import Person
from assistant.question.understand import LIMIT
from assistant.web.chat.lines import language_of, tell
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.limits import Kind, Limits, network_of
from assistant.web.messages import TEXTS

Handler = Callable[[str, dict[str, Any]], Awaitable[None]]

EVENTS = ("client_message", "edit_message")
PATIENCE = 20
"""How many messages over the limit a line may bring before it is cut."""

TOLD = 3
"""How often it is told why; a flood is not answered in full."""


def register(limits: Limits) -> None:
    """Stand before what takes messages; called when all that does is registered."""
    for event in EVENTS:
        sio.on(event, _admitting(sio.handlers["/"][event], limits))


def may_ask(limits: Limits, session: BaseSession) -> bool:
    """Count one more message of who is in a chat, and return whether it is within the limit."""
    return limits.take(Kind.MESSAGE, _person(session), network_of(HTTPConnection(_scope(session))))


def _scope(session: BaseSession) -> Any:
    return (session.environ or {})["asgi.scope"]


def _person(session: BaseSession) -> Person | None:
    person: Person | None = _scope(session)["state"]["person"]
    return person


def _admitting(handler: Handler, limits: Limits) -> Handler:
    refused: dict[str, int] = {}

    async def admit(sid: str, payload: Any = None) -> None:
        session = WebsocketSession.get(sid)
        if session is None:
            return
        refusal = _refusal(limits, session, payload)
        if refusal is None:
            refused.pop(session.id, None)
            await handler(sid, payload)
            return
        refused[session.id] = refused.get(session.id, 0) + 1
        if refused[session.id] > PATIENCE or limits.is_muted(_person(session)):
            del refused[session.id]
            await sio.disconnect(sid)
        elif refused[session.id] <= TOLD:
            await tell(session, refusal)
            await cl.send_window_message({"refused": True})

    return admit


def _refusal(limits: Limits, session: WebsocketSession, payload: object) -> str | None:
    language = language_of(session)
    message = payload.get("message") if isinstance(payload, dict) else None
    words = message.get("output") if isinstance(message, dict) else None
    within = may_ask(limits, session)
    if not within:
        return LIMIT_TEXTS[language].too_many
    if not isinstance(words, str) or len(words) > LIMIT:
        return TEXTS[language].long_question
    return None
