"""A score: what every metric returns."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """A value with the reason for it; NaN means undefined for this case, and is counted apart."""

    value: float
    explanation: str = ""

    @property
    def defined(self) -> bool:
        """Whether the metric says something about this case."""
        return not math.isnan(self.value)


def undefined(why: str) -> Score:
    """Return the score of a case that a metric says nothing about."""
    return Score(math.nan, why)
