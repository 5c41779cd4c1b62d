"""How figures and their differences are written."""

import math
from dataclasses import dataclass

from evals.run.measures import Better, Metric, Unit


@dataclass(frozen=True, slots=True)
class Delta:
    """A difference with an earlier figure; ``verdict`` is ``better``, ``worse`` or ``same``."""

    before: str
    text: str
    verdict: str


def written(value: float | None, unit: Unit = Unit.SHARE) -> str:
    """Write a figure: shares as percentages; a dash where it is undefined."""
    if value is None or math.isnan(value):
        return "–"
    if unit is Unit.SHARE:
        return f"{100 * value:.1f}%"
    return f"{value:.0f} ms" if unit is Unit.MILLISECONDS else f"{value:.1f}"


def delta(metric: Metric, before: float | None, now: float) -> Delta | None:
    """Return the difference with an earlier figure; None where there is none to compare with."""
    if before is None or math.isnan(before) or math.isnan(now):
        return None
    change = now - before
    size = {Unit.SHARE: f"{100 * change:+.1f}", Unit.COUNT: f"{change:+.1f}", Unit.MILLISECONDS: f"{change:+.0f}"}
    text = size[metric.unit].replace("-", "\N{MINUS SIGN}")
    if not any(digit in text for digit in "123456789"):
        return Delta(written(before, metric.unit), "±0", "same")
    gained = change > 0 if metric.better is Better.HIGHER else change < 0
    return Delta(written(before, metric.unit), text, "better" if gained else "worse")
