"""What was said in a chat before: to ask on from, and to show again when it is gone on with."""

import asyncio
from collections.abc import Sequence

import chainlit as cl
from chainlit.types import ThreadDict

from assistant.domain import Composer, Turn
from assistant.store import answers
from assistant.store.answers import Given
from assistant.store.chats import ASKED, OWN_FILE
from assistant.web.chat import render
from assistant.web.kept import Keeper

HISTORY = 8
"""How many earlier messages a follow-up question may lean on."""


async def before(keeper: Keeper, message_id: str) -> tuple[Turn, ...]:
    """Return what was said before a message, the last answer with its quotes."""
    said = cl.chat_context.get()
    place = next((place for place, each in enumerate(said) if each.id == message_id), len(said))
    earlier = [each for each in said[:place] if not each.is_error and each.author != OWN_FILE][-HISTORY:]
    given = [each.id for each in earlier if each.type != ASKED]
    quotes = {each: await asyncio.to_thread(keeper.quotes_of, each) for each in given[-1:]}
    return tuple(
        Turn("user", each.content)
        if each.type == ASKED
        else Turn("assistant", render.plain(each.content), quotes.get(each.id, ()))
        for each in earlier
    )


def question_of(message_id: str) -> cl.Message | None:
    """Return the question before a message of the open chat."""
    said: Sequence[cl.Message] = cl.chat_context.get()
    place = next((place for place, each in enumerate(said) if each.id == message_id), 0)
    return next((each for each in reversed(said[:place]) if each.type == ASKED), None)


def last_brief(keeper: Keeper, thread: ThreadDict) -> Given | None:
    """Return the last partner brief that a chat shows."""
    briefs = [each for each in shown(keeper, thread) if each.record["answer"]["composer"] == Composer.BRIEF]
    return briefs[-1] if briefs else None


def shown(keeper: Keeper, thread: ThreadDict) -> list[Given]:
    """Return the answers that a chat shows, oldest first."""
    steps = {step["id"] for step in thread["steps"]}
    return [each for each in answers.of_chat(keeper.database, thread["id"]) if each.message_id in steps]
