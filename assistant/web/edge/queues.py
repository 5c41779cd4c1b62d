"""Work that takes long waits in queues with an end, one for each kind: what is slow in one holds up no other.

A queue has threads of its own. Nothing else runs on them, and finding out who asks runs on none of them.
"""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import copy_context
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from assistant.errors import AssistantError
from assistant.telemetry.metrics import REFUSED

Given = ParamSpec("Given")
Result = TypeVar("Result")

PROCESSORS = max(2, os.cpu_count() or 1)
EACH = 2
"""Places in a queue that one person may have at a time, where a queue does not say otherwise."""

PROGRAM = 10
"""Places that a program may have: it asks several things at once, and leaves room for others."""

TRIED = 6
"""Places for passwords of one name from one network: more than may be wrong, and half of all."""

WRITING = 32
"""Answers that a chat model may be writing at once: they wait for it, and take little of our own processor."""


class Busy(AssistantError):
    """A queue is full: whoever comes now is better told so than kept waiting."""


def _nothing(_owner: str) -> int:
    return 0


class Queue:
    """Some threads, and room for some more who wait for them.

    Next is whose ``asked_lately`` is least, then who came first: whoever asks as much as they can keeps only their like
    waiting.
    """

    def __init__(
        self,
        name: str,
        threads: int,
        waiting: int,
        asked_lately: Callable[[str], int] = _nothing,
        each: int = EACH,
    ) -> None:
        self._threads = ThreadPoolExecutor(threads, name)
        self._free = threads
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []
        self._asked_lately = asked_lately
        self._room = threads + waiting
        self._taken: Counter[str] = Counter()
        self._each = each

    @property
    def load(self) -> tuple[int, int]:
        """How many places are taken by who is being worked for, and by who waits."""
        waiting = sum(not turn.done() for _, turn in self._waiting)
        return self._taken.total() - waiting, waiting

    def is_waited_for(self) -> bool:
        """Tell whether somebody waits for a thread."""
        return self.load[1] > 0

    @property
    def is_full(self) -> bool:
        """Whether there is no place."""
        return self._room <= 0

    @asynccontextmanager
    async def place(self, owner: str) -> AsyncIterator["Place"]:
        """Take a place for work in several steps; whoever has one is not turned away between two of them.

        Each place has an owner: a person, or whatever else could take them all.

        Raises:
            Busy: when there is none, or when the owner has as many as one may.
        """
        if self.is_full or self._taken[owner] >= self._each:
            REFUSED.labels("busy").inc()
            raise Busy("Too many are waiting already.")
        self._room -= 1
        self._taken[owner] += 1
        try:
            yield Place(self, owner)
        finally:
            self._room += 1
            self._taken[owner] -= 1
            if not self._taken[owner]:
                del self._taken[owner]

    async def do(
        self, owner: str, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """Take a place and do something; the place is free again when it is done, also when nobody waits for it.

        Raises:
            Busy: as with ``place``.
        """

        async def placed() -> Result:
            async with self.place(owner) as place:
                return await place.run(function, *args, **kwargs)

        return await asyncio.shield(placed())

    @asynccontextmanager
    async def _thread(self, owner: str) -> AsyncIterator[Executor]:
        """Wait for a thread; the next who waits is chosen when one is free, by how much they have asked until then."""
        if self._free:
            self._free -= 1
        else:
            self._waiting.append((owner, turn := asyncio.get_running_loop().create_future()))
            await turn
        try:
            yield self._threads
        finally:
            self._next()

    def _next(self) -> None:
        self._waiting = [each for each in self._waiting if not each[1].done()]  # who was cancelled waits no more
        if self._waiting:
            place = min(range(len(self._waiting)), key=lambda place: self._asked_lately(self._waiting[place][0]))
            self._waiting.pop(place)[1].set_result(None)
        else:
            self._free += 1


@dataclass(frozen=True)
class Place:
    """A place in a queue."""

    queue: Queue
    owner: str

    async def run(self, function: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs) -> Result:
        """Do something on a thread of the queue, also when nobody waits for it any more."""

        async def done() -> Result:
            async with self.queue._thread(self.owner) as threads:
                return await asyncio.get_running_loop().run_in_executor(
                    threads, copy_context().run, lambda: function(*args, **kwargs)
                )

        return await asyncio.shield(asyncio.ensure_future(done()))


@dataclass(frozen=True)
class Queues:
    """The queues of a server."""

    chat: Queue
    api: Queue
    passwords: Queue
    known_passwords: Queue
    logins: Queue
    documents: Queue
    files: Queue

    @property
    def are_idle(self) -> bool:
        """Whether nobody has a place in any of them."""
        return not any(any(queue.load) for queue in vars(self).values())

    @classmethod
    def made(
        cls, writes: bool, asked_lately: Callable[[str], int], read_lately: Callable[[str], int] = _nothing
    ) -> "Queues":
        """Return new queues; ``writes`` tells that a chat model writes the answers.

        ``asked_lately`` is how much somebody asked, ``read_lately`` for how long files of theirs were read.
        """
        threads = WRITING if writes else PROCESSORS
        return cls(
            chat=Queue("answers in the chat", threads, 100, asked_lately=asked_lately),
            api=Queue("answers to programs", threads // 2, 20, each=PROGRAM),
            # Each comparison takes 64 MB of memory and a processor. Lowering its priority would do harm: the thread
            # would hold Python's lock for longer, which everyone else waits for.
            passwords=Queue("passwords", 1, 10, each=TRIED),
            known_passwords=Queue("passwords of known browsers", 1, 10, each=TRIED),
            # Who they are of is looked up apart from all that readers wait for.
            logins=Queue("logins", 2, 20, each=2 * TRIED),
            documents=Queue("documents", 1, 8),
            # Readers' own files hold up no document, and one reader's hold up those of others for one at most.
            files=Queue("files of readers", 1, 20, read_lately, each=1),
        )
