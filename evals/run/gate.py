"""The gate: is a run worse than the baseline beyond tolerance and noise, and which cases flipped?"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.review.case import REVIEWED
from evals.run.aggregate import ALL
from evals.run.measures import METRICS, Better, Metric, Unit
from evals.run.outcome import Outcome

# A group of cases is small: it counts as worse only where the flips are unlikely to be chance (one-sided sign test).
CHANCE = 0.05
_EPSILON = 1e-9


@dataclass(frozen=True)
class Regression:
    """A metric that got worse in a group. ``after`` is NaN where nothing defines it any more."""

    metric: Metric
    group: str
    before: float
    after: float
    allowed: float
    worse: tuple[str, ...]


@dataclass(frozen=True)
class Flip:
    """A case whose stage changed; an empty stage means that it ended well."""

    case_id: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Comparison:
    """Two runs over the cases that both hold unchanged; ``skipped`` cases are new or were changed."""

    compared: tuple[str, ...]
    skipped: tuple[str, ...]
    regressions: tuple[Regression, ...]
    flips: tuple[Flip, ...]

    @property
    def broken(self) -> tuple[Flip, ...]:
        """The cases that ended well before and fail now."""
        return tuple(flip for flip in self.flips if not flip.before)

    @property
    def mended(self) -> tuple[Flip, ...]:
        """The cases that failed before and end well now."""
        return tuple(flip for flip in self.flips if not flip.after)

    @property
    def moved(self) -> tuple[Flip, ...]:
        """The cases that fail at another stage than before."""
        return tuple(flip for flip in self.flips if flip.before and flip.after)

    @property
    def passes(self) -> bool:
        """Whether nothing got worse beyond what is allowed."""
        return not self.regressions


def compare(before: Mapping[str, Outcome], after: Mapping[str, Outcome], tolerances: Mapping[str, float]) -> Comparison:
    """Compare the outcomes of two runs, case by case and group by group."""
    shared = [each for each in sorted(after) if each in before and before[each].digest == after[each].digest]
    regressions = [
        regression
        for metric in METRICS
        if metric.name in tolerances
        for group, ids in _groups(after, shared).items()
        if (regression := _regression(metric, group, ids, before, after, tolerances[metric.name]))
    ]
    flips = [
        Flip(each, before[each].stage, after[each].stage, after[each].reason)
        for each in shared
        if before[each].stage != after[each].stage
    ]
    skipped = tuple(sorted(set(after).difference(shared)))
    return Comparison(tuple(shared), skipped, tuple(regressions), tuple(flips))


def unheld(before: Mapping[str, Outcome], after: Mapping[str, Outcome]) -> tuple[Flip, ...]:
    """Return the reviewed cases that fail, but for those that a baseline accepted as failing.

    What a reviewer decided holds from the day on which it was exported, not only from the next baseline.
    """
    return tuple(
        Flip(each, before[each].stage if each in before else "", outcome.stage, outcome.reason)
        for each, outcome in sorted(after.items())
        if each.startswith(REVIEWED) and outcome.stage and not _accepted(each, before, outcome)
    )


def _accepted(case_id: str, before: Mapping[str, Outcome], outcome: Outcome) -> bool:
    return case_id in before and before[case_id].digest == outcome.digest and bool(before[case_id].stage)


def sign_test(worse: int, better: int) -> float:
    """Return how likely at least so many of the changes would be for the worse if each were a coin's throw."""
    changes = worse + better
    return float(sum(math.comb(changes, count) for count in range(worse, changes + 1)) / 2**changes)


def _regression(
    metric: Metric,
    group: str,
    ids: Iterable[str],
    before: Mapping[str, Outcome],
    after: Mapping[str, Outcome],
    allowed: float,
) -> Regression | None:
    ids = list(ids)
    was, now = _mean(metric, ids, before), _mean(metric, ids, after)
    loss = now - was if metric.better is Better.LOWER else was - now
    vanished = math.isnan(now) and not math.isnan(was)
    if not vanished and not loss > allowed + _EPSILON:
        return None
    worse = [each for each in ids if _loss(metric, before[each], after[each]) > _EPSILON]
    better = sum(_loss(metric, before[each], after[each]) < -_EPSILON for each in ids)
    if group != ALL and not vanished and sign_test(len(worse), better) > CHANCE:
        return None
    return Regression(metric, group, was, now, allowed, tuple(worse))


def _loss(metric: Metric, before: Outcome, after: Outcome) -> float:
    """Return by how much a case got worse; of a share that was undefined before, all that it lacks now is a loss."""
    was, now = before.values.get(metric.name), after.values.get(metric.name)
    if now is None:
        return 0.0
    if was is None:
        was = float(metric.better is Better.HIGHER) if metric.unit is Unit.SHARE else now
    return now - was if metric.better is Better.LOWER else was - now


def _mean(metric: Metric, ids: Iterable[str], outcomes: Mapping[str, Outcome]) -> float:
    values = [outcomes[each].values[metric.name] for each in ids if metric.name in outcomes[each].values]
    return sum(values) / len(values) if values else math.nan


def _groups(outcomes: Mapping[str, Outcome], ids: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {ALL: []}
    for each in ids:
        outcome = outcomes[each]
        names = [ALL, f"language:{outcome.language}", f"kind:{outcome.kind}"]
        names += [f"pair:{outcome.pair}"] if outcome.pair else []
        for name in names:
            found.setdefault(name, []).append(each)
    return found
