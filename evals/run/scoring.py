"""Score a run: every measure for every case, the stage of every failure, and the figures of every group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.review.case import Case
from evals.cases.digest import question_digest
from evals.cases.output import Output
from evals.metrics.score import Score
from evals.metrics.stage import Failure, stage_of
from evals.run.aggregate import Figure, figure, groups
from evals.run.found import Baseline
from evals.run.measures import METRICS, RETRIEVAL
from evals.run.storage import Run

Figures = Mapping[str, Mapping[str, Figure]]


@dataclass(frozen=True)
class ScoredCase:
    """One case with what was given for it, its scores by metric and, where it failed, the stage."""

    case: Case
    output: Output
    scores: Mapping[str, Score]
    failure: Failure | None


@dataclass(frozen=True)
class ScoredRun:
    """A scored run. ``figures`` is by group, then by metric; ``baselines`` by system, group and retrieval metric."""

    run: Run
    cases: tuple[ScoredCase, ...]
    baselines: Mapping[str, Figures]

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the cases of each group."""
        return groups(scored.case for scored in self.cases)

    @cached_property
    def figures(self) -> Figures:
        """Each group's figures."""
        scores = {scored.case.id: scored.scores for scored in self.cases}
        return {
            group: {
                metric.name: figure((scores[each][metric.name] for each in ids), metric.percentile)
                for metric in METRICS
            }
            for group, ids in self.groups.items()
        }

    @property
    def failed(self) -> tuple[ScoredCase, ...]:
        """The cases that failed."""
        return tuple(scored for scored in self.cases if scored.failure)


def score_run(run: Run, cases: Sequence[Case], baselines: Iterable[Baseline] = ()) -> ScoredRun:
    """Score every case that the run answered; one that was reworded since was not."""
    answered = [case for case in cases if case.id in run.outputs and _was_asked(case, run.outputs[case.id])]
    scored = tuple(_scored_case(case, run.outputs[case.id]) for case in answered)
    return ScoredRun(run, scored, {each.name: _baseline_figures(each, answered) for each in baselines})


def _was_asked(case: Case, output: Output) -> bool:
    return output.asked in ("", question_digest(case))


def _scored_case(case: Case, output: Output) -> ScoredCase:
    scores = {metric.name: metric.score(case, output) for metric in METRICS}
    return ScoredCase(case, output, scores, stage_of(case, output))


def _baseline_figures(baseline: Baseline, cases: Sequence[Case]) -> Figures:
    judged = [case for case in cases if case.id in baseline.found]
    scores = {
        case.id: {metric.name: metric.score(case, baseline.found[case.id]) for metric in RETRIEVAL} for case in judged
    }
    return {
        group: {metric.name: figure(scores[each][metric.name] for each in ids) for metric in RETRIEVAL}
        for group, ids in groups(judged).items()
    }
