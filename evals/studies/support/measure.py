"""What the check of written sentences lets through and drops, and how plain word overlap would do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import nan

from assistant.domain import Language
from assistant.proof.support import Fault, Support
from assistant.text.lexicon import content_stems
from evals.run.aggregate import Figure, wilson
from evals.studies.support.pairs import Pair

PASSED_BAR = 0.05  # the share of unsupported sentences that may pass
DROPPED_BAR = 0.15  # the share of supported sentences that may be dropped

Supports = Callable[[str, Language, str, Language], Support]


@dataclass(frozen=True)
class Judged:
    """A pair with what the check says of it, and the share of the sentence's words that the quote has."""

    pair: Pair
    support: Support
    overlap: float

    @property
    def score(self) -> float:
        """How far the check believes the sentence: 0 where it finds a fault other than too little agreement."""
        return 0.0 if set(self.support.faults) - {Fault.MEANING} else self.support.score

    @property
    def is_right(self) -> bool:
        """Whether the check says what is known."""
        return self.support.supported == self.pair.supported


@dataclass(frozen=True, slots=True)
class Group:
    """Of some pairs, the share of the unsupported that passed and of the supported that were dropped."""

    name: str
    passed: Figure
    dropped: Figure


@dataclass(frozen=True, slots=True)
class RocPoint:
    """Shares of the unsupported and of the supported pairs whose score reaches a threshold."""

    passed: float
    kept: float


def judge(pairs: Sequence[Pair], supports: Supports) -> tuple[Judged, ...]:
    """Have every pair checked."""
    return tuple(
        Judged(
            pair,
            supports(pair.sentence, pair.sentence_language, pair.quote, pair.quote_language),
            word_overlap(pair),
        )
        for pair in pairs
    )


def word_overlap(pair: Pair) -> float:
    """Return the share of the sentence's stems that are among the quote's; the plain way to check a sentence."""
    said = set(content_stems(pair.sentence, pair.sentence_language))
    given = set(content_stems(pair.quote, pair.quote_language))
    return len(said & given) / len(said) if said else 0.0


def groups(judged: Sequence[Judged]) -> list[Group]:
    """Return the figures of all pairs, and by direction, by where the quote is from, and by kind."""
    found = [_group("all", judged)]
    keys: tuple[Callable[[Judged], str], ...] = (
        lambda each: each.pair.direction,
        lambda each: "from documents" if each.pair.document else "made up",
        lambda each: each.pair.kind,
    )
    for key in keys:
        names = sorted({key(each) for each in judged})
        found += [_group(name, [each for each in judged if key(each) == name]) for name in names]
    return found


def roc(judged: Sequence[Judged], score: Callable[[Judged], float]) -> list[RocPoint]:
    """Return a point for each threshold on a score, from the strictest to letting everything through."""
    supported = [score(each) for each in judged if each.pair.supported]
    unsupported = [score(each) for each in judged if not each.pair.supported]
    thresholds = sorted({*supported, *unsupported}, reverse=True)
    points = [RocPoint(_reaching(unsupported, each), _reaching(supported, each)) for each in thresholds]
    return [RocPoint(0.0, 0.0), *points]


def area(points: Sequence[RocPoint]) -> float:
    """Return the area under a curve: 0.5 is chance, 1 is perfect."""
    steps = pairwise(points)
    return sum((after.passed - before.passed) * (after.kept + before.kept) / 2 for before, after in steps)


def _group(name: str, judged: Sequence[Judged]) -> Group:
    passed = [each.support.supported for each in judged if not each.pair.supported]
    dropped = [not each.support.supported for each in judged if each.pair.supported]
    return Group(name, _share(passed), _share(dropped))


def _share(values: Sequence[bool]) -> Figure:
    if not values:
        return Figure(nan, nan, nan, 0)
    low, high = wilson(sum(values), len(values))
    return Figure(sum(values) / len(values), low, high, len(values))


def _reaching(scores: Sequence[float], threshold: float) -> float:
    return sum(score >= threshold for score in scores) / len(scores) if scores else 0.0
