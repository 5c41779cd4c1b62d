"""The commands over what reviewers decided."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.cli.services import Services, real_services
from assistant.people.person import Role
from assistant.review.case import write_cases
from assistant.review.export import Exported, export
from assistant.review.verdict import Verdict
from assistant.settings import Settings
from assistant.store import Database, open_database, reviews, users
from tests.fakes import ENGLISH
from tests.review.samples import given, judged
from tests.review.test_changes import Shelf


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    zoe = users.add(database, "Zoë", Role.REVIEWER)
    group = given(database, zoe, "unknown thing")
    reviews.save(database, judged(group, zoe, Verdict.RIGHT, "unknown thing"), "s1", 0)
    given(database, zoe, "How?")
    yield database
    database.close()


def services(database: Database) -> Services:
    def export_reviews(settings: Settings, path: Path) -> Exported:
        found = export(reviews.decided(database), Shelf(ENGLISH), ())
        write_cases(found.cases, path)
        return found

    return replace(real_services(), export_reviews=export_reviews)


def run(database: Database, *arguments: str) -> Result:
    folder = str(Path(str(database.engine.url.database)).parent)
    return CliRunner().invoke(app, ["review", *arguments, "--data", folder], obj=services(database))


def test_how_far_reviewing_is_is_told_in_both_languages(database: Database) -> None:
    assert run(database, "status", "--language", "en").output == (
        "To review: 1, in dispute: 0, documents changed: 0. Reviewed: 1.\n"
        "Decisions in use: 0, out of use since documents changed: 0.\n"
    )
    assert run(database, "status", "--language", "nl").output.startswith("Te beoordelen: 1, oneens: 0")
    assert json.loads(run(database, "status", "--json").output)["reviewed"] == 1


def test_verdicts_are_written_as_cases(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    told = run(database, "export", "--out", str(path), "--language", "en")
    assert told.output == f"Cases written to {path}: 1.\n"
    assert json.loads(path.read_text(encoding="utf-8"))["question"] == "unknown thing"


def test_the_audit_log_is_a_line_an_entry(database: Database) -> None:
    line = next(line for line in run(database, "audit").output.splitlines() if "review.saved" in line)
    entry = json.loads(line)
    assert (entry["actor"], entry["action"], entry["details"]["after"]["verdict"]) == ("Zoë", "review.saved", "right")


def reported(database: Database, *arguments: str) -> str:
    folder = str(Path(str(database.engine.url.database)).parent)
    result = CliRunner().invoke(app, ["report", *arguments, "--data", folder], obj=services(database))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Subject: the SER assistant from", "Questions: 2 (in the same time before: 0)", "To review: 1"]),
        ("nl", ["Onderwerp: de SER-assistent van", "Vragen: 2 (in dezelfde tijd daarvoor: 0)", "Te beoordelen: 1"]),
    ],
)
def test_a_week_is_told_as_an_e_mail_in_both_languages(database: Database, language: str, words: list[str]) -> None:
    text = reported(database, "--language", language)
    assert [each for each in words if each not in text] == []
    assert "1. unknown thing (" in text


def test_a_report_is_written_to_a_file(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "week.txt"
    assert reported(database, "--days", "30", "--output", str(path)) == ""
    assert path.read_text(encoding="utf-8").startswith(("Subject: ", "Onderwerp: "))
