"""Work that takes long waits in queues with an end, one for each kind: what is slow in one holds up no other.

A queue has threads of its own. Nothing else runs on them, and finding out who asks runs on none of them.
"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from assistant.errors import AssistantError

Given = ParamSpec("Given")
Result = TypeVar("Result")

PROCESSORS = max(2, os.cpu_count() or 1)
EACH = 2
"""Places in a queue that one person may have at a time."""

WRITING = 32
"""Answers that a chat model may be writing at once: they wait for it, and take little of our own processor."""


class Busy(AssistantError):
    """A queue is full: whoever comes now is better told so than kept waiting."""


class Queue:
    """Some threads, and room for some more who wait for them."""

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(threads, name)
        self._room = threads + waiting
        self._taken: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, owner: str = "") -> AsyncIterator[None]:
        """Take a place for work in several steps; whoever has one is not turned away between two of them.

        Raises:
            Busy: when there is none, or when somebody has ``EACH`` already: else a few could take them all.
        """
        if self._room <= 0 or (owner and self._taken[owner] >= EACH):
            raise Busy("Too many are waiting already.")
        self._room -= 1
        self._taken[owner] += 1
        try:
            yield
        finally:
            self._room += 1
            self._taken[owner] -= 1
            if not self._taken[owner]:
                del self._taken[owner]

    async def run(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Do something on a thread of this queue, for who has a place."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: function(*args, **kwargs))

    async def do(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Take a place and do something; the place is free again when it is done, also when nobody waits for it.

        Raises:
            Busy: when there is no place.
        """

        async def placed() -> Result:
            async with self.place():
                return await self.run(function, *args, **kwargs)

        return await asyncio.shield(placed())


@dataclass(frozen=True)
class Queues:
    """The queues of a server."""

    chat: Queue
    api: Queue
    passwords: Queue
    known_passwords: Queue
    logins: Queue
    documents: Queue

    @classmethod
    def made(cls, writes: bool) -> "Queues":
        """Return new queues; ``writes`` tells that a chat model writes the answers."""
        threads = WRITING if writes else PROCESSORS
        return cls(
            chat=Queue("answers in the chat", threads, 100),
            api=Queue("answers to programs", threads // 2, 20),
            # Each comparison takes 64 MB of memory and a processor.
            passwords=Queue("passwords", 1, 10),
            known_passwords=Queue("passwords of known browsers", 1, 10),
            # Who they are of is looked up apart from all that readers wait for.
            logins=Queue("logins", 2, 20),
            documents=Queue("documents", 1, 8),
        )
