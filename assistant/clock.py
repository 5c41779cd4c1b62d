"""How long an answer takes, step by step."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.telemetry.spans import span


@dataclass
class Clock:
    """Milliseconds a step, and in all."""

    started: float = field(default_factory=time.perf_counter)
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure what is done under it."""
        begun = time.perf_counter()
        with span(name):
            yield
        self.steps[name] = round((time.perf_counter() - begun) * 1000, 2)

    def timings(self) -> dict[str, float]:
        """Return the steps, and ``total`` since the start."""
        return self.steps | {"total": round((time.perf_counter() - self.started) * 1000, 2)}
