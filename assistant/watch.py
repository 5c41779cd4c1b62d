"""How long a chat model may take over one answer, whether somebody stopped it, and what it used."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Watch:
    """A deadline (of ``time.monotonic``), a stop button, and the calls and tokens used so far."""

    deadline: float
    stop: Event = field(default_factory=Event)
    tokens_in: int = 0
    tokens_out: int = 0
    calls: int = 0

    @property
    def remaining(self) -> float:
        """The seconds that are left."""
        return self.deadline - time.monotonic()

    @property
    def stopped(self) -> bool:
        """Whether the stop button was pressed."""
        return self.stop.is_set()

    def share(self, part: float) -> "Watch":
        """Return a watch for a call that may take a part of the time left."""
        return Watch(time.monotonic() + self.remaining * part, self.stop, calls=1)

    def add(self, other: "Watch") -> None:
        """Count what a call used."""
        self.calls += other.calls
        self.tokens_in += other.tokens_in
        self.tokens_out += other.tokens_out


def watch_for(seconds: float, stop: Event | None = None) -> Watch:
    """Return a watch that starts now."""
    return Watch(time.monotonic() + seconds, stop or Event())


@dataclass
class Waiting:
    """Counts the seconds that are waited for pieces, once the first is there: not what is done with them meanwhile."""

    seconds: float = 0.0

    def over(self, pieces: Iterable[T]) -> Iterator[T]:
        """Yield pieces as they come."""
        began = time.monotonic()
        for number, piece in enumerate(pieces):
            self.seconds += time.monotonic() - began if number else 0.0
            yield piece
            began = time.monotonic()
