from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from assistant.domain import Language
from ingest.sync import READINGS, IngestReport, ingest
from tests.hash_encoder import HashEncoder
from tests.ingest.desk import NOT_TEXT, PARTNERS, TRUST, Desk, counts, no_model


@dataclass
class Reader:
    """Notes what is read, by the question which language it is in; ``meanwhile`` happens at that moment."""

    meanwhile: Callable[[], object] = bool
    read: list[str] = field(default_factory=list)

    def __call__(self, text: str) -> Language:
        self.read.append(text.split()[0])
        self.meanwhile()
        return Language.EN

    def ingest(self, desk: Desk) -> IngestReport:
        self.read.clear()
        return ingest(
            desk.corpus, desk.generations, desk.archive, "hash", detect_language=self, load_encoder=HashEncoder
        )


def test_only_a_file_that_changed_is_read_again(desk: Desk) -> None:
    reader = Reader()
    reader.ingest(desk)
    assert reader.read == ["Partners", "Trust"]
    desk.write("partners.txt", PARTNERS + "Or two.\n")
    reader.ingest(desk)
    assert reader.read == ["Partners"]


def test_a_file_that_was_written_again_with_the_same_words_is_not_even_read(desk: Desk) -> None:
    reader = Reader()
    reader.ingest(desk)
    desk.write("partners.txt", PARTNERS)
    report = reader.ingest(desk)
    assert (reader.read, counts(report)) == ([], (0, 0, 2, 0))


def test_other_bytes_for_the_same_words_are_read_once_and_change_nothing(desk: Desk) -> None:
    reader = Reader()
    version = reader.ingest(desk).corpus_version
    desk.write("partners.txt", PARTNERS.replace("\n", "\r\n"))
    assert (reader.ingest(desk).corpus_version, reader.read) == (version, ["Partners"])
    assert (reader.ingest(desk).corpus_version, reader.read) == (version, [])


def test_a_file_written_while_it_is_read_is_read_again_the_next_time(desk: Desk) -> None:
    (desk.corpus / "partners.txt").unlink()
    Reader(meanwhile=lambda: desk.write("trust.txt", TRUST + "Again.\n")).ingest(desk)
    assert Reader().ingest(desk).updated == 1
    document = desk.index().document("trust")
    assert document is not None
    assert document.text.endswith("Again.")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"a": {}}'])
def test_a_memory_that_is_damaged_costs_time_only(desk: Desk, content: bytes) -> None:
    version = desk.ingest().corpus_version
    (desk.generations.root / READINGS).write_bytes(content)
    report = desk.ingest(no_model)
    assert (counts(report), report.corpus_version) == ((0, 0, 2, 0), version)


def test_what_cannot_be_read_is_named_every_time(desk: Desk) -> None:
    desk.write("bad.txt", NOT_TEXT)
    assert [desk.ingest().failed == desk.ingest().failed != ()] == [True]
