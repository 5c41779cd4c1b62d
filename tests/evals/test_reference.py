from pathlib import Path

import pytest

from evals.run.outcome import outcomes
from evals.run.reference import BaselineError, default_tolerances, make_reference, read_reference, write_reference
from evals.run.scoring import ScoredRun, score_run
from evals.run.storage import Run
from tests.evals.fakes import make_info
from tests.evals.samples import CORPUS, REFUSAL, cite, make_case, make_output


@pytest.fixture
def scored() -> ScoredRun:
    answered = make_output(cite("Ask a local trade union."))
    run = Run(make_info(), CORPUS, {"en-en-001": answered, "near_miss-001": answered})
    return score_run(run, [make_case(), REFUSAL])


def test_a_baseline_is_read_back_as_it_was_written(scored: ScoredRun, tmp_path: Path) -> None:
    reference = make_reference(scored, reason="first figures", date="2024-05-17", previous=None)
    write_reference(reference, tmp_path / "baseline.json")
    again = read_reference(tmp_path / "baseline.json")
    assert again is not None
    assert (again.reason, again.written, again.commit) == ("first figures", "2024-05-17", "abc123")
    assert again.figures == reference.figures
    assert again.outcomes["near_miss-001"].stage == "wrongly answered"
    assert again.outcomes["en-en-001"].values == outcomes(scored)["en-en-001"].values


def test_a_baseline_has_a_line_a_case(scored: ScoredRun, tmp_path: Path) -> None:
    write_reference(make_reference(scored, reason="x", date="2024-05-17", previous=None), tmp_path / "b.json")
    lines = (tmp_path / "b.json").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith('  "near_miss-001"')]) == 1


def test_tolerances_set_by_hand_survive_a_new_baseline(scored: ScoredRun) -> None:
    first = make_reference(scored, reason="x", date="2024-05-17", previous=None)
    assert first.tolerances == default_tolerances()
    strict = type(first)(**{**vars(first), "tolerances": {**first.tolerances, "correct": 0.0}})
    assert make_reference(scored, reason="y", date="2024-05-18", previous=strict).tolerances["correct"] == 0.0


def test_without_a_file_there_is_no_baseline(tmp_path: Path) -> None:
    assert read_reference(tmp_path / "none.json") is None


@pytest.mark.parametrize("content", ["{", "{}", "[]", '{"cases": {"a": {"wrong": 1}}}'])
def test_a_damaged_baseline_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError, match=r"baseline\.json is damaged"):
        read_reference(path)
