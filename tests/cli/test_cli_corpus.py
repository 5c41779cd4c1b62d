"""The commands for who keeps the documents, with what they tell handed to them."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from assistant.domain import Document, Language
from assistant.errors import Reason
from assistant.locale.reasons import corpus_error
from ingest.changes.revision import revisions
from ingest.desk import Comparison
from ingest.failure import Failure
from ingest.lint import LintReport
from ingest.lint.finding import Finding, about
from ingest.lint.kinds import Check
from ingest.listing import Row, Status
from ingest.preview import DocumentChange, Fate, PassageCounts, Preview
from tests.cli.test_cli import Run, records, run
from tests.fakes import DUTCH, ENGLISH

__all__ = ["run"]

CUT_OFF = "The PDF is not complete: its end is missing. Copy or download it again."
PREVIEW = Preview(
    changes=(
        DocumentChange("partners", "Partners", Fate.UPDATED, PassageCounts(new=2, changed=3, unchanged=40, embedded=5)),
        DocumentChange("kledingmerk-2", "[red]Casus[/red]", Fate.RENAMED, PassageCounts(unchanged=9), "kledingmerk"),
    ),
    unchanged=1,
    failed=(),
    total=120,
    corpus_version="bbb",
    in_service="aaa",
)
ROWS = (
    Row("partners", "en/partners.txt", "Partners", Status.CURRENT, Language.EN, "2024", "", 45, "1a2b"),
    Row("partners-nl", "nl/partners.txt", "Partners", Status.NEW, Language.NL, "", "partners"),
)


def flat(text: str) -> str:
    """Return a text as one line, since where it is broken depends on the width of the terminal."""
    return " ".join(text.split())


def changed(document: Document) -> Document:
    return replace(document, text=document.text.replace("single", "lonely"), date="2025")


@dataclass(frozen=True)
class FakeDesk:
    findings: tuple[Finding, ...] = ()
    rows: tuple[Row, ...] = ROWS

    def lint(self) -> LintReport:
        return LintReport(3, self.findings)

    def listing(self) -> tuple[Row, ...]:
        return self.rows

    def compare(self, before: str, after: str) -> Comparison:
        return Comparison(
            before, after, revisions([ENGLISH, DUTCH], [changed(ENGLISH)] if after == "folder" else [ENGLISH, DUTCH])
        )


LONG = about(ENGLISH, Check.LONG_PARAGRAPH, (40, 110), words=210)
UNREADABLE = Finding(Check.UNREADABLE, "en/a.pdf", values={"error": "It has no text."})


def desk(*findings: Finding, rows: tuple[Row, ...] = ROWS) -> Any:
    return lambda settings: FakeDesk(findings, rows)


def test_a_dry_run_shows_what_would_become_of_documents_and_passages(run: Run) -> None:
    text = flat(run("ingest", "--dry-run", preview_ingest=lambda settings: PREVIEW).stdout)
    assert "updated Partners 2 3 40 partners renamed [red]Casus[/red] 9 kledingmerk-2 (was kledingmerk)" in text
    assert "Documents that stay as they are: 1. Afterwards, passages: 120, newly embedded: 5." in text
    assert text.endswith("Corpus version aaa would become bbb.")


def test_a_dry_run_as_json_is_the_preview(run: Run) -> None:
    assert records(run("ingest", "--dry-run", "--json", preview_ingest=lambda settings: PREVIEW)) == [
        PREVIEW.to_json(Language.EN)
    ]


def test_a_dry_run_that_finds_nothing_to_do_says_so(run: Run) -> None:
    same = replace(PREVIEW, changes=(), corpus_version="aaa")
    result = run("ingest", "--dry-run", "--language", "nl", preview_ingest=lambda settings: same)
    assert result.stdout == "Een ingest zou niets veranderen.\n"


def test_a_dry_run_ends_with_3_when_documents_cannot_be_read(run: Run) -> None:
    failed = replace(PREVIEW, failed=(Failure("en/a.pdf", Reason("pdf.cut_off")),))
    result = run("ingest", "--dry-run", preview_ingest=lambda settings: failed)
    assert (result.exit_code, result.stderr) == (3, f"en/a.pdf: {CUT_OFF}\n")


@pytest.mark.parametrize("arguments", [["corpus"], ["corpus", "list"], ["corpus", "--language", "en"]], ids=" ".join)
def test_the_documents_are_listed_by_default(run: Run, arguments: list[str]) -> None:
    text = flat(run(*arguments, open_desk=desk()).stdout)
    assert text.startswith(
        "document language passages date status Partners en 45 2024 in service partners Partners nl new"
    )
    assert "partners-nl, translation of partners" in text
    assert text.endswith("takes effect with: ser-assistant ingest")


def test_the_list_is_there_in_dutch_and_as_json(run: Run) -> None:
    assert "in gebruik" in run("corpus", "--language", "nl", open_desk=desk()).stdout
    (record,) = records(run("corpus", "--json", open_desk=desk()))
    assert [(row["id"], row["status"], row["language"]) for row in record["documents"]] == [
        ("partners", "current", "en"),
        ("partners-nl", "new", "nl"),
    ]


def test_a_document_that_cannot_be_taken_in_is_told_with_the_reason(run: Run) -> None:
    result = run("corpus", open_desk=desk(rows=(Row("", "a.xyz", "", Status.UNREADABLE, fault=Reason("pdf.cut_off")),)))
    assert (result.exit_code, result.stderr) == (
        0,
        f"a.xyz: {CUT_OFF}\n",
    )


@pytest.mark.parametrize(("language", "said"), [("en", "holds no document 'x'"), ("nl", "geen document 'x'")])
def test_what_goes_wrong_is_told_in_the_language_of_the_command(run: Run, language: str, said: str) -> None:
    def refuse(settings: object) -> Any:
        raise corpus_error("folder.no_document", id="x")

    result = run("corpus", "show", "x", "--language", language, open_desk=refuse)
    assert (result.exit_code, result.stdout, said in result.stderr) == (1, "", True)


def test_findings_are_shown_by_file_with_what_to_do(run: Run) -> None:
    result = run("corpus", "lint", open_desk=desk(UNREADABLE, LONG))
    text = flat(result.stdout)
    assert result.exit_code == 0
    assert text.startswith(
        "en/a.pdf problem unreadable • This document cannot be taken in: It has no text. → Do what it"
    )
    assert "• This paragraph has 210 words. Increasing influence › Theory: “" in text
    assert text.endswith("Documents checked: 3. Problems: 1. Advice: 1.")


def test_findings_are_there_in_dutch_and_as_json(run: Run) -> None:
    assert "Deze alinea heeft 210 woorden." in run("corpus", "lint", "--language", "nl", open_desk=desk(LONG)).stdout
    (record,) = records(run("corpus", "lint", "--json", "--language", "nl", open_desk=desk(LONG)))
    assert (record["advice"], record["findings"][0]["what"]) == (1, "Deze alinea heeft 210 woorden.")


def test_findings_are_a_failure_only_when_strict(run: Run) -> None:
    assert [run("corpus", "lint", *strict, open_desk=desk(LONG)).exit_code for strict in ([], ["--strict"])] == [0, 1]
    assert run("corpus", "lint", "--strict", open_desk=desk()).exit_code == 0


def test_changes_are_shown_word_by_word(run: Run) -> None:
    text = flat(run("corpus", "diff", open_desk=desk()).stdout)
    assert text.startswith("From current to the folder:")
    assert "date: [-November 2024-] {+2025+}" in text
    assert "A [-single-] {+lonely+} company often has little influence in its supply chain." in text
    assert f"removed {DUTCH.title}" in text


def test_changes_are_there_in_dutch_and_as_json(run: Run) -> None:
    assert "verwijderd  Casus" in run("corpus", "diff", "--language", "nl", open_desk=desk()).stdout
    (record,) = records(run("corpus", "diff", "a", "folder", "--json", open_desk=desk()))
    assert (record["before"], [each["change"] for each in record["documents"]]) == ("a", ["changed", "removed"])
    assert record["documents"][0]["paragraphs"][0]["words"][1] == {"change": "removed", "text": "single "}


def test_two_versions_that_are_the_same_are_told_so(run: Run) -> None:
    assert run("corpus", "diff", "a", "b", open_desk=desk()).stdout == "Nothing changed between a and b.\n"


def test_a_document_cannot_steer_the_terminal_through_a_finding(run: Run) -> None:
    hostile = Finding(Check.UNREADABLE, "\x1b[2Ja.pdf", values={"error": "\x1b[2J[red]no[/red]"})
    text = run("corpus", "lint", open_desk=desk(hostile)).stdout
    assert "[red]no[/red]" in text
    assert "\x1b" not in text


def test_the_command_line_names_the_commands_of_the_group(run: Run) -> None:
    text = run("corpus", "--help").stdout
    assert all(name in text for name in ("list", "lint", "diff"))
    assert run("corpus", "sing").exit_code == 2
