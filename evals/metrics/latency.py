"""How long a person waits."""

from assistant.review.case import Case
from evals.cases.output import Output
from evals.metrics.score import Score


def latency(case: Case, output: Output) -> Score:
    """Milliseconds from question to full answer, measured around ``ask`` after warming up."""
    return Score(output.wall_ms, f"{output.wall_ms:.0f} ms")
