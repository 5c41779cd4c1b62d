"""The linter finds rows of the glossary that call two things the same."""

from pathlib import Path

import pytest

from assistant.domain import Language
from ingest.lint import lint
from ingest.lint.kinds import Check


@pytest.mark.parametrize(
    ("row", "text", "found"),
    [
        ("Oxfam | Greenpeace,Oxfam | Greenpeace", "We asked Oxfam and Greenpeace for advice.", True),
        ("Oxfam | Greenpeace,Oxfam | Greenpeace", "We asked Greenpeace, Oxfam and others for advice.", True),
        ("Oxfam ~ Greenpeace,Oxfam ~ Greenpeace", "We asked Oxfam and Greenpeace for advice.", False),
        ("firm | company,bedrijf", "A company is a firm that sells things.", False),
        ("report | reports,verslag", "A report or reports of others are sent.", False),
    ],
)
def test_names_side_by_side_are_two_things(tmp_path: Path, row: str, text: str, found: bool) -> None:
    (tmp_path / "glossary.csv").write_text(f"en,nl\n{row}\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(f"# Advice\n\n{text}\n", encoding="utf-8")
    findings = lint(tmp_path, lambda _: Language.EN).findings
    assert any(each.check is Check.MIXED_GLOSSARY_ROW for each in findings) is found
