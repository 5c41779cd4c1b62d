"""A measured figure and what it is held to."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Figure:
    """A value with its budget; or, where ``floor`` is given, its ratio to that floor with ``budget`` as its limit."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return None if self.floor is None else self.value / self.floor

    @property
    def verdict(self) -> str:
        """``ok`` or ``over``; empty where there is no budget."""
        if self.budget is None:
            return ""
        measured = self.value if self.ratio is None else self.ratio
        return "ok" if measured <= self.budget else "over"

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return asdict(self) | {"ratio": self.ratio, "verdict": self.verdict}


@dataclass
class Stopwatch:
    """Collects wall times, in milliseconds."""

    times: list[float] = field(default_factory=list)

    @contextmanager
    def lap(self) -> Iterator[None]:
        """Time what is done inside."""
        begun = time.perf_counter()
        yield
        self.times.append((time.perf_counter() - begun) * 1000)

    def percentile(self, share: float) -> float:
        """Return a percentile of the times."""
        return percentile(self.times, share)

    @property
    def seconds(self) -> float:
        """The shortest time, in seconds: the one that other programs disturbed least."""
        return min(self.times) / 1000


def percentile(values: Sequence[float], share: float) -> float:
    """Return a percentile, ``share`` from 0 to 100."""
    return float(np.percentile(values, share))
