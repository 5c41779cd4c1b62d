"""``ser-assistant eval``: run the assistant over the cases, score, compare with the baseline, report."""

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.cli.views.terminal import progress_bar
from assistant.errors import AssistantError
from assistant.review.case import Case
from assistant.settings import HOME, Settings, load_settings
from evals.cases.case import CASES_FOLDER, load_cases
from evals.cases.selection import select
from evals.evaluation import Evaluation, evaluation, rescore, run_cases
from evals.judge.judge import Judge, judge, open_judge
from evals.report.table import (
    figures_json,
    judged_json,
    show_comparison,
    show_judged,
    show_run,
    show_written,
    written_json,
)
from evals.run.composers import Written, read_written, run_written, without_chat_model
from evals.run.reference import BASELINE, make_reference, read_reference, write_reference
from evals.run.scoring import ScoredRun
from evals.run.storage import RunFolder

RESULTS = HOME / "results"
WORSE = 4
WIDTH = 150

app = typer.Typer(add_completion=False)

Suite = Annotated[list[str] | None, typer.Option("--suite", help="Only this kind or language pair; repeatable.")]
Split = Annotated[str, typer.Option(help="dev (tune on this), test (look at its figures only) or all.")]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many cases, taken evenly.")]
Report = Annotated[Path | None, typer.Option("--report", dir_okay=False, help="Write the report: one HTML file.")]
Compare = Annotated[
    str | None, typer.Option("--compare", metavar="RUN", help="Compare with this run, not the one before.")
]
Rescore = Annotated[
    str | None, typer.Option("--rescore", metavar="RUN", help="Score a run again, without a model; `last`: the newest.")
]
Judging = Annotated[bool, typer.Option("--judge", help="Have the answers judged by ASSISTANT_JUDGE_MODEL as well.")]
Update = Annotated[bool, typer.Option("--update-baseline", help="Make this run what later ones are held to.")]
Reason = Annotated[str | None, typer.Option(help="Why the baseline changes; kept in it.")]
Json = Annotated[bool, typer.Option("--json", help="Print the figures as one line of JSON, for programs.")]
Data = Annotated[Path | None, typer.Option("--data", file_okay=False, help="The folder with the index.")]
Cases = Annotated[Path, typer.Option("--cases", file_okay=False, help="The folder with the cases.")]
Results = Annotated[Path, typer.Option("--results", file_okay=False, help="The folder where runs are kept.")]
Baseline = Annotated[Path, typer.Option("--baseline", dir_okay=False, help="The baseline to be held to.")]


class UsageError(AssistantError):
    """Options that do not go together."""


@app.command("eval")
def evaluate(
    suite: Suite = None,
    split: Split = "all",
    limit: Limit = None,
    report: Report = None,
    compare: Compare = None,
    run: Rescore = None,
    judging: Judging = False,
    update: Update = False,
    reason: Reason = None,
    as_json: Json = False,
    data: Data = None,
    cases: Cases = CASES_FOLDER,
    results: Results = RESULTS,
    baseline: Baseline = BASELINE,
) -> None:
    """Measure the answers; exits with 4 where they are worse than the baseline allows."""
    _check_update(update, reason, partly=bool(suite or limit or split != "all"))
    judge_model = open_judge(load_settings()) if judging else None
    known = load_cases(cases)
    chosen = select(known, suite=suite or (), split=split, limit=limit)
    settings = load_settings(data_dir=data)
    scored = rescore(results, run, chosen) if run else _run(without_chat_model(settings), results, chosen)
    reference = read_reference(baseline)
    outcome = evaluation(scored, results, reference=reference, compare_with=compare, known=[case.id for case in known])
    name = scored.run.info.name
    written = read_written(results, name, chosen) if run else _run_written(settings, results, chosen, name)
    outcome = replace(outcome, written=written)
    if judge_model:
        outcome = _judged(outcome, judge_model, results)
    _tell(outcome, report, as_json)
    if update:
        today = datetime.now(UTC).date().isoformat()
        write_reference(make_reference(scored, reason=str(reason), date=today, previous=reference), baseline)
    elif not outcome.passes:
        raise typer.Exit(WORSE)


def _check_update(update: bool, reason: str | None, *, partly: bool) -> None:
    if update and not (reason or "").strip():
        raise UsageError('A new baseline needs a reason: --update-baseline --reason "…".')
    if update and partly:
        raise UsageError("A baseline holds all cases: leave out --suite, --split and --limit.")


def _run(settings: Settings, results: Path, cases: Sequence[Case]) -> ScoredRun:
    from evals.run.subject import open_subject  # loads the embedding model's libraries

    with progress_bar("Asking the cases") as progress:
        return run_cases(open_subject(settings), cases, results, progress)


def _run_written(settings: Settings, results: Path, cases: Sequence[Case], beside: str) -> Written | None:
    if not settings.chat_model:
        return None
    from evals.run.subject import open_subject

    with progress_bar(f"Asking {settings.chat_model}") as progress:
        return run_written(open_subject(settings), cases, results, beside, progress)


def _judged(outcome: Evaluation, model: Judge, results: Path) -> Evaluation:
    path = RunFolder(results / outcome.to_judge.run.info.name).judgements
    with progress_bar("Judging the answers") as progress:
        return replace(outcome, judged=judge(outcome.to_judge, model, path, progress=progress))


def _tell(outcome: Evaluation, report: Path | None, as_json: bool) -> None:
    if report:
        from evals.report import write_report

        write_report(report, outcome)
    if as_json:
        told = figures_json(outcome.scored, outcome.gate)
        told |= {"written": written_json(outcome.written)} if outcome.written else {}
        told |= {"judge": judged_json(outcome.judged)} if outcome.judged else {}
        told |= {"unheld": [each.case_id for each in outcome.unheld]} if outcome.unheld else {}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        _show(outcome)


def _show(outcome: Evaluation) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.width = max(console.width, WIDTH)
    show_run(console, outcome.scored)
    if checked := sum(bool(each.output.answer.checked) for each in outcome.scored.cases):
        console.print(f"{checked} answers are given as reviewers checked them.")
    if outcome.written:
        show_written(console, outcome.scored, outcome.written)
    if outcome.judged:
        show_judged(console, outcome.judged)
    if outcome.earlier:
        show_comparison(console, outcome.earlier.comparison, f"against {outcome.earlier.scored.run.info.name}")
    for each in outcome.unheld:
        console.print(f"{each.case_id} fails, though a reviewer decided it: {each.after}, {each.reason}.")
    if outcome.gate is None:
        console.print("There is no baseline yet: write one with --update-baseline --reason …")
        return
    show_comparison(console, outcome.gate, "against the baseline")
    if outcome.gone:
        console.print(f"Cases of the baseline that are gone: {', '.join(outcome.gone)}.")
    console.print("The gate is open." if outcome.passes else "The gate is closed: worse than the baseline allows.")
