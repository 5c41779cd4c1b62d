"""What a reader's file says to a question, as the chat shows it: literal quotes, each with its place in the file.

It stands in a message of its own, so that nothing in it can be taken for the SER's, and is no answer that is kept,
reviewed or gone on from: the chat alone has its words.
"""

import asyncio

import chainlit as cl

from assistant.domain import Language
from assistant.store import Database, chats
from assistant.store.chats import OWN_FILE
from assistant.web.chat import asking
from assistant.web.chat.tools.own import words_of
from assistant.web.edge import incident
from assistant.web.edge.queues import Queue
from assistant.web.files.shelf import Shelf


async def reply(shelf: Shelf | None, database: Database, question: str, language: Language, queue: Queue) -> None:
    """Say what the chat's own file says to a question, where there is one and the chat is of who asks."""
    chat_id, user_id = asking.open_chat()
    name = shelf.name_of(chat_id) if shelf else ""
    if not shelf or not name or not question.strip():
        return
    if not await asyncio.to_thread(chats.is_of, database, chat_id, user_id):
        return
    try:
        async with queue.place(user_id) as place:
            answer = await place.run(shelf.ask, chat_id, question, language)
        content = words_of(answer, name, language) if answer else ""
    except Exception as error:  # noqa: BLE001  as with an answer
        content = incident.told(error, language, "Asking a reader's file")
    if content:
        await cl.Message(content, author=OWN_FILE).send()  # type: ignore[no-untyped-call]
