"""Where the guide of a chat is: kept with the chat, so that it goes on after a restart and on another server."""

import asyncio
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

import chainlit as cl

from assistant.errors import StoreUnavailable
from assistant.partner.interview.steps import Flow
from assistant.store import Database
from assistant.store.chats import guides, marks
from assistant.web.chat import asking

_KEY = "guide"


@dataclass(frozen=True)
class Shown:
    """The last message of a guide, and where the guide was at each of its messages up to it."""

    flow: Flow
    message_id: str
    passed: Mapping[str, Flow] = field(default_factory=dict)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` returned."""
        passed = {key: Flow.from_json(flow) for key, flow in kept["passed"].items()}
        return cls(passed[kept["message_id"]], kept["message_id"], passed)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {"message_id": self.message_id, "passed": {key: flow.to_json() for key, flow in self.passed.items()}}


class Guided:
    """Keeps what was shown last in the chat that is open; without a database as long as its page is open."""

    def __init__(self, database: Database | None) -> None:
        self._database = database

    async def shown(self) -> Shown | None:
        """Return what was shown last, None where no guide is under way, or where it cannot be told."""
        kept = None
        if self._database is None:
            kept = cl.user_session.get(_KEY)  # type: ignore[no-untyped-call]
        else:
            with suppress(StoreUnavailable):  # questions are answered also while the database is away
                kept = await asyncio.to_thread(guides.kept, self._database, *asking.open_chat())
        return Shown.from_json(kept) if kept else None

    async def flow(self) -> Flow | None:
        """Return where the guide is, None where none is under way."""
        shown = await self.shown()
        return shown.flow if shown else None

    async def show(self, flow: Flow, message_id: str) -> None:
        """Keep a message."""
        before = await self.shown()
        passed = {key: each for key, each in (before.passed if before else {}).items() if key != message_id}
        await self._keep(Shown(flow, message_id, {**passed, message_id: flow}))

    async def rewind(self, messages: Collection[str]) -> None:
        """Go back to the last message of the guide that is still there, when later ones are not."""
        shown = await self.shown()
        if shown is None or shown.message_id in messages:
            return
        passed = {key: flow for key, flow in shown.passed.items() if key in messages}
        last = list(passed)[-1] if passed else ""
        await self._keep(Shown(passed[last], last, passed) if last else None)

    async def call(self, title: str, instead_of: Collection[str]) -> None:
        """Call the chat by what it is about, where it is still called by the words that begin every guide."""
        if self._database is None or not title:
            return
        with suppress(StoreUnavailable):
            chat_id, user_id = asking.open_chat()
            if await asyncio.to_thread(marks.call, self._database, chat_id, user_id, title, instead_of):
                # The list of chats is read again when this comes.
                await cl.context.emitter.emit("first_interaction", {"interaction": title, "thread_id": chat_id})

    async def forget(self) -> None:
        """Keep nothing of this chat."""
        await self._keep(None)

    async def _keep(self, shown: Shown | None) -> None:
        kept = shown.to_json() if shown else None
        if self._database is None:
            cl.user_session.set(_KEY, kept)  # type: ignore[no-untyped-call]
        else:
            await asyncio.to_thread(guides.keep, self._database, *asking.open_chat(), kept)
