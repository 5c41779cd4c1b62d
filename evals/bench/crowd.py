"""People who all ask at the same moment, each in a chat of their own: how long the answers take, and whether all come.

Everyone asks ``ROUNDS`` questions, each as soon as the last one is answered, so that for most of the time as many
questions wait as there are people. Their answers must be those that the same questions get when nobody else asks.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from evals.bench.chatting import Reply, chatting
from evals.bench.figure import percentile
from evals.bench.questions import QUESTIONS

PEOPLE = 50
ROUNDS = 3
STEP = 7  # from one question of a person to the next; so neighbours ask different things in both languages


@dataclass(frozen=True)
class Crowd:
    """The replies of people who asked at once, and how many of them are not what each gets alone."""

    replies: Sequence[Reply]
    mixed_up: int

    @property
    def failures(self) -> int:
        """How many answers did not come, or were not the right ones."""
        return sum(reply.failed for reply in self.replies) + self.mixed_up

    def percentile(self, share: float) -> float:
        """Return a percentile of the times to the full answer, in milliseconds."""
        return percentile([reply.milliseconds for reply in self.replies], share)


async def ask_alone(url: str, session: str) -> list[list[Reply]]:
    """Ask what the crowd will ask, one question after another; each list is a chat."""
    return [await _one(url, session, number) for number in range(len(QUESTIONS))]


async def ask_at_once(url: str, sessions: Sequence[str], alone: Sequence[Sequence[Reply]]) -> Crowd:
    """Let everyone whose session is given ask at the same moment."""
    async with AsyncExitStack() as stack:
        chats = [await stack.enter_async_context(chatting(url, session)) for session in sessions]
        asked = [_questions_of(number) for number in range(len(chats))]

        async def talk(number: int) -> list[Reply]:
            return [await chats[number].ask(question) for question in asked[number]]

        given = await asyncio.gather(*(talk(number) for number in range(len(chats))))
    mixed_up = sum(
        reply.text != expected.text and not reply.failed
        for number, replies in enumerate(given)
        for reply, expected in zip(replies, alone[number % len(alone)], strict=True)
    )
    return Crowd([reply for replies in given for reply in replies], mixed_up)


async def _one(url: str, session: str, number: int) -> list[Reply]:
    async with chatting(url, session) as chat:
        return [await chat.ask(question) for question in _questions_of(number)]


def _questions_of(number: int) -> list[str]:
    return [QUESTIONS[(number + STEP * turn) % len(QUESTIONS)][1] for turn in range(ROUNDS)]
