"""Sum scores up: by language pair, by kind and overall, each with its number of cases and a 95% interval."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.review.case import Case
from evals.metrics.score import Score

ALL = "all"
RESAMPLES = 1000
SEED = 20240517
_Z = 1.959963984540054

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A summed up metric. ``n`` cases define it, ``undefined`` do not; the interval is NaN where n is 0."""

    value: float
    low: float
    high: float
    n: int
    undefined: int = 0


class Interval(NamedTuple):
    """A 95% interval."""

    low: float
    high: float


def figure(scores: Iterable[Score], percentile: float | None = None) -> Figure:
    """Sum scores up by their mean, or by a percentile.

    The interval is Wilson's for a share of cases, else a seeded bootstrap.
    """
    given = list(scores)
    values = np.array([score.value for score in given if score.defined], dtype=np.float64)
    undefined = len(given) - len(values)
    if not len(values):
        return Figure(math.nan, math.nan, math.nan, 0, undefined)
    if percentile is None and bool(np.isin(values, (0.0, 1.0)).all()):
        low, high = wilson(int(values.sum()), len(values))
    else:
        low, high = bootstrap(values, _summary(percentile))
    return Figure(float(_summary(percentile)(values[None, :])[0]), low, high, len(values), undefined)


def wilson(successes: int, n: int) -> Interval:
    """Return Wilson's 95% interval of a proportion."""
    share, spread = successes / n, _Z * _Z / n
    centre = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def bootstrap(values: Values, summary: Callable[[Values], Values]) -> Interval:
    """Return the 95% interval of a summary by resampling with a fixed seed; ``summary`` reduces the last axis."""
    picks = np.random.default_rng(SEED).integers(0, len(values), size=(RESAMPLES, len(values)))
    low, high = np.percentile(summary(values[picks]), [2.5, 97.5])
    return Interval(float(low), float(high))


def groups(cases: Iterable[Case]) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of each group: all, then languages, language pairs (of answerable questions) and kinds."""
    found: dict[str, list[str]] = {ALL: []}
    ordered: Sequence[Case] = sorted(cases, key=lambda case: case.id)
    for case in ordered:
        found[ALL].append(case.id)
    for name in ("language", "pair", "kind"):
        for value in sorted({str(getattr(case, name)) for case in ordered if getattr(case, name)}):
            found[f"{name}:{value}"] = [case.id for case in ordered if str(getattr(case, name)) == value]
    return {name: tuple(ids) for name, ids in found.items()}


def _summary(percentile: float | None) -> Callable[[Values], Values]:
    if percentile is None:
        return lambda values: np.asarray(np.mean(values, axis=-1))
    return lambda values: np.asarray(np.percentile(values, percentile, axis=-1))
