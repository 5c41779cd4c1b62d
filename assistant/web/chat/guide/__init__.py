"""The partner guide in the chat: what is told is understood, the brief follows at once, and each chip changes it."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import ParamSpec, TypeVar
from uuid import NAMESPACE_URL, uuid5

import chainlit as cl
from chainlit.types import ThreadDict

from assistant.domain import Answer, Language
from assistant.partner.answered import situation_of
from assistant.partner.interview import steps
from assistant.partner.interview.situation import LONGEST_STORY, Situation
from assistant.partner.interview.steps import Choice, Flow, Step
from assistant.partner.interview.told import is_situation
from assistant.partner.lookup import sentences_of
from assistant.partner.wording import step_text
from assistant.store import Database
from assistant.web.chat import asking
from assistant.web.chat.guide.buttons import ELEMENT, action, downloads, moved, panel, pressed_of
from assistant.web.chat.guide.state import Guided
from assistant.web.chat.guide.text import STARTS, choices_of, question
from assistant.web.chat.guide.turns import later, turn
from assistant.web.chat.panels import element
from assistant.web.edge.queues import Queue
from assistant.web.port import Guides

Given = ParamSpec("Given")
Result = TypeVar("Result")

Show = Callable[[Answer, str, Sequence[cl.Action]], Awaitable[str]]
"""Keeps an answer, sends it under words of ours with buttons and the panels of its citations; returns the message."""


class NoGuide:
    """Where there is no guide, every message is for the assistant."""

    offered = False

    async def takes(self, text: str, language: Language) -> bool:
        """Take nothing."""
        return False

    def suits(self, text: str) -> bool:
        """Suit nothing."""
        return False

    async def offer(self, text: str, language: Language) -> None:
        """Offer nothing."""

    async def act(self, action: cl.Action, language: Language) -> None:
        """Do nothing: there are no buttons."""

    async def resume(self, brief: Answer | None, message_id: str, thread: ThreadDict) -> None:
        """Do nothing, as above."""

    async def rewind(self, messages: Collection[str]) -> None:
        """Do nothing, as above."""


@dataclass(frozen=True)
class GuideChat:
    """Leads to a brief; ``keeps`` says whether answers are kept, so that they can be downloaded."""

    guide: Guides
    show: Show
    keeps: bool
    queue: Queue
    guided: Guided
    offered = True

    async def takes(self, text: str, language: Language) -> bool:
        """Take a message that begins the guide or answers its question; all others are for the assistant."""
        if text.strip() in STARTS:
            await self._take_panel_off()
            await self._ask(steps.begin(language))
            return True
        flow = await self.guided.flow()
        if flow is None or flow.step is Step.RESULT or _only_asks(text):
            return False  # a question of one's own is answered while the guide waits
        await self._tell(flow, text)
        return True

    def suits(self, text: str) -> bool:
        """Tell whether a message clearly tells of a situation, which is what the guide is for."""
        return is_situation(text)

    async def offer(self, text: str, language: Language) -> None:
        """Offer the guide after a message that it suits; never while it is under way."""
        flow = await self.guided.flow()
        if flow is None or flow.step is Step.RESULT:
            understood = await self._do(self.guide.understand, text, language)
            if understood.purposes:
                start = action(step_text("start_offered", language), do="begin", told=text[:LONGEST_STORY])
                await cl.Message(step_text("offer", language), actions=[start]).send()  # type: ignore[no-untyped-call]

    async def act(self, action: cl.Action, language: Language) -> None:
        """Do what a button says, one click after another."""
        async with turn():
            await self._act(action, language)

    async def resume(self, brief: Answer | None, message_id: str, thread: ThreadDict) -> None:
        """Put the panel among what a chat that is gone on with is shown from; ``brief`` is the last one of the chat.

        What is sent by itself now would be gone: the page shows the chat's own elements in place of all others.
        """
        shown = await self.guided.shown()
        situation = situation_of(brief) if brief else None
        if shown is None and brief and situation:
            await self.guided.show(Flow(brief.language, situation, Step.RESULT), message_id)
        shown = await self.guided.shown()
        if shown:
            panel_again = await self._panel(shown.flow, shown.message_id, quiet=True)
            thread["elements"] = [*(thread.get("elements") or []), panel_again.to_dict()]

    async def rewind(self, messages: Collection[str]) -> None:
        """Go back to the last question that is among the messages which are left of a chat."""
        before = await self.guided.shown()
        await self.guided.rewind(messages)
        if await self.guided.shown() != before:
            await self._renew()

    async def _act(self, action: cl.Action, language: Language) -> None:
        pressed, flow = pressed_of(action.payload), await self.guided.flow()
        if pressed is None:
            return  # no button of ours
        if pressed.do == "begin":
            await action.remove()  # type: ignore[no-untyped-call]
            await self._story(language, pressed.told)
        elif flow is None or (pressed.at or flow.step) != flow.step:
            return  # a button of an earlier question, clicked twice
        elif pressed.do == "stop":
            await self._take_panel_off()
            await self.guided.forget()
            await cl.Message(step_text("stopped", flow.language)).send()  # type: ignore[no-untyped-call]
        elif pressed.do == "language":
            await self._in_other_language(flow)
        elif pressed.do == "again":
            await self._take_panel_off()
            await self.guided.forget()
            await self._ask(steps.begin(flow.language))
        else:
            await self._move(flow, moved(flow, pressed))

    async def _do(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Do something in the queue, in a place of who is in the chat."""
        return await self.queue.do(asking.open_chat()[1], function, *args, **kwargs)

    async def _move(self, flow: Flow, following: Flow) -> None:
        if following.step is flow.step:
            await self._keep_place(following)
            await self._renew()
        else:
            await self._go(flow, following)

    async def _keep_place(self, flow: Flow) -> None:
        shown = await self.guided.shown()
        if shown:
            await self.guided.show(flow, shown.message_id)

    async def _tell(self, flow: Flow, text: str) -> None:
        if flow.step is Step.PURPOSES and not (flow.before or flow.situation.about):
            await self._story(flow.language, text)
            return
        meant = await self._do(self.guide.meant, flow.step, text, flow.language)
        if flow.step is Step.PURPOSES and not meant:
            await cl.Message(step_text("not_understood", flow.language)).send()  # type: ignore[no-untyped-call]
        else:
            await self._go(flow, steps.tell(flow, meant or (text,)))

    async def _story(self, language: Language, told: str) -> None:
        """Understand what somebody tells; the brief follows at once, or the one question that it needs."""
        situation = await self._do(self.guide.understand, told, language)
        flow = steps.begin(language, situation)
        await self._take_panel_off()
        await (self._result(flow) if flow.step is Step.RESULT else self._ask(flow))

    async def _go(self, before: Flow, flow: Flow) -> None:
        await self._take_panel_off()
        if flow.step is not Step.RESULT:
            await self._ask(flow)
            return
        told = before.before or Situation(about=before.situation.about)
        situation = await self._do(self.guide.changed, told, flow.situation, flow.language)
        await self._result(replace(flow, situation=situation) if before.before else flow)

    async def _ask(self, flow: Flow) -> None:
        if not flow.situation.about:
            later(self.queue.do("the guide", self.guide.prepare, flow.language))
        message = cl.Message(question(flow))
        await message.send()  # type: ignore[no-untyped-call]
        await self.guided.show(flow, message.id)
        await self._put_panel(flow, message.id)

    async def _renew(self) -> None:
        """Show the panel of the last message anew."""
        shown = await self.guided.shown()
        if shown:
            await self._take_panel_off()
            await self._put_panel(shown.flow, shown.message_id)

    async def _put_panel(self, flow: Flow, message_id: str) -> None:
        await (await self._panel(flow, message_id)).send(for_id=message_id)

    async def _panel(self, flow: Flow, message_id: str, *, quiet: bool = False) -> cl.CustomElement:
        purposes: Sequence[Choice] = ()
        if flow.step is Step.PURPOSES:
            purposes = choices_of(await self._do(self.guide.purposes_answer, flow.language))
        shown = element(ELEMENT, panel(flow, purposes) | {"quiet": quiet}, "inline", _panel_id(message_id))
        shown.for_id = message_id
        return shown

    async def _take_panel_off(self) -> None:
        shown = await self.guided.shown()
        if shown:
            await cl.context.emitter.emit("remove_element", {"id": _panel_id(shown.message_id)})

    async def _in_other_language(self, flow: Flow) -> None:
        other = flow.language.other
        situation = await self._do(self.guide.retold, flow.situation, flow.language, other)
        await self._take_panel_off()
        await self._result(Flow(other, situation, Step.RESULT))

    async def _result(self, flow: Flow) -> None:
        waiting = cl.Message(step_text("composing", flow.language))
        await waiting.send()  # type: ignore[no-untyped-call]
        try:
            answer = await self._do(self.guide.brief_answer, flow.situation, flow.language)
        finally:
            await waiting.remove()  # type: ignore[no-untyped-call]
        message_id = await self.show(answer, downloads(answer) if self.keeps else "", ())
        await self.guided.show(flow, message_id)
        await self._put_panel(flow, message_id)
        await self.guided.call(flow.situation.about or "; ".join(flow.situation.purposes), STARTS)


def lead(guide: Guides | None, show: Show, database: Database | None, queue: Queue) -> GuideChat | NoGuide:
    """Return what leads through a guide, if there is one; ``database`` is where chats are kept, None where nowhere."""
    return GuideChat(guide, show, database is not None, queue, Guided(database)) if guide else NoGuide()


def _only_asks(text: str) -> bool:
    """Tell whether a message is just a question."""
    return text.rstrip().endswith("?") and len(sentences_of(text)) == 1


def _panel_id(message_id: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"guide:{message_id}"))
