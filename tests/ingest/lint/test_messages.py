from pathlib import Path
from string import Formatter

import pytest

from assistant.domain import Language
from assistant.text.language import detect_language
from ingest.lint import LintReport, lint
from ingest.lint.kinds import Check
from ingest.lint.messages import MESSAGES, Message

CORPUS = Path(__file__).parents[3] / "corpus"


def fields(message: Message) -> set[str | None]:
    return {field for text in (message.what, message.advice) for _, field, _, _ in Formatter().parse(text) if field}


@pytest.mark.parametrize("kind", Check)
def test_a_finding_says_the_same_in_both_languages(kind: Check) -> None:
    english, dutch = MESSAGES[Language.EN][kind], MESSAGES[Language.NL][kind]
    assert fields(english) == fields(dutch)
    assert english.what != dutch.what


@pytest.fixture(scope="module")
def report() -> LintReport:
    """The lint of the documents that come with the program."""
    return lint(CORPUS, detect_language)


def test_the_corpus_has_no_problems(report: LintReport) -> None:
    assert [(found.file, found.what(Language.EN)) for found in report.findings if found.severity == "problem"] == []


def test_a_report_as_json_has_everything_that_a_program_needs(report: LintReport) -> None:
    record = report.to_json(Language.EN)
    assert list(record) == ["documents", "problems", "advice", "findings"]
    assert list(record["findings"][0]) == [
        "check", "severity", "file", "document_id", "heading_path", "page", "start", "end", "excerpt", "what", "advice",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", Check)
@pytest.mark.parametrize("guide", ["README.en.md", "README.nl.md"])
def test_every_finding_is_explained_to_who_keeps_the_documents(guide: str, kind: Check) -> None:
    assert f"\n| `{kind}`" in (CORPUS.parent / "docs" / "corpus" / guide).read_text(encoding="utf-8")
