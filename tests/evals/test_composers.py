"""Both composers on the same cases: asked, kept, read back and told of side by side."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.domain import Check, Fate
from assistant.settings import load_settings
from evals.cases.output import Output
from evals.cli import app
from evals.evaluation import Evaluation
from evals.report import render
from evals.run.composers import read_written, run_written, without_chat_model
from evals.run.runs import find_run, previous_run
from evals.run.scoring import ScoredRun
from evals.run.storage import RunInfo
from tests.evals.fakes import Interrupted, ScriptedAssistant, make_info
from tests.evals.samples import CORPUS, refuse
from tests.evals.test_cli import CASES, QUESTIONS, RIGHT, keep, write_cases

MODEL = "openai:some-model"


def by_model(output: Output, fallback: str = "") -> Output:
    checks = (Check("Ask.", Fate.PROVEN), Check("Pay 12.", Fate.DROPPED, "number"))
    answer = replace(output.answer, model=MODEL, prompt_version="answer.en:abc", checks=checks, fallback=fallback)
    return replace(output, answer=answer)


@dataclass(frozen=True)
class Subject:
    """An assistant that a chat model writes for."""

    assistant: ScriptedAssistant

    corpus = CORPUS

    def describe(self, cases: Any) -> RunInfo:
        return make_info(
            name="now",
            created="2024-05-17T11:00:00+00:00",
            fingerprint="with a model",
            cases=tuple(case.id for case in cases),
            settings={"chat_model": MODEL},
        )


def subject(limit: int = 1_000) -> Any:
    outputs = dict.fromkeys(QUESTIONS, by_model(RIGHT)) | {QUESTIONS[0]: by_model(RIGHT, "slow")}
    return Subject(ScriptedAssistant(outputs, limit))


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """A kept run in own words, in which two cases were refused."""
    write_cases(tmp_path / "cases", CASES)
    refused = dict.fromkeys(QUESTIONS, RIGHT) | dict.fromkeys(QUESTIONS[:2], refuse())
    keep(tmp_path / "results", "today", "2024-05-17T10:00:00+00:00", refused)
    return tmp_path / "results"


def told(results: Path, *options: str) -> str:
    places = [f"--{name}={results.parent / name}" for name in ("cases", "results", "baseline")]
    result = CliRunner().invoke(app, [*places, "--rescore=last", *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def ask(results: Path, limit: int = 1_000) -> Any:
    return run_written(subject(limit), CASES, results, "today", lambda done, total: None)


def test_a_run_by_a_model_stands_beside_the_one_in_own_words(results: Path) -> None:
    written = ask(results)
    assert (written.model, written.scored.run.info.name) == (MODEL, "today-chat")
    assert written.fates == {"proven": len(CASES), "dropped": len(CASES)}
    assert written.fallbacks == {"slow": 1}
    again = read_written(results, "today", CASES)
    assert again is not None
    assert (again.model, again.fates, again.fallbacks) == (MODEL, written.fates, written.fallbacks)


def test_the_last_run_and_the_one_before_are_those_in_own_words(results: Path) -> None:
    ask(results)
    assert find_run(results, "last").info.name == "today"
    later = make_info(created="2024-05-18T10:00:00+00:00", cases=tuple(case.id for case in CASES))
    before = previous_run(results, later)
    assert before is not None
    assert before.info.name == "today"


def test_an_interrupted_run_by_a_model_goes_on(results: Path) -> None:
    with pytest.raises(Interrupted):
        ask(results, limit=8)
    assert ask(results).scored.run.info.complete


def test_without_one_nothing_stands_beside(results: Path) -> None:
    assert read_written(results, "today", CASES) is None
    assert "written" not in json.loads(told(results, "--json"))


def test_both_are_told_of_side_by_side(results: Path) -> None:
    ask(results)
    shown = told(results)
    assert f"the documents' own words beside what {MODEL} wrote" in shown
    assert "all: own words  all: chat model" in shown
    assert f"sentences: {len(CASES)} proven, {len(CASES)} dropped" in shown
    figures = json.loads(told(results, "--json"))
    correct = [each["figures"]["all"]["correct"]["value"] for each in (figures, figures["written"])]
    assert correct == [0.75, 1.0]
    assert figures["written"]["sentences"] == {"proven": len(CASES), "dropped": len(CASES)}


def test_the_report_holds_both(results: Path) -> None:
    written = ask(results)
    own = ScoredRun(find_run(results, "last"), written.scored.cases, {})
    page = render(Evaluation(own, None, None, None, written=written))
    assert '<h2 id="composers">' in page
    assert f"{len(CASES)} were proven, {len(CASES)} were dropped" in page
    assert "1 slow" in page
    assert '<h2 id="composers">' not in render(Evaluation(own, None, None, None))


def test_the_judge_looks_at_what_was_rewritten(results: Path) -> None:
    written = ask(results)
    own = ScoredRun(find_run(results, "last"), written.scored.cases, {})
    assert Evaluation(own, None, None, None).to_judge is own
    assert Evaluation(own, None, None, None, written=written).to_judge is written.scored


def test_the_documents_own_words_need_no_model() -> None:
    settings = load_settings(chat_model=MODEL, port=8123)
    assert (without_chat_model(settings).chat_model, without_chat_model(settings).port) == ("", 8123)
