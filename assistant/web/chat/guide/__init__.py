"""The partner guide in the chat: a question a message with buttons, own words at any time, the brief at the end."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

import chainlit as cl

from assistant.domain import Answer, Language
from assistant.partner.answered import situation_of
from assistant.partner.interview import steps
from assistant.partner.interview.situation import LONGEST
from assistant.partner.interview.steps import Flow, Step
from assistant.partner.interview.told import is_situation
from assistant.partner.wording import step_text
from assistant.web.chat.guide.buttons import action, changes, downloads, moved, question_buttons
from assistant.web.chat.guide.state import Guided
from assistant.web.chat.guide.text import choices_of, question
from assistant.web.edge.queues import Queue
from assistant.web.port import Guides

Show = Callable[[Answer, str, Sequence[cl.Action]], Awaitable[str]]
"""Keeps an answer, sends it under words of ours with buttons and the panels of its citations; returns the message."""


class NoGuide:
    """Where there is no guide, every message is for the assistant."""

    offered = False

    async def takes(self, text: str, language: Language) -> bool:
        """Take nothing."""
        return False

    async def offer(self, text: str, language: Language) -> None:
        """Offer nothing."""

    async def act(self, action: cl.Action, language: Language) -> None:
        """Do nothing: there are no buttons."""

    async def resume(self, brief: Answer | None, message_id: str) -> None:
        """Do nothing, as above."""

    async def rewind(self, messages: Collection[str]) -> None:
        """Do nothing, as above."""


@dataclass(frozen=True)
class GuideChat:
    """Leads through the steps; ``keeps`` says whether answers are kept, so that they can be downloaded."""

    guide: Guides
    show: Show
    keeps: bool
    queue: Queue
    _guided: Guided = field(default_factory=Guided)
    offered = True

    async def takes(self, text: str, language: Language) -> bool:
        """Take a message that begins the guide or answers its question; all others are for the assistant."""
        flow = self._guided.flow
        if text.strip() in {step_text("start_question", each) for each in Language}:
            await self._ask(steps.begin(language), None)
            return True
        if flow is None or flow.step is Step.RESULT or text.rstrip().endswith("?"):
            return False  # a question of one's own is answered while the guide waits
        await self._tell(flow, text)
        return True

    async def offer(self, text: str, language: Language) -> None:
        """Offer the guide after a message that clearly tells of a situation; never while it is under way."""
        flow = self._guided.flow
        if (flow is None or flow.step is Step.RESULT) and is_situation(text):
            understood = await self.queue.do(self.guide.understand, text, language)
            if understood.purposes:
                start = action(step_text("start_offered", language), do="begin", told=text[:LONGEST])
                await cl.Message(step_text("offer", language), actions=[start]).send()  # type: ignore[no-untyped-call]

    async def act(self, action: cl.Action, language: Language) -> None:
        """Do what a button says, one click after another."""
        async with _turn():
            await self._act(action, language)

    async def resume(self, brief: Answer | None, message_id: str) -> None:
        """Show the buttons again in a chat that is gone on with; ``brief`` is the last one of the chat."""
        situation = situation_of(brief) if brief else None
        if self._guided.shown is None and brief and situation:
            self._guided.show(Flow(brief.language, situation, Step.RESULT), message_id, ())
        if self._guided.flow:
            await self._renew(self._guided.flow)

    async def rewind(self, messages: Collection[str]) -> None:
        """Go back to the last question that is among the messages which are left of a chat."""
        before = self._guided.shown
        self._guided.rewind(messages)
        if self._guided.flow and self._guided.shown is not before:
            await self._renew(self._guided.flow)

    async def _act(self, action: cl.Action, language: Language) -> None:
        payload, flow = action.payload, self._guided.flow
        if payload["do"] == "begin":
            await action.remove()  # type: ignore[no-untyped-call]
            situation = await self.queue.do(self.guide.understand, str(payload["told"]), language)
            await self._ask(steps.begin(language, situation), None)
        elif flow is None or payload.get("at", flow.step) != flow.step:
            return  # a button of an earlier question, clicked twice
        elif payload["do"] == "stop":
            await self._guided.take_buttons_off()
            self._guided.forget()
            await cl.Message(step_text("stopped", flow.language)).send()  # type: ignore[no-untyped-call]
        elif payload["do"] == "language":
            await self._in_other_language(flow)
        else:
            following = moved(flow, payload)
            await (self._renew(following) if following.step is flow.step else self._go(flow, following))

    async def _tell(self, flow: Flow, text: str) -> None:
        meant = await self.queue.do(self.guide.meant, flow.step, text, flow.language)
        if flow.step is Step.PURPOSES and not meant:
            await cl.Message(step_text("not_understood", flow.language)).send()  # type: ignore[no-untyped-call]
        else:
            await self._go(flow, steps.tell(flow, meant or (text,)))

    async def _go(self, before: Flow, flow: Flow) -> None:
        await self._guided.take_buttons_off()
        await (self._result(flow) if flow.step is Step.RESULT else self._ask(flow, before))

    async def _ask(self, flow: Flow, before: Flow | None) -> None:
        if before is None:
            _later(self.queue.do(self.guide.prepare, flow.language))
        words = question(flow, before)
        if flow.step is Step.PURPOSES:
            answer = await self.queue.do(self.guide.purposes_answer, flow.language)
            choices = choices_of(answer)
            buttons = question_buttons(flow, choices)
            if any(choice.language is not flow.language for choice in choices):
                words += f"\n\n{step_text('purposes_other', flow.language)}"
            message_id = await self.show(answer, words, buttons)
        else:
            buttons = question_buttons(flow, ())
            message = cl.Message(words, actions=buttons)
            await message.send()  # type: ignore[no-untyped-call]
            message_id = message.id
        self._guided.show(flow, message_id, buttons)

    async def _renew(self, flow: Flow) -> None:
        """Show the buttons of the last message anew."""
        shown = self._guided.shown
        assert shown is not None
        await self._guided.take_buttons_off()
        purposes = flow.step is Step.PURPOSES
        answer = await self.queue.do(self.guide.purposes_answer, flow.language) if purposes else None
        choices = choices_of(answer) if answer else ()
        buttons = changes(flow) if flow.step is Step.RESULT else question_buttons(flow, choices)
        for each in buttons:
            await each.send(for_id=shown.message_id)
        self._guided.show(flow, shown.message_id, buttons)

    async def _in_other_language(self, flow: Flow) -> None:
        other = flow.language.other
        situation = await self.queue.do(self.guide.retold, flow.situation, flow.language, other)
        await self._go(flow, Flow(other, situation, Step.RESULT))

    async def _result(self, flow: Flow) -> None:
        waiting = cl.Message(step_text("composing", flow.language))
        await waiting.send()  # type: ignore[no-untyped-call]
        answer = await self.queue.do(self.guide.brief_answer, flow.situation, flow.language)
        await waiting.remove()  # type: ignore[no-untyped-call]
        buttons = changes(flow)
        message_id = await self.show(answer, downloads(answer) if self.keeps else "", buttons)
        self._guided.show(flow, message_id, buttons)


def lead(guide: Guides | None, show: Show, keeps: bool, queue: Queue) -> GuideChat | NoGuide:
    """Return what leads through a guide, if there is one."""
    return GuideChat(guide, show, keeps, queue) if guide else NoGuide()


_TURNS: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()


def _turn() -> asyncio.Lock:
    """Return the lock of this chat: a second click waits until the first one is done."""
    return _TURNS.setdefault(cl.context.session.id, asyncio.Lock())


_UNDER_WAY: set[asyncio.Future[None]] = set()


def _later(doing: Awaitable[None]) -> None:
    """Do something while the reader reads; what goes wrong goes wrong again, and is told, where it is needed."""
    task = asyncio.ensure_future(doing)
    _UNDER_WAY.add(task)  # the loop itself keeps no hold of it
    task.add_done_callback(_UNDER_WAY.discard)
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
