import json
from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import CorpusError
from ingest.preview import DocumentChange, Fate, PassageCounts
from tests.ingest.desk import DUTCH, NOT_TEXT, PARTNERS, TRUST, Desk


def files(root: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in sorted(root.rglob("*"))}


def test_before_a_first_ingest_every_document_is_new(desk: Desk) -> None:
    found = desk.preview()
    assert [(change.id, change.title, change.fate, change.passages.new) for change in found.changes] == [
        ("partners", "Partners", Fate.ADDED, 2),
        ("trust", "Trust", Fate.ADDED, 1),
    ]
    assert (found.unchanged, found.total, found.in_service) == (0, 3, "")


def test_nothing_is_written(desk: Desk) -> None:
    desk.preview()
    assert not desk.generations.root.exists()
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("local", "nearby"))
    before = files(desk.generations.root.parent)
    desk.preview()
    assert files(desk.generations.root.parent) == before


def test_an_ingest_makes_what_was_foretold(desk: Desk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("local", "nearby"))
    desk.write("vertrouwen.txt", DUTCH)
    foretold, report = desk.preview(), desk.ingest()
    assert (foretold.corpus_version, foretold.total) == (report.corpus_version, report.total)
    assert (foretold.passages.embedded, foretold.unchanged) == (report.embedded, report.unchanged)
    assert foretold.in_service != foretold.corpus_version
    after = desk.preview()
    assert (after.changes, after.in_service) == ((), report.corpus_version)


def test_the_passages_of_a_changed_document_are_counted_by_what_becomes_of_them(desk: Desk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("local", "nearby") + "\nTips\n\nTake your time.\n")
    counts = PassageCounts(new=1, changed=1, unchanged=1, embedded=2)
    assert desk.preview().changes == (DocumentChange("partners", "Partners", Fate.UPDATED, counts),)


def test_what_is_taken_out_is_gone(desk: Desk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS[: PARTNERS.index("Practice")])
    (desk.corpus / "trust.txt").unlink()
    found = desk.preview()
    assert found.changes == (
        DocumentChange("partners", "Partners", Fate.UPDATED, PassageCounts(gone=1, unchanged=1)),
        DocumentChange("trust", "Trust", Fate.REMOVED, PassageCounts(gone=1)),
    )
    assert (found.passages, found.total) == (PassageCounts(gone=2, unchanged=1), 1)


def test_a_renamed_document_tells_the_id_it_had(desk: Desk) -> None:
    desk.ingest()
    (desk.corpus / "trust.txt").rename(desk.corpus / "building-trust.txt")
    counts = PassageCounts(unchanged=1)
    assert desk.preview().changes == (DocumentChange("building-trust", "Trust", Fate.RENAMED, counts, "trust"),)


def test_a_withdrawn_document_is_told_apart_from_a_removed_one(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "trust.txt"\nstatus = "withdrawn"\n')
    assert desk.preview().changes == (DocumentChange("trust", "Trust", Fate.WITHDRAWN, PassageCounts(gone=1)),)


def test_a_copy_of_a_document_is_new_but_needs_no_embedding(desk: Desk) -> None:
    desk.ingest()
    desk.write("copy.txt", TRUST)
    assert desk.preview().changes[0].passages == PassageCounts(new=1, embedded=0)


def test_documents_that_cannot_be_read_are_named(desk: Desk) -> None:
    desk.ingest()
    desk.write("trust.txt", NOT_TEXT)
    found = desk.preview()
    assert ([failure.path for failure in found.failed], found.changes, found.unchanged) == (["trust.txt"], (), 2)


def test_nothing_to_read_is_said_as_by_an_ingest(desk: Desk) -> None:
    for name in ("partners.txt", "trust.txt"):
        desk.write(name, NOT_TEXT)
    with pytest.raises(CorpusError, match="None of the documents could be read"):
        desk.preview()


def test_as_json_it_lists_the_documents_by_what_becomes_of_them(desk: Desk) -> None:
    desk.ingest()
    (desk.corpus / "trust.txt").rename(desk.corpus / "building-trust.txt")
    record = json.loads(json.dumps(desk.preview().to_json(Language.EN)))
    assert list(record) == ["documents", "passages", "corpus_version", "in_service", "reviews"]
    assert list(record["documents"]) == [*Fate, "unchanged", "failed"]
    assert list(record["passages"]) == ["new", "changed", "gone", "unchanged", "embedded", "total"]
    assert record["documents"]["renamed"][0].keys() == {"id", "title", "before", "passages"}
