"""The button that answers a question again: the last answer is replaced, an earlier one stays."""

import asyncio
from collections.abc import Awaitable, Callable

import chainlit as cl

from assistant.domain import STRUCTURED, Answer
from assistant.proof.provenance import recall
from assistant.store import answers
from assistant.web.chat.suggestions import Suggestions
from assistant.web.chat.tools import earlier
from assistant.web.chat.tools.texts import TOOL_TEXTS
from assistant.web.kept import Keeper

ACTION = "again"

Ask = Callable[[cl.Message], Awaitable[None]]
"""Answers a question of the open chat."""


def actions(answer: Answer, message_id: str) -> list[cl.Action]:
    """Return the button of an answer; what the assistant says of itself, and the guide, would say the same again."""
    if answer.composer in STRUCTURED or not (answer.citations or answer.nearest):
        return []
    return [cl.Action(name=ACTION, payload={"message": message_id}, label=TOOL_TEXTS[answer.language].again)]


async def offer(keeper: Keeper, suggestions: Suggestions) -> None:
    """Show under the last answer of a chat that is gone on with what stood there before."""
    said = cl.chat_context.get()
    last = said[-1].id if said else ""
    given = await asyncio.to_thread(answers.of_message, keeper.database, last) if last else None
    answer = recall(given.record).answer if given else None
    if answer is None or answer.composer in STRUCTURED:
        return
    for each in actions(answer, last):
        await each.send(for_id=last)
    suggestions.follow(answer, await earlier.before(keeper, last), last)


async def act(action: cl.Action, ask: Ask) -> None:
    """Answer the question before the message that a button stands under; of another chat there is none."""
    message_id = str(action.payload.get("message", ""))
    question = earlier.question_of(message_id)
    if question is None:
        return
    last = cl.chat_context.get()[-1]
    if last.id == message_id:
        await last.remove()  # type: ignore[no-untyped-call]
    await ask(question)
