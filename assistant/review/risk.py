"""How much an answer wants a reviewer's eye: reasons, each with its weight."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Answer, AnswerStatus, Composer, Fate

WEAK = 1.95  # score of the best passage; a fifth of the answered questions of the dev split are below it
STRONG = 2.4  # half of the answered questions of the dev split are above it


class Reason(StrEnum):
    """Why an answer should be looked at."""

    CHANGED = "changed"
    DISPUTED = "disputed"
    NEGATIVE = "negative"
    CITATION = "citation"
    WRONG_REFUSAL = "wrong_refusal"
    WEAK = "weak"
    BRIEF = "brief"
    PARTIAL = "partial"
    DROPPED = "dropped"
    WRITTEN = "written"
    FIRST = "first"
    UNREVIEWED = "unreviewed"
    OFTEN = "often"


WEIGHTS = {
    Reason.CHANGED: 100,
    Reason.DISPUTED: 90,
    Reason.NEGATIVE: 80,
    Reason.CITATION: 80,
    Reason.WRONG_REFUSAL: 40,
    Reason.WEAK: 30,
    Reason.BRIEF: 20,
    Reason.PARTIAL: 15,
    Reason.DROPPED: 15,
    Reason.WRITTEN: 10,
    Reason.FIRST: 10,
    Reason.UNREVIEWED: 10,
    Reason.OFTEN: 10,
}
FROM_OUTSIDE = frozenset({Reason.CHANGED, Reason.DISPUTED, Reason.NEGATIVE, Reason.CITATION, Reason.OFTEN})
"""Reasons that come from readers, reviewers and documents, and go again; the others the answer itself gives."""
OFTEN_FROM = 5  # like questions


@dataclass(frozen=True)
class Risk:
    """The reasons, gravest first; their weights together order the queue."""

    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        """The weights of the reasons together."""
        return sum(WEIGHTS[each] for each in self.reasons)


def risk_of(reasons: Iterable[Reason]) -> Risk:
    """Return the risk of reasons, each counted once."""
    return Risk(tuple(sorted(set(reasons), key=lambda each: (-WEIGHTS[each], each))))


def of_answer(answer: Answer, reviewed_passages: Collection[str]) -> frozenset[Reason]:
    """Return the reasons that an answer gives by itself, whatever people say of it."""
    best = max(answer.scores, default=0.0)
    refusal = answer.status is AnswerStatus.NO_EVIDENCE
    answers = answer.status.answers
    holds = {
        Reason.WRONG_REFUSAL: refusal and best >= STRONG,
        Reason.WEAK: answers and bool(answer.scores) and best < WEAK,
        Reason.BRIEF: answer.composer == Composer.BRIEF,
        Reason.PARTIAL: answer.status is AnswerStatus.PARTIAL,
        Reason.DROPPED: any(check.outcome in (Fate.DROPPED, Fate.REPLACED) for check in answer.checks),
        Reason.WRITTEN: answer.composer == Composer.WRITTEN,
        Reason.UNREVIEWED: any(each.passage_id not in reviewed_passages for each in answer.citations),
    }
    return frozenset(reason for reason, is_so in holds.items() if is_so)
