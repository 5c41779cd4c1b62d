"""What is remembered of a scored case to compare it with a later run: its stage and its values."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from evals.cases.digest import case_digest
from evals.run.measures import METRICS
from evals.run.scoring import ScoredCase, ScoredRun

DIGITS = 4


@dataclass(frozen=True)
class Outcome:
    """One case in short. ``stage`` is empty where it ended well; an undefined metric is left out of ``values``."""

    digest: str
    language: str
    pair: str
    kind: str
    stage: str
    values: Mapping[str, float]
    reason: str = ""


def outcomes(scored: ScoredRun) -> dict[str, Outcome]:
    """Return the outcome of each case by its id."""
    return {each.case.id: _outcome(each) for each in scored.cases}


def _outcome(scored: ScoredCase) -> Outcome:
    gated = [metric.name for metric in METRICS if metric.tolerance is not None]
    return Outcome(
        digest=case_digest(scored.case),
        language=str(scored.case.language),
        pair=str(scored.case.pair or ""),
        kind=str(scored.case.kind),
        stage=scored.failure.stage.value if scored.failure else "",
        values={
            name: round(scored.scores[name].value, DIGITS)
            for name in gated
            if not math.isnan(scored.scores[name].value)
        },
        reason=scored.failure.reason if scored.failure else "",
    )
