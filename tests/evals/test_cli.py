import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.errors import ConfigurationError
from assistant.review.case import Case
from evals.cases.output import Output
from evals.cli import WORSE, UsageError, app
from evals.run.generate import generate
from evals.run.runs import RunError
from evals.run.storage import RunFolder
from tests.evals.fakes import ScriptedAssistant, make_info
from tests.evals.samples import CORPUS, cite, make_case, make_output, refuse

RIGHT = make_output(cite("Ask a local trade union."))
QUESTIONS = [f"Whom, {number}?" for number in range(8)]
CASES = [make_case(id=f"en-en-{number:03}", question=question) for number, question in enumerate(QUESTIONS)]

Evaluate = Callable[..., Result]


def keep(results: Path, name: str, created: str, script: Mapping[str, Output]) -> None:
    info = make_info(name=name, created=created, cases=tuple(case.id for case in CASES))
    folder = RunFolder(results / name)
    generate(ScriptedAssistant(script), CORPUS, CASES, folder=folder, info=info, progress=lambda done, total: None)


def write_cases(folder: Path, cases: Sequence[Case]) -> None:
    folder.mkdir()
    lines = [json.dumps(asdict(case)) for case in cases]
    (folder / "en-en.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def evaluate(tmp_path: Path) -> Evaluate:
    """Evaluate two kept runs: all right yesterday, two refused today."""
    write_cases(tmp_path / "cases", CASES)
    keep(tmp_path / "results", "yesterday", "2024-05-16T10:00:00+00:00", dict.fromkeys(QUESTIONS, RIGHT))
    worse = dict.fromkeys(QUESTIONS, RIGHT) | dict.fromkeys(QUESTIONS[:2], refuse())
    keep(tmp_path / "results", "today", "2024-05-17T10:00:00+00:00", worse)
    places = [f"--{name}={tmp_path / name}" for name in ("cases", "results", "baseline")]
    return lambda *options: CliRunner().invoke(app, [*places, *options])


def baseline(evaluate: Evaluate) -> Result:
    return evaluate("--rescore=yesterday", "--update-baseline", "--reason=first figures")


def test_without_a_baseline_nothing_is_worse(evaluate: Evaluate) -> None:
    result = evaluate("--rescore=today")
    assert result.exit_code == 0
    assert "There is no baseline yet" in result.stdout


def test_a_worse_run_exits_non_zero_and_names_the_cases_with_their_stage(evaluate: Evaluate) -> None:
    assert baseline(evaluate).exit_code == 0
    result = evaluate("--rescore=today")
    assert result.exit_code == WORSE
    assert "broken: en-en-000: right → wrongly refused" in result.stdout
    assert "broken: en-en-001: right → wrongly refused" in result.stdout
    assert "The gate is closed" in result.stdout


def test_the_run_that_made_the_baseline_passes(evaluate: Evaluate) -> None:
    baseline(evaluate)
    assert evaluate("--rescore=yesterday").exit_code == 0


def test_a_worse_run_can_be_made_the_baseline_with_a_reason(evaluate: Evaluate) -> None:
    baseline(evaluate)
    assert evaluate("--rescore=today", "--update-baseline", "--reason=refuse more").exit_code == 0
    assert evaluate("--rescore=today").exit_code == 0


@pytest.mark.parametrize("options", [(), ("--reason= ",), ("--reason=x", "--limit=3"), ("--reason=x", "--split=dev")])
def test_a_baseline_needs_a_reason_and_all_cases(evaluate: Evaluate, options: tuple[str, ...]) -> None:
    assert isinstance(evaluate("--rescore=today", "--update-baseline", *options).exception, UsageError)


def test_json_holds_figures_failures_and_the_verdict(evaluate: Evaluate) -> None:
    baseline(evaluate)
    told = json.loads(evaluate("--rescore=last", "--json").stdout)
    assert told["figures"]["pair:en-en"]["correct"]["value"] == 0.75
    assert told["failures"] == {"en-en-000": "wrongly refused", "en-en-001": "wrongly refused"}
    assert told["gate"]["passes"] is False


def test_a_run_is_compared_with_the_one_before_or_with_another(evaluate: Evaluate) -> None:
    assert "against yesterday: 8 cases compared" in evaluate("--rescore=today").stdout
    assert "against today: 8 cases compared" in evaluate("--rescore=yesterday", "--compare=today").stdout


def test_a_run_that_is_not_there_is_named(evaluate: Evaluate) -> None:
    assert isinstance(evaluate("--rescore=tomorrow").exception, RunError)


def test_a_malformed_case_is_named_by_file_line_and_field(evaluate: Evaluate, tmp_path: Path) -> None:
    with (tmp_path / "cases" / "en-en.jsonl").open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(asdict(CASES[0]) | {"id": "x", "status": "maybe"}))
    assert "en-en.jsonl:9: status:" in str(evaluate("--rescore=today").exception)


def test_a_case_that_was_taken_out_is_named(evaluate: Evaluate, tmp_path: Path) -> None:
    baseline(evaluate)
    kept = (tmp_path / "cases" / "en-en.jsonl").read_text(encoding="utf-8").splitlines()[:-1]
    (tmp_path / "cases" / "en-en.jsonl").write_text("\n".join(kept), encoding="utf-8")
    assert "gone: en-en-007." in evaluate("--rescore=today").stdout


def test_the_report_is_one_file(evaluate: Evaluate, tmp_path: Path) -> None:
    evaluate("--rescore=today", f"--report={tmp_path / 'out' / 'report.html'}")
    assert (tmp_path / "out" / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_judging_needs_a_judge_model(evaluate: Evaluate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSISTANT_JUDGE_MODEL", raising=False)
    error = evaluate("--rescore=today", "--judge").exception
    assert isinstance(error, ConfigurationError)
    assert "set ASSISTANT_JUDGE_MODEL to provider:model" in str(error)


def test_a_judge_model_of_another_form_is_named_with_its_setting(
    evaluate: Evaluate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_JUDGE_MODEL", "gpt")
    error = evaluate("--rescore=today", "--judge").exception
    assert str(error).startswith("ASSISTANT_JUDGE_MODEL: 'gpt' is not of the form provider:model.")


def test_a_configured_judge_is_not_asked_unless_told(evaluate: Evaluate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_JUDGE_MODEL", "gpt")
    told = evaluate("--rescore=today", "--json")
    assert told.exit_code == 0
    assert "judge" not in json.loads(told.stdout)
