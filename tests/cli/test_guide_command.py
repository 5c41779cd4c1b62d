"""The command that composes a partner brief, over a small document."""

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.cli.services import Services
from tests.fakes_guide import SmallGuide

Command = Callable[..., Result]
ADVICE = "Collaborate with other factories at the same river, or join the Clean Rivers Agreement."


@pytest.fixture
def command(tmp_path: Path) -> Command:
    def unused(*_: object) -> None:
        raise AssertionError("This command needs the guide only.")

    def invoke(*arguments: str) -> Result:
        makers: dict[str, Callable[..., Any]] = dict.fromkeys((field.name for field in fields(Services)), unused)
        makers["open_guide"] = lambda settings: SmallGuide(tmp_path / "guide")
        return CliRunner().invoke(app, ["guide", *arguments], obj=Services(**makers))

    return invoke


def test_a_brief_is_printed_as_markdown(command: Command) -> None:
    result = command("--purpose", "2", "--country", "Portugal", "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Partner brief")
    assert ADVICE in result.stdout


def test_a_brief_is_printed_as_json(command: Command) -> None:
    record = json.loads(command("--purpose", "2", "--language", "nl", "--json").stdout)
    assert (record["composer"], record["language"]) == ("guide", "nl")
    assert ADVICE in [citation["quote"] for citation in record["citations"]]


def test_a_brief_is_written_to_a_file_of_the_kind_that_its_name_says(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    result = command("--purpose", "2", "--language", "en", "--out", str(file))
    assert result.stdout == ""
    assert any(ADVICE in paragraph.text for paragraph in docx.Document(str(file)).paragraphs)


def test_a_file_of_another_kind_is_refused_before_anything_is_done(command: Command, tmp_path: Path) -> None:
    result = command("--out", str(tmp_path / "brief.exe"))
    assert result.exit_code == 2
    assert not (tmp_path / "brief.exe").exists()


def test_the_language_of_what_is_told_is_the_language_of_the_brief(command: Command) -> None:
    assert command("Wij kopen bloemen in Kenia en willen de waterrisico’s kennen.").stdout.startswith(
        "# Partneroverzicht"
    )
