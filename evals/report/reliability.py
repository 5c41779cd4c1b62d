"""Is the confidence what it says? Of the questions with a confidence of about .8, do the documents answer about .8?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from evals.cases.case import split_of
from evals.cases.output import expects_answer
from evals.run.aggregate import wilson
from evals.run.scoring import ScoredCase

EDGES = (0.0, 0.2, 0.414, 0.6, 0.727, 0.923, 1.0)  # those at which the assistant decides are among them


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions of a range of confidence: the confidence stated on average, and the share that is answered."""

    low: float
    high: float
    count: int
    stated: float
    observed: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins of a group of questions that are not empty; ``error`` is how far stated and observed lie apart."""

    bins: tuple[Bin, ...]
    error: float

    @property
    def count(self) -> int:
        """How many questions there are."""
        return sum(each.count for each in self.bins)


def reliability(pairs: Iterable[tuple[float, bool]]) -> Reliability:
    """Sort confidences with whether the documents answer into bins; the error is their mean, weighted by count."""
    given = list(pairs)
    bins = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in given if low <= pair[0] < high or pair[0] == high == EDGES[-1]]
        if inside:
            right = sum(answered for _, answered in inside)
            stated = mean(confidence for confidence, _ in inside)
            observed = right / len(inside)
            bins.append(Bin(low, high, len(inside), stated, observed, wilson(right, len(inside))))
    apart = sum(each.count * abs(each.stated - each.observed) for each in bins)
    return Reliability(tuple(bins), apart / len(given) if given else 0.0)


def by_group(cases: Sequence[ScoredCase]) -> Mapping[str, Reliability]:
    """Return the reliability by split and language; cases without a confidence are left out."""
    groups: dict[str, list[tuple[float, bool]]] = {}
    for each in cases:
        confidence = each.output.answer.confidence
        if confidence is None:
            continue
        split = split_of(each.case.id)
        for name in (f"{split}, all", f"{split}, {each.case.language}"):
            groups.setdefault(name, []).append((confidence, expects_answer(each.case)))
    return {name: reliability(groups[name]) for name in sorted(groups)}
