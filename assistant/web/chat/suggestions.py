"""Questions to go on with, shown under an answer after it: the answer never waits for them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

import chainlit as cl

from assistant.domain import Answer, Turn
from assistant.web.chat.panels import element
from assistant.web.edge import incident
from assistant.web.messages import TEXTS
from assistant.web.port import Answers

ELEMENT = "Suggestions"
MOST_WAITING = 4
"""Answers whose suggestions may wait; where more people ask at once, the answers come first."""

PATIENCE = 5
"""Seconds after which there are no suggestions, when others are being answered all the time."""

_KEY = "suggestions"


class Suggestions:
    """Finds questions one answer after another, on a thread of their own."""

    def __init__(self, assistant: Answers) -> None:
        self._assistant = assistant
        self._thread = ThreadPoolExecutor(1, "suggestions")
        self._waiting: set[asyncio.Task[None]] = set()
        self._answering = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @asynccontextmanager
    async def put_off(self) -> AsyncIterator[None]:
        """Find nothing while an answer is made."""
        self._answering += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._quiet.set()

    def follow(self, answer: Answer, history: Sequence[Turn], message_id: str) -> None:
        """Show questions under the message of an answer, soon."""
        if answer.citations and len(self._waiting) < MOST_WAITING:
            cl.user_session.set(_KEY, message_id)  # type: ignore[no-untyped-call]
            task = asyncio.ensure_future(self._show(answer, history, message_id))
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)

    async def withdraw(self) -> None:
        """Take the questions off the chat: another one has been asked."""
        message_id = cl.user_session.get(_KEY)  # type: ignore[no-untyped-call]
        cl.user_session.set(_KEY, None)  # type: ignore[no-untyped-call]
        if message_id:
            await cl.context.emitter.emit("remove_element", {"id": _element_id(message_id)})

    async def _show(self, answer: Answer, history: Sequence[Turn], message_id: str) -> None:
        try:
            if not (await self._is_quiet() and _is_last(message_id)):
                return
            loop = asyncio.get_running_loop()
            found = await loop.run_in_executor(self._thread, self._found, answer, history)
            if found and _is_last(message_id):
                props = {"label": TEXTS[answer.language].suggestions, "language": answer.language, "questions": found}
                shown = element(ELEMENT, props, "inline", _element_id(message_id))
                await shown.send(for_id=message_id)
        except Exception:  # noqa: BLE001  the answer is there, and good without suggestions
            incident.record("Finding suggestions")

    def _found(self, answer: Answer, history: Sequence[Turn]) -> tuple[str, ...]:
        return self._assistant.within(answer.scope).suggest(answer, history)

    async def _is_quiet(self) -> bool:
        """Wait until nobody is being answered; False where that takes too long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._quiet.wait(), PATIENCE)
        return self._quiet.is_set()


def _is_last(message_id: str) -> bool:
    """Tell whether nothing was asked since an answer."""
    return bool(cl.user_session.get(_KEY) == message_id)  # type: ignore[no-untyped-call]


def _element_id(message_id: str) -> str:
    return f"{message_id}-suggestions"
