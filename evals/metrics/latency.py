"""How long a person waits."""

from evals.case import Case
from evals.output import Output
from evals.score import Score


def latency(case: Case, output: Output) -> Score:
    """Milliseconds from question to full answer, measured around ``ask`` after warming up."""
    return Score(output.wall_ms, f"{output.wall_ms:.0f} ms")
