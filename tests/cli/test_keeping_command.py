"""Adding, showing, withdrawing and removing a document as a person does, with real files."""

import json
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from ingest.desk import CorpusDesk
from tests.cli.test_cli import Run, run

__all__ = ["run"]

WORDS = "Talk to the union before the audit, and keep what you agree on with them."
PAGE = f"<html lang=en><body><h1>Guide</h1><p>{WORDS}</p><p>Within <del>five</del> ten days.</p></body></html>"


@pytest.fixture
def desk(tmp_path: Path) -> CorpusDesk:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "guide.html").write_text(PAGE)
    return CorpusDesk(
        tmp_path / "corpus", Generations(tmp_path / "index"), Archive(tmp_path / "archive"), lambda text: Language.EN
    )


def test_a_document_is_added_shown_withdrawn_and_removed(run: Run, desk: CorpusDesk, tmp_path: Path) -> None:
    added = run(
        "corpus", "add", str(tmp_path / "guide.html"), "--title", "The guide", "--json", open_desk=lambda settings: desk
    )
    assert added.exit_code == 0
    assert json.loads(added.stdout)["added"][0]["title"] == "The guide"
    shown = run("corpus", "show", "en-guide", "--left-out", "--json", open_desk=lambda settings: desk)
    assert [(kind["kind"], kind["parts"][0]["text"]) for kind in json.loads(shown.stdout)["left_out"]] == [
        ("struck", "five")
    ]
    assert (
        json.loads(run("corpus", "withdraw", "en-guide", "--json", open_desk=lambda settings: desk).stdout)["id"]
        == "en-guide"
    )
    assert [row.status.value for row in desk.listing()] == ["withdrawn"]
    assert run("corpus", "remove", "en-guide", "--yes", open_desk=lambda settings: desk).exit_code == 0
    assert not (desk.corpus_dir / "en/guide.html").exists()


@pytest.mark.parametrize(("language", "words"), [("en", "struck out or deleted"), ("nl", "doorgehaald of verwijderd")])
def test_what_is_left_out_is_told_in_both_languages(
    run: Run, desk: CorpusDesk, tmp_path: Path, language: str, words: str
) -> None:
    told = run(
        "corpus", "add", str(tmp_path / "guide.html"), "--yes", "--language", language, open_desk=lambda settings: desk
    )
    assert words in " ".join(told.stdout.split())
    listed = run("corpus", "show", "en-guide", "--left-out", "--language", language, open_desk=lambda settings: desk)
    assert words in listed.stdout
    assert "five" in listed.stdout


def test_a_folder_goes_in_and_what_cannot_be_read_is_named(run: Run, desk: CorpusDesk, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/guide.html").write_text(PAGE)
    (tmp_path / "inbox/bad.pdf").write_bytes(b"%PDF-1.4")
    done = run("corpus", "add", str(tmp_path / "inbox"), "--yes", open_desk=lambda settings: desk)
    assert done.exit_code == 3
    assert "bad.pdf" in done.stderr
    assert [row.id for row in desk.listing()] == ["en-guide"]


def test_nothing_is_removed_without_a_yes(run: Run, desk: CorpusDesk, tmp_path: Path) -> None:
    run("corpus", "add", str(tmp_path / "guide.html"), "--yes", open_desk=lambda settings: desk)
    assert run("corpus", "remove", "en-guide", open_desk=lambda settings: desk).exit_code != 0
    assert (desk.corpus_dir / "en/guide.html").exists()
