"""Refusing what is in the documents."""

from assistant.review.case import Case
from evals.cases.output import Output, expects_answer
from evals.metrics.score import Score, undefined


def wrongful_refusal(case: Case, output: Output) -> Score:
    """1 where a question that the documents answer, wholly or in part, was not answered."""
    if not expects_answer(case):
        return undefined("the case is to be refused")
    return Score(float(not output.answers), f"expected {case.status.value}, got {output.answer.status.value}")
