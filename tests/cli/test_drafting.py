"""``corpus questions`` with a desk handed to it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ingest.questions.drafts import Draft, Task
from tests.cli.test_cli import Run, run
from tests.cli.test_cli_corpus import flat
from tests.fakes import ENGLISH

__all__ = ["run"]


@dataclass
class Desk:
    drafted: Path = Path("question-drafts.csv")
    tasks: tuple[Task, ...] = (Task(ENGLISH, frozenset(), frozenset()),)
    kept: list[Draft] = field(default_factory=list)

    def to_draft(self, document_id: str) -> tuple[Task, ...]:
        return self.tasks

    def keep_drafts(self, made: list[Draft]) -> None:
        self.kept += made

    def take_drafts(self) -> int:
        return 3


def opened(desk: Desk) -> Any:
    return lambda settings: desk


def test_a_dry_run_tells_the_cost_and_sends_nothing(run: Run) -> None:
    desk = Desk()
    result = run("corpus", "questions", "--dry-run", open_desk=opened(desk))
    assert result.exit_code == 0
    assert "partners:" in flat(result.stdout)
    assert "tokens to send" in flat(result.stdout)
    assert desk.kept == []


def test_without_a_chat_model_it_is_said_what_to_do(run: Run) -> None:
    result = run("corpus", "questions", open_desk=opened(Desk()))
    assert result.exit_code == 1
    assert "Set ASSISTANT_CHAT_MODEL" in flat(result.stderr)


@pytest.mark.parametrize(("language", "said"), [("en", "No document lacks"), ("nl", "Aan geen enkel document")])
def test_where_nothing_lacks_it_is_said(run: Run, language: str, said: str) -> None:
    result = run("corpus", "questions", "--language", language, open_desk=opened(Desk(tasks=())))
    assert flat(result.stdout).startswith(said)


def test_what_people_keep_is_taken_without_a_chat_model(run: Run) -> None:
    result = run("corpus", "questions", "--take", open_desk=opened(Desk()))
    assert flat(result.stdout).startswith("Questions added to the known ones: 3.")
