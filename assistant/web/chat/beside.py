"""What a reader's file says to a question, as the chat shows it: literal quotes, each with its place in the file.

It stands in a message of its own, so that nothing in it can be taken for the SER's, and is no answer that is kept,
reviewed or gone on from: the chat alone has its words.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import chainlit as cl

from assistant.domain import Language
from assistant.store import Database, chats
from assistant.store.chats import OWN_FILE
from assistant.web.chat import asking
from assistant.web.chat.tools.own import asks_of_file, words_of
from assistant.web.edge import incident
from assistant.web.edge.queues import Queue
from assistant.web.files.shelf import Shelf


@dataclass(frozen=True)
class Told:
    """What a file says; ``first`` where it comes before what the documents say: it answers, or is what is asked of."""

    content: str
    first: bool

    async def send(self) -> None:
        """Show it."""
        await cl.Message(self.content, author=OWN_FILE).send()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def around(
    shelf: Shelf | None, database: Database, question: str, language: Language, queue: Queue
) -> AsyncIterator[None]:
    """Say what the chat's own file says to a question, before or after what is done meanwhile."""
    told = await _told(shelf, database, question, language, queue) if shelf else None
    if told and told.first:
        await told.send()
    yield
    if told and not told.first:
        await told.send()


async def _told(shelf: Shelf, database: Database, question: str, language: Language, queue: Queue) -> Told | None:
    """Return what the chat's own file says, where there is one and the chat is of who asks; else None."""
    chat_id, user_id = asking.open_chat()
    name = shelf.name_of(chat_id)
    if not name or not question.strip() or await asking.person_in_chat() is None:
        return None
    first = asks_of_file(question)
    try:
        if not await asyncio.to_thread(chats.is_of, database, chat_id, user_id):
            return None
        async with queue.place(user_id) as place:
            answer = await place.run(shelf.ask, chat_id, question, language)
        content = words_of(answer, name, language, shelf.opened(chat_id).document) if answer else ""
        first = first or bool(answer and answer.status.answers)
    except Exception as error:  # noqa: BLE001  as with an answer
        content = incident.told(error, language, "Asking a reader's file")
    return Told(content, first) if content else None
