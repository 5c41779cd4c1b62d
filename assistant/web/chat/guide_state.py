"""What the chat remembers of a guide: for each chat, so that it goes on when the page is loaded again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import chainlit as cl

from assistant.partner.interview.steps import Flow

MOST = 1_000
"""Chats with a guide that are remembered; of more than these, the ones not touched for longest are forgotten."""


@dataclass(frozen=True)
class Shown:
    """The last message of a guide: where it is, its buttons, and where the guide was at each message up to it."""

    flow: Flow
    message_id: str
    buttons: tuple[cl.Action, ...] = ()
    passed: Mapping[str, Flow] = field(default_factory=dict)


class Guided:
    """Remembers what was shown last in the chat that is open, and takes its buttons off."""

    def __init__(self) -> None:
        self._shown: dict[str, Shown] = {}

    @property
    def shown(self) -> Shown | None:
        """What was shown last, None where no guide is under way."""
        return self._shown.get(_chat())

    @property
    def flow(self) -> Flow | None:
        """Where the guide is, None where none is under way."""
        return self.shown.flow if self.shown else None

    def show(self, flow: Flow, message_id: str, buttons: Sequence[cl.Action]) -> None:
        """Remember a message and its buttons."""
        before = self._shown.pop(_chat(), None)
        passed = {**(before.passed if before else {}), message_id: flow}
        self._shown[_chat()] = Shown(flow, message_id, tuple(buttons), passed)
        while len(self._shown) > MOST:
            self._shown.pop(next(iter(self._shown)))

    def rewind(self, messages: Collection[str]) -> None:
        """Go back to the last message of the guide that is still there, when later ones are not."""
        if self.shown is None or self.shown.message_id in messages:
            return
        passed = {key: flow for key, flow in self.shown.passed.items() if key in messages}
        if passed:
            message_id = list(passed)[-1]
            self._shown[_chat()] = Shown(passed[message_id], message_id, passed=passed)
        else:
            self.forget()

    def forget(self) -> None:
        """Remember nothing of this chat."""
        self._shown.pop(_chat(), None)

    async def take_buttons_off(self) -> None:
        """Take the buttons off the message."""
        if self.shown:
            for each in self.shown.buttons:
                await each.remove()  # type: ignore[no-untyped-call]
            self._shown[_chat()] = replace(self.shown, buttons=())


def _chat() -> str:
    return str(cl.context.session.thread_id)
