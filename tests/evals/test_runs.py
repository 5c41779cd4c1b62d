from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases.selection import SelectionError, select
from evals.run.runs import RunError, find_run, previous_run, start_or_resume
from evals.run.storage import RunFolder
from tests.evals.fakes import make_info
from tests.evals.samples import CORPUS, REFUSAL, make_case


def keep(results: Path, name: str, hour: int, **changes: object) -> None:
    folder = RunFolder(results / name)
    folder.write_info(make_info(name=name, created=f"2024-05-17T{hour:02}:00:00+00:00", **changes))
    folder.write_corpus(CORPUS)


def test_an_unfinished_run_of_the_same_code_and_cases_is_resumed(tmp_path: Path) -> None:
    keep(tmp_path, "morning", 9)
    assert start_or_resume(tmp_path, make_info(name="noon")).name == "morning"


@pytest.mark.parametrize("changes", [{"complete": True}, {"fingerprint": "other"}, {"cases": ("a",)}])
def test_any_other_run_is_left_alone(tmp_path: Path, changes: dict[str, object]) -> None:
    keep(tmp_path, "morning", 9, **changes)
    assert start_or_resume(tmp_path, make_info(name="noon")).name == "noon"


def test_the_last_run_is_the_newest(tmp_path: Path) -> None:
    keep(tmp_path, "zebra", 8)
    keep(tmp_path, "apple", 9)
    assert find_run(tmp_path, "last").info.name == "apple"


def test_an_unknown_run_is_answered_with_those_there_are(tmp_path: Path) -> None:
    keep(tmp_path, "morning", 9)
    with pytest.raises(RunError, match=r"'evening'.*The newest: morning"):
        find_run(tmp_path, "evening")


def test_the_previous_run_is_finished_older_and_about_the_same_cases(tmp_path: Path) -> None:
    keep(tmp_path, "finished", 7, complete=True)
    keep(tmp_path, "other cases", 8, complete=True, cases=("z",))
    keep(tmp_path, "unfinished", 9)
    found = previous_run(tmp_path, make_info(name="now", created="2024-05-17T10:00:00+00:00"))
    assert found is not None
    assert found.info.name == "finished"


CASES = [replace(make_case(), id=f"en-en-{number:03}") for number in range(20)] + [REFUSAL]


@pytest.mark.parametrize("suite", ["near_miss", "en-en", "answerable"])
def test_a_suite_is_a_kind_or_a_language_pair(suite: str) -> None:
    assert {suite in (str(case.kind), case.pair) for case in select(CASES, suite=[suite])} == {True}


def test_the_splits_share_no_case_and_leave_none_out() -> None:
    dev, test = select(CASES, split="dev"), select(CASES, split="test")
    assert sorted(case.id for case in dev + test) == sorted(case.id for case in CASES)


def test_a_limit_takes_cases_from_the_whole() -> None:
    assert [case.id for case in select(CASES, limit=3)] == ["en-en-000", "en-en-007", "en-en-014"]


def test_an_unknown_suite_or_split_is_answered_with_those_there_are() -> None:
    with pytest.raises(SelectionError, match="There are: answerable, en-en, near_miss"):
        select(CASES, suite=["nonsense"])
    with pytest.raises(SelectionError, match="dev, test, all"):
        select(CASES, split="train")
