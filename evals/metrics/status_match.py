"""Whether the answer ended as it should."""

from assistant.review.case import Case
from evals.cases.output import Output
from evals.metrics.score import Score


def status_match(case: Case, output: Output) -> Score:
    """1 where the status is exactly the expected one: of ``partial`` it asks that the missing part is said."""
    matches = output.answer.status == case.status
    return Score(float(matches), f"expected {case.status.value}, got {output.answer.status.value}")
