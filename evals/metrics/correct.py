"""The headline: did the case end well?"""

from assistant.review.case import Case
from evals.cases.output import Output
from evals.metrics.score import Score
from evals.metrics.stage import stage_of


def correct(case: Case, output: Output) -> Score:
    """1 where no stage failed: found, quoted to the letter, all facts told, or refused as it should be."""
    failure = stage_of(case, output)
    return Score(float(failure is None), failure.reason if failure else "right")
