"""Requests that come in while the model is at work are passed to it together."""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from assistant.models.apart import MOST_TEXTS, Wanted, in_parts
from assistant.models.apart.client import TextEncoder
from assistant.vectors import EncodedWords

TOGETHER = 32
"""Texts of one pass, unless one request has more."""
AT_ONCE = 20_000
"""Characters after which it is looked whether anybody still waits."""
WAITING = 2_000
"""Texts that may wait; who comes then is told to come again."""
WAITING_SIGNS = 2_000_000
"""Characters of all of them."""


class Full(Exception):
    """Too many texts are waiting."""


@dataclass
class _Request:
    wanted: Wanted
    reply: "asyncio.Future[Sequence[EncodedWords]]"


class Batcher:
    """Passes texts of one kind and language to an encoder, as many as wait; nobody waits for others to come."""

    def __init__(self, encoder: TextEncoder, together: int = TOGETHER) -> None:
        self._encoder = encoder
        self._together = together
        self._waiting: deque[_Request] = deque()
        self._come = asyncio.Event()
        self.passes = 0
        self.texts = 0

    async def encode(self, wanted: Wanted) -> Sequence[EncodedWords]:
        """Return the vectors of texts.

        Raises:
            Full: when too many are waiting.
        """
        waiting = [*(each.wanted for each in self._waiting if not each.reply.done()), wanted]
        signs = sum(len(text) for each in waiting for text in each.texts)
        if sum(len(each.texts) for each in waiting) > WAITING or signs > WAITING_SIGNS:
            raise Full
        request = _Request(wanted, asyncio.get_running_loop().create_future())
        self._waiting.append(request)
        self._come.set()
        return await request.reply

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            await self._come.wait()
            while self._waiting:
                await self._pass(self._next())
            self._come.clear()

    def _next(self) -> list[_Request]:
        """Return the first request and those behind it that are alike, and drop those that nobody waits for."""
        chosen: list[_Request] = []
        rest: deque[_Request] = deque()
        for each in self._waiting:
            if each.reply.cancelled():
                continue
            if not chosen or (
                _alike(chosen[0].wanted, each.wanted) and _count(chosen) + _count([each]) <= self._together
            ):
                chosen.append(each)
            else:
                rest.append(each)
        self._waiting = rest
        return chosen

    async def _pass(self, requests: list[_Request]) -> None:
        if not requests:
            return
        first = requests[0].wanted
        texts = list(dict.fromkeys(text for each in requests for text in each.wanted.texts))
        encode = self._encoder.questions if first.kind == "query" else self._encoder.passages
        self.passes, self.texts = self.passes + 1, self.texts + len(texts)
        found: dict[str, EncodedWords] = {}
        try:
            for part in in_parts(texts, AT_ONCE, max(self._together, MOST_TEXTS)):
                if all(each.reply.done() for each in requests):
                    return  # nobody waits any more
                found |= zip(part, await asyncio.to_thread(encode, part, first.language), strict=True)
        except Exception as error:  # noqa: BLE001  # each who asked is told
            for each in requests:
                with suppress(asyncio.InvalidStateError):
                    each.reply.set_exception(error)
            return
        for each in requests:
            if not each.reply.done():
                each.reply.set_result([found[text] for text in each.wanted.texts])


def _alike(one: Wanted, other: Wanted) -> bool:
    return (one.kind, one.language) == (other.kind, other.language)


def _count(requests: Sequence[_Request]) -> int:
    return sum(len(each.wanted.texts) for each in requests)
