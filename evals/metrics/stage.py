"""Where a failed case went wrong: the first stage that could not have been mended by a later one."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import AnswerStatus
from assistant.review.case import Case, Gold
from evals.cases.evidence import needs_of
from evals.cases.output import Output, expects_answer
from evals.metrics.citation_recall import citation_recall
from evals.metrics.fact_recall import fact_recall
from evals.metrics.quote_validity import quote_validity


class Stage(StrEnum):
    """The stages, in the order in which they are held responsible."""

    FAULT = "fault"
    NOT_IN_CORPUS = "not in the corpus"
    NOT_RETRIEVED = "not retrieved"
    WRONGLY_REFUSED = "wrongly refused"
    NOT_USED = "retrieved but not used"
    MISREAD = "used but misread"
    WRONGLY_ANSWERED = "wrongly answered"


@dataclass(frozen=True, slots=True)
class Failure:
    """The stage that failed and the evidence for saying so."""

    stage: Stage
    reason: str


def stage_of(case: Case, output: Output) -> Failure | None:
    """Return the stage that failed; None where the case ended well."""
    if output.answer.status is AnswerStatus.ERROR:
        return Failure(Stage.FAULT, "the assistant could not answer")
    if expects_answer(case):
        return _answering(case, output)
    return _refusing(case, output)


def _refusing(case: Case, output: Output) -> Failure | None:
    if output.refuses:
        return _misquoting(case, output)
    return Failure(Stage.WRONGLY_ANSWERED, f"expected {case.status.value}, got {output.answer.status.value}")


def _answering(case: Case, output: Output) -> Failure | None:
    # What was never found cannot be answered: a refusal for that reason is blamed on retrieval.
    lacking = _lacking(case, output)
    if lacking:
        return lacking
    if output.refuses:
        return Failure(Stage.WRONGLY_REFUSED, f"the gold was found, the answer is {output.answer.status.value}")
    return _misquoting(case, output) or _overclaiming(case, output) or _unproven(case, output)


def _lacking(case: Case, output: Output) -> Failure | None:
    found = set(output.ids)
    for need in needs_of(case):
        if not any(output.corpus.holders(gold) for gold in need):
            return Failure(Stage.NOT_IN_CORPUS, f"no passage holds {_name(need[0])}")
        if not any(found & output.corpus.holders(gold) for gold in need):
            return Failure(Stage.NOT_RETRIEVED, f"not among the first {len(output.ids)}: {_name(need[0])}")
    return None


def _misquoting(case: Case, output: Output) -> Failure | None:
    quotes = quote_validity(case, output)
    return Failure(Stage.MISREAD, quotes.explanation) if quotes.value < 1 else None


def _overclaiming(case: Case, output: Output) -> Failure | None:
    if case.status is AnswerStatus.PARTIAL and output.answer.status is AnswerStatus.ANSWERED:
        return Failure(Stage.WRONGLY_ANSWERED, "does not say which part is missing")
    return None


def _unproven(case: Case, output: Output) -> Failure | None:
    cited = citation_recall(case, output)
    if cited.value < 1:
        return Failure(Stage.NOT_USED, cited.explanation)
    facts = fact_recall(case, output)
    return Failure(Stage.MISREAD, facts.explanation) if facts.value < 1 else None


def _name(gold: Gold) -> str:
    snippet = gold.snippet if len(gold.snippet) <= 60 else gold.snippet[:57] + "…"
    return f"{gold.document}: “{snippet}”"
