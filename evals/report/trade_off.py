"""What refusing more or less would cost: every threshold on the score that refusals could go by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.cases.output import expects_answer
from evals.run.scoring import ScoredCase


@dataclass(frozen=True, slots=True)
class Point:
    """Shares of wrongful refusals and false answers, at a threshold; NaN where the assistant itself decided."""

    wrongful_refusals: float
    false_answers: float
    threshold: float = float("nan")


def trade_off_curve(cases: Sequence[ScoredCase]) -> list[Point]:
    """Return a point for each threshold on ``strength``, from answering all to refusing all."""
    wanted = [each.output.strength for each in cases if _scored(each) and expects_answer(each.case)]
    unwanted = [each.output.strength for each in cases if _scored(each) and not expects_answer(each.case)]
    if not wanted or not unwanted:
        return []
    thresholds = sorted({value for value in (*wanted, *unwanted) if value is not None})
    return [
        Point(_below(wanted, threshold), 1 - _below(unwanted, threshold), threshold)
        for threshold in [*thresholds, thresholds[-1] + 1]
    ]


def operating_point(cases: Iterable[ScoredCase]) -> Point | None:
    """Return where the assistant stands on the same cases; None where there are not both sorts."""
    given = [each for each in cases if _scored(each)]
    refused = [not each.output.answers for each in given if expects_answer(each.case)]
    answered = [each.output.answers for each in given if not expects_answer(each.case)]
    if not refused or not answered:
        return None
    return Point(sum(refused) / len(refused), sum(answered) / len(answered))


def _scored(each: ScoredCase) -> bool:
    return each.output.strength is not None


def _below(values: Sequence[float | None], threshold: float) -> float:
    return sum(value is not None and value < threshold for value in values) / len(values)
