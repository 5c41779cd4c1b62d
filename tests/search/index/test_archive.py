import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain import Document
from assistant.search.index.archive import Archive
from tests.fakes import DUTCH, ENGLISH

CHANGED = replace(ENGLISH, text=ENGLISH.text.replace("little", "small "))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive.sqlite")


def versions(*documents: Document) -> dict[str, str]:
    return {document.id: document.version for document in documents}


def test_every_version_comes_back_whole(archive: Archive) -> None:
    full = replace(DUTCH, pages=(0, 30), translation_of="partners", path="nl/kledingmerk.pdf")
    archive.keep([ENGLISH, full])
    archive.keep([CHANGED])
    assert [archive.get(ENGLISH.id, each.version) for each in (ENGLISH, CHANGED)] == [ENGLISH, CHANGED]
    assert archive.get(DUTCH.id, full.version) == full


def test_a_version_that_was_never_kept_is_not_there(archive: Archive) -> None:
    archive.keep([ENGLISH])
    assert archive.get(ENGLISH.id, CHANGED.version) is None
    assert archive.get("unknown", ENGLISH.version) is None
    assert archive.latest("unknown") is None


def test_the_latest_version_is_the_one_that_was_kept_last_also_when_it_came_back(archive: Archive) -> None:
    archive.keep([ENGLISH])
    archive.keep([CHANGED])
    assert archive.latest(ENGLISH.id) == CHANGED
    archive.keep([ENGLISH])
    assert archive.latest(ENGLISH.id) == ENGLISH


def test_what_is_lacking_is_told(archive: Archive) -> None:
    assert archive.lacks(versions(ENGLISH, DUTCH)) == [ENGLISH.id, DUTCH.id]
    archive.keep([ENGLISH])
    assert archive.lacks(versions(ENGLISH, DUTCH)) == [DUTCH.id]
    assert archive.lacks(versions(CHANGED)) == [ENGLISH.id]


def test_without_a_file_nothing_is_kept_and_reading_makes_none(archive: Archive) -> None:
    assert (archive.latest(ENGLISH.id), archive.lacks({}), archive.path.exists()) == (None, [], False)


@pytest.mark.parametrize("damage", [b"", b"not a database, " * 300], ids=["emptied", "overwritten"])
def test_a_damaged_file_is_put_aside_and_begun_anew(archive: Archive, damage: bytes) -> None:
    archive.keep([ENGLISH])
    archive.path.write_bytes(damage)
    assert archive.latest(ENGLISH.id) is None
    archive.keep([DUTCH])
    assert archive.latest(DUTCH.id) == DUTCH
    assert archive.path.with_name("archive.sqlite.damaged").exists() == bool(damage)


def test_a_page_in_the_middle_that_is_damaged_is_noticed_before_more_is_written(archive: Archive) -> None:
    archive.keep(replace(ENGLISH, id=f"d{number}") for number in range(40))
    content = bytearray(archive.path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    archive.path.write_bytes(content)
    archive.keep([DUTCH])
    assert archive.latest(DUTCH.id) == DUTCH


def test_what_was_half_written_is_undone_by_the_next_reader(archive: Archive, tmp_path: Path) -> None:
    archive.keep([ENGLISH])
    writer = sqlite3.connect(archive.path, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN IMMEDIATE")
    writer.executemany("INSERT INTO versions (document_id, version, record) VALUES (?, 'v', zeroblob(9000))",
                       [(f"d{number}",) for number in range(50)])  # fmt: skip
    killed = tmp_path / "killed"
    killed.mkdir()
    for path in tmp_path.glob("archive.sqlite*"):  # the file and its journal, as a kill would leave them
        (killed / path.name).write_bytes(path.read_bytes())
    assert (killed / "archive.sqlite-journal").exists()
    assert Archive(killed / "archive.sqlite").latest(ENGLISH.id) == ENGLISH
    assert Archive(killed / "archive.sqlite").latest("d1") is None
