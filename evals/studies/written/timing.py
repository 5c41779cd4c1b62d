"""How soon a reader sees the first sentence, beside how long the model takes to write it.

The replies are recorded, and come as fast as a hosted model of today writes: the server waits before the first token,
and between tokens. The check answers at the same pace.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from statistics import median

from assistant.answer import Assistant
from assistant.answering.events import Proven
from evals.studies.written.pace import Pace
from evals.studies.written.recorded import Recorded

BAR = 1.5


@dataclass(frozen=True, slots=True)
class Timed:
    """Of an answer: the seconds that the model takes to write the sentence that is shown first, and until it is."""

    written: float
    shown: float

    @property
    def ratio(self) -> float:
        """How many times as long the reader waits."""
        return self.shown / self.written


@dataclass(frozen=True)
class Timing:
    """Some answers' times."""

    timed: tuple[Timed, ...]

    @property
    def late(self) -> int:
        """How many first sentences come later than they may."""
        return sum(each.ratio > BAR for each in self.timed)

    def __str__(self) -> str:
        ratios = sorted(each.ratio for each in self.timed)
        return (
            f"{median(each.shown for each in self.timed):.1f} s, "
            f"{median(ratios):.2f} times the writing of it (at most {ratios[-1]:.2f}; {self.late} of {len(ratios)} "
            f"over {BAR})"
        )


def time_first(assistant: Assistant, recorded: Sequence[Recorded], pace: Pace) -> Timing:
    """Ask questions one after the other, each until its first sentence is there; the first only warms up."""
    _, *timed = [found for each in recorded for found in _timed(assistant, each, pace)]
    return Timing(tuple(timed))


def _timed(assistant: Assistant, recorded: Recorded, pace: Pace) -> Iterator[Timed]:
    began = time.monotonic()
    with closing(assistant.stream(recorded.question)) as events:  # type: ignore[type-var]
        first = next((each for each in events if isinstance(each, Proven) and each.part.is_fact), None)
        shown = time.monotonic() - began
    if first and (upto := _written_upto(recorded.reply, first.part.text)):
        yield Timed(pace.seconds(upto), shown)


def _written_upto(reply: str, sentence: str) -> str:
    """Return a reply up to the end of a sentence, nothing where it is none of the model's."""
    place = reply.find(sentence)
    return reply[: place + len(sentence)] if place >= 0 else ""
