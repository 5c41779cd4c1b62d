"""What a reader's file says to a question, as the chat shows it: literal quotes, each with its place in the file.

It stands in a message of its own, so that nothing in it can be taken for the SER's, and is no answer that is kept,
reviewed or gone on from: the chat alone has its words.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import chainlit as cl

from assistant.domain import Language
from assistant.web.chat import asking
from assistant.web.chat.tools.own import asks_of_file, words_of
from assistant.web.edge import incident
from assistant.web.edge.queues import Queue
from assistant.web.files.shelf import Shelf
from assistant.web.own import OWN_FILE


@dataclass(frozen=True)
class Told:
    """What a file says; ``first`` where it comes before what the documents say: it answers, or is what is asked of."""

    content: str
    first: bool

    async def send(self) -> None:
        """Show it."""
        await cl.Message(self.content, author=OWN_FILE).send()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def around(shelf: Shelf | None, question: str, language: Language, queue: Queue) -> AsyncIterator[None]:
    """Say what the chat's own file says to a question, before or after what is done meanwhile."""
    told = await _told(shelf, question, language, queue) if shelf and await asking.person_in_chat() else None
    if told and told.first:
        await told.send()
    yield
    if told and not told.first:
        await told.send()


async def _told(shelf: Shelf, question: str, language: Language, queue: Queue) -> Told | None:
    """Return what the chat's own file says, None where there is no file or nothing to say."""
    chat_id = cl.context.session.thread_id
    name = shelf.name_of(chat_id)
    if not name or not question.strip():
        return None
    first = asks_of_file(question)
    try:
        async with queue.place() as place:
            answer = await place.run(shelf.ask, chat_id, question, language)
        content = words_of(answer, name, language, shelf.opened(chat_id).document) if answer else ""
        first = first or bool(answer and answer.status.answers)
    except Exception as error:  # noqa: BLE001  as with an answer
        content = incident.told(error, language, "Asking a reader's file")
    return Told(content, first) if content else None
