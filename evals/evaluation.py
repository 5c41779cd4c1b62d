"""The steps of an evaluation: run or read back, score, compare with the baseline and with an earlier run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.review.case import Case
from evals.judge.judged import Judged
from evals.run.composers import Written
from evals.run.found import load_baselines, save_baselines
from evals.run.gate import Comparison, Flip, compare, unheld
from evals.run.generate import Progress, generate
from evals.run.outcome import outcomes
from evals.run.reference import Reference, default_tolerances
from evals.run.runs import Earlier, find_run, previous_run, start_or_resume
from evals.run.scoring import ScoredRun, score_run
from evals.run.storage import Run, RunFolder

if TYPE_CHECKING:
    from evals.run.subject import Opened


@dataclass(frozen=True)
class Evaluation:
    """A scored run beside the baseline and an earlier run; ``gone`` cases are in the baseline only.

    ``written`` is what a chat model made of the same cases, where one is configured, and ``judged`` what a judge model
    said of that, else of the run itself; the gate looks at neither. ``unheld`` are reviewed cases that fail.
    """

    scored: ScoredRun
    reference: Reference | None
    gate: Comparison | None
    earlier: Earlier | None
    gone: tuple[str, ...] = ()
    judged: Judged | None = None
    written: Written | None = None
    unheld: tuple[Flip, ...] = ()

    @property
    def to_judge(self) -> ScoredRun:
        """The answers that a judge model is to look at: those that were rewritten, where there are any."""
        return self.written.scored if self.written else self.scored

    @property
    def passes(self) -> bool:
        """Whether nothing is worse than the baseline allows, and every reviewed case ends well."""
        return not self.unheld and (self.gate is None or self.gate.passes)


def run_cases(opened: "Opened", cases: Sequence[Case], results: Path, progress: Progress) -> ScoredRun:
    """Ask the assistant and both baselines every case."""
    from evals.run.baselines import run_baselines  # loads Chroma, which scoring again does without

    info = start_or_resume(results, opened.describe(cases))
    folder = RunFolder(results / info.name)
    run = generate(opened.assistant, opened.corpus, cases, folder=folder, info=info, progress=progress)
    baselines = run_baselines(opened.corpus, cases, opened.embeddings)
    save_baselines(folder, baselines)
    return score_run(run, cases, baselines)


def rescore(results: Path, name: str, cases: Sequence[Case]) -> ScoredRun:
    """Score a run that is kept, by the cases as they are now."""
    return _scored(results, find_run(results, name), cases)


def evaluation(
    scored: ScoredRun, results: Path, *, reference: Reference | None, compare_with: str | None, known: Iterable[str]
) -> Evaluation:
    """Compare a scored run with the baseline and with a run, by default the one before; ``known`` are all case ids."""
    after = outcomes(scored)
    gate = compare(reference.outcomes, after, reference.tolerances) if reference else None
    run = find_run(results, compare_with) if compare_with else previous_run(results, scored.run.info)
    earlier = None
    if run is not None:
        other = _scored(results, run, [each.case for each in scored.cases])
        earlier = Earlier(other, compare(outcomes(other), after, default_tolerances()))
    gone = sorted(set(reference.outcomes if reference else ()).difference(known))
    broken = unheld(reference.outcomes if reference else {}, after)
    return Evaluation(scored, reference, gate, earlier, tuple(gone), unheld=broken)


def _scored(results: Path, run: Run, cases: Sequence[Case]) -> ScoredRun:
    return score_run(run, cases, load_baselines(RunFolder(results / run.info.name), run.corpus))
