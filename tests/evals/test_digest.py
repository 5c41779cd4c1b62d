from pathlib import Path

import pytest

from evals.cases.digest import code_digest, run_digest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (
        "assistant/answer.py",
        "assistant/web/app.py",
        "assistant/__pycache__/answer.pyc",
        "assistant/prompts/en.md",
        "assistant/prompts/judge.nl.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["assistant/answer.py", "assistant/prompts/en.md", "ingest/chunk.py"])
def test_what_answers_depend_on_changes_the_digest(root: Path, name: str) -> None:
    before = code_digest(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("after", encoding="utf-8")
    assert code_digest(root) != before


@pytest.mark.parametrize(
    "name", ["assistant/web/app.py", "assistant/__pycache__/answer.pyc", "assistant/prompts/judge.nl.md", "README.md"]
)
def test_what_changes_no_answer_does_not(root: Path, name: str) -> None:
    before = code_digest(root)
    (root / name).write_text("after", encoding="utf-8")
    assert code_digest(root) == before


def test_the_parts_of_a_fingerprint_cannot_run_into_each_other() -> None:
    assert run_digest("ab", "c", [], "d") != run_digest("a", "bc", [], "d")
