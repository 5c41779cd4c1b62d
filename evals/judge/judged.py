"""What a judge model said of the answers of a run, and its figures: apart from the metrics, and never in the gate."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from statistics import fmean

from assistant.review.case import Case
from evals.judge.reply import ASPECTS
from evals.metrics.score import Score, undefined
from evals.run.aggregate import Figure, figure, groups


@dataclass(frozen=True)
class Judgement:
    """What was said of one case: for each repeat a score by aspect."""

    case: Case
    repeats: tuple[Mapping[str, Score], ...]

    def score(self, aspect: str) -> Score:
        """Return the mean of the repeats that gave a value, with the reasons of all."""
        given = [repeat[aspect] for repeat in self.repeats]
        reasons = " / ".join(dict.fromkeys(score.explanation for score in given if score.explanation))
        values = [score.value for score in given if score.defined]
        return Score(fmean(values), reasons) if values else undefined(reasons)

    def spread(self, aspect: str) -> float:
        """Return the mean absolute difference between the repeats; NaN where fewer than two gave a value."""
        values = [repeat[aspect].value for repeat in self.repeats if repeat[aspect].defined]
        return _mean(abs(one - other) for one, other in combinations(values, 2))


@dataclass(frozen=True)
class JudgedFigure:
    """A figure of the cases' means; ``runs`` is each repeat's own mean, ``spread`` the mean over the cases."""

    figure: Figure
    spread: float
    runs: tuple[float, ...]


@dataclass(frozen=True)
class Judged:
    """The judgements of a run's answered cases by one model, with the digests of its prompts by language."""

    model: str
    prompts: Mapping[str, str]
    repeats: int
    judgements: tuple[Judgement, ...]

    @property
    def title(self) -> str:
        """Whose figures these are."""
        return f"by a judge model: {self.model}, {'two' if self.repeats == 2 else self.repeats} runs"

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the judged cases of each group."""
        return groups(each.case for each in self.judgements)

    @cached_property
    def figures(self) -> Mapping[str, Mapping[str, JudgedFigure]]:
        """Each group's figures by aspect."""
        known = {each.case.id: each for each in self.judgements}
        return {
            group: {aspect: _figure(aspect, [known[each] for each in ids]) for aspect in ASPECTS}
            for group, ids in self.groups.items()
        }

    def weakest(self, most: int = 20) -> list[Judgement]:
        """Return the cases that are short of full marks, worst first."""
        marks = {each.case.id: [each.score(aspect).value for aspect in ASPECTS] for each in self.judgements}
        short = [each for each in self.judgements if any(mark < 1 for mark in marks[each.case.id])]
        return sorted(short, key=lambda each: _mean(marks[each.case.id]))[:most]


def _figure(aspect: str, judgements: list[Judgement]) -> JudgedFigure:
    repeats = zip(*(each.repeats for each in judgements), strict=True)
    return JudgedFigure(
        figure(each.score(aspect) for each in judgements),
        _mean(each.spread(aspect) for each in judgements),
        tuple(_mean(scores[aspect].value for scores in repeat) for repeat in repeats),
    )


def _mean(values: Iterable[float]) -> float:
    given = [value for value in values if not math.isnan(value)]
    return fmean(given) if given else math.nan
