"""Answering what is not in the documents."""

from assistant.review.case import Case
from evals.cases.output import Output, expects_answer
from evals.metrics.score import Score, undefined


def false_answer(case: Case, output: Output) -> Score:
    """1 where a question that must be refused was answered, wholly or in part."""
    if expects_answer(case):
        return undefined("the case is to be answered")
    return Score(float(output.answers), f"expected {case.status.value}, got {output.answer.status.value}")
