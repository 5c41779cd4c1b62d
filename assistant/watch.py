"""How long a chat model may take over one answer, whether somebody stopped it, and what it used."""

import time
from dataclasses import dataclass, field
from threading import Event


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
