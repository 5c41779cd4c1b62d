"""What the language buttons of an answer do in the chat, and how a chat that is gone on with has them again."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import chainlit as cl
from chainlit.types import ThreadDict

from assistant.answering.translated import in_original
from assistant.domain import Answer, Composer
from assistant.proof.provenance import recall
from assistant.store import answers
from assistant.web.chat import render
from assistant.web.chat.guide.buttons import downloads
from assistant.web.chat.language import buttons
from assistant.web.chat.language.buttons import Again, Button
from assistant.web.kept import Keeper

RENEWED = 20
"""How many answers of a chat, the last ones, have their buttons again when it is gone on with."""

Ask = Callable[[Again], Awaitable[None]]
"""Answers a question in a language."""


@dataclass(frozen=True)
class Switching:
    """The buttons of this server's answers; ``ask`` answers again in the other language."""

    keeper: Keeper
    ask: Ask

    async def act(self, action: cl.Action, user_id: str) -> None:
        """Answer in the other language, or turn a message between originals and translations, as a button says."""
        asked = buttons.again(action.payload)
        if asked is not None:
            await self.ask(asked)
            return
        chat_id = cl.context.session.thread_id
        turned = await asyncio.to_thread(buttons.turned, self.keeper.database, user_id, chat_id, action.payload)
        if turned:
            await action.remove()  # type: ignore[no-untyped-call]
            await _show(turned.message_id, content(turned.answer))
            await _action(turned.back).send(for_id=turned.message_id)

    async def resume(self, thread: ThreadDict) -> None:
        """Give the last answers of a chat their buttons again."""
        shown = {step["id"]: step.get("output", "") for step in thread["steps"]}
        for message_id, offered in await asyncio.to_thread(self._kept, thread["id"], shown):
            for each in offered:
                await _action(each).send(for_id=message_id)

    def _kept(self, chat_id: str, shown: Mapping[str, str]) -> list[tuple[str, list[Button]]]:
        given = [each for each in answers.of_chat(self.keeper.database, chat_id) if each.message_id in shown]
        found = []
        for each in given[-RENEWED:]:
            answer, message_id = recall(each.record).answer, str(each.message_id)
            original = shown[message_id] == content(in_original(answer)) != content(answer)
            found.append((message_id, buttons.buttons(answer, message_id, keeps=True, original=original)))
        return found


def actions(answer: Answer, message_id: str, *, keeps: bool) -> list[cl.Action]:
    """Return the buttons of an answer that is shown for the first time."""
    return [_action(each) for each in buttons.buttons(answer, message_id, keeps=keeps)]


def content(answer: Answer) -> str:
    """Return what a message of an answer says: a brief comes under the links to it as a file."""
    head = downloads(answer) if answer.composer == Composer.BRIEF else ""
    return "\n\n".join(filter(None, (head, render.markdown(answer))))


async def _show(message_id: str, words: str) -> None:
    known = (each for each in cl.chat_context.get() if each.id == message_id)
    message = next(known, None) or cl.Message("", id=message_id)
    message.content = words
    await message.update()  # type: ignore[no-untyped-call]


def _action(button: Button) -> cl.Action:
    return cl.Action(name=buttons.ACTION, payload=button.payload, label=button.label)
