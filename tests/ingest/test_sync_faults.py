import errno
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest

from assistant.domain import Language
from assistant.errors import ConfigurationError, CorpusError, DataFolderInUse, IndexUnavailable
from assistant.locale.reasons import told
from assistant.text.glossary import Glossary
from ingest.sync import IngestEncoder
from tests.hash_encoder import HashedText, HashEncoder
from tests.ingest.desk import DUTCH, NOT_TEXT, PARTNERS, Desk, counts, no_model


@dataclass(frozen=True)
class FailingEncoder(HashEncoder):
    """Encodes English and then fails at Dutch, in the middle of a build."""

    error: BaseException = field(default_factory=RuntimeError)

    def passages(self, texts: Sequence[str], language: Language) -> list[HashedText]:
        if language is Language.NL:
            raise self.error
        return super().passages(texts, language)


def test_a_broken_file_is_named_and_the_others_go_on(desk: Desk) -> None:
    desk.write("bad.txt", NOT_TEXT)
    report = desk.ingest()
    assert counts(report) == (2, 0, 0, 0)
    assert [failure.path for failure in report.failed] == ["bad.txt"]


def test_a_file_that_became_unreadable_keeps_its_last_good_version(desk: Desk) -> None:
    desk.ingest()
    desk.write("trust.txt", NOT_TEXT)
    report = desk.ingest(no_model)
    assert (counts(report), [failure.path for failure in report.failed]) == ((0, 0, 2, 0), ["trust.txt"])
    assert [p.text for p in desk.index().passages_of("trust")] == [
        "Tips\n\nBe open and honest. Keep what you agree on."
    ]


def test_where_nothing_can_be_read_the_index_stays(desk: Desk) -> None:
    desk.ingest()
    before = desk.generations.require_current()
    for name in ("partners.txt", "trust.txt"):
        (desk.corpus / name).unlink()
    desk.write("other.txt", NOT_TEXT)
    with pytest.raises(CorpusError, match=r"stays as it is.*other\.txt"):
        desk.ingest()
    assert desk.generations.require_current() == before


def test_a_mistake_in_the_manifest_is_named(desk: Desk) -> None:
    desk.write("manifest.toml", "[[document]\n")
    with pytest.raises(CorpusError, match=r"manifest\.toml is not valid TOML \(line 1, character 11\)") as caught:
        desk.ingest()
    assert "manifest.toml is geen geldige TOML (regel 1, teken 11). Verbeter dat" in told(caught.value, Language.NL)


def test_a_faulty_glossary_is_named_and_the_last_good_one_stays(desk: Desk) -> None:
    desk.write("glossary.csv", "en,nl\ntrust,vertrouwen\n")
    version = desk.ingest().corpus_version
    desk.write("glossary.csv", "en,nl\ntrust,\n")
    desk.write("vertrouwen.txt", DUTCH)
    report = desk.ingest()
    assert (counts(report), [failure.path for failure in report.failed]) == ((1, 0, 2, 0), ["glossary.csv"])
    assert "line 2: an empty term" in report.failed[0].said(Language.EN)
    assert desk.index().glossary.translated("trust", Language.EN, Language.NL) == ["vertrouwen"]
    (desk.corpus / "vertrouwen.txt").unlink()
    assert desk.ingest().corpus_version == version


def test_a_faulty_glossary_from_the_start_leaves_the_documents_without_one(desk: Desk) -> None:
    desk.write("glossary.csv", "English,Dutch\n")
    report = desk.ingest()
    assert (counts(report), [failure.path for failure in report.failed]) == ((2, 0, 0, 0), ["glossary.csv"])
    assert desk.index().glossary == Glossary()


@pytest.mark.parametrize("error", [RuntimeError(), KeyboardInterrupt()], ids=["error", "Ctrl-C"])
def test_a_run_that_ends_in_the_middle_leaves_the_old_index_and_a_clean_folder(
    desk: Desk, error: BaseException
) -> None:
    version = desk.ingest().corpus_version
    desk.write("partners.txt", PARTNERS.replace("local", "nearby"))
    desk.write("vertrouwen.txt", DUTCH)
    with pytest.raises(type(error)):
        desk.ingest(lambda: FailingEncoder(error=error))
    assert desk.index().version == version
    assert sorted(path.name for path in desk.generations.root.iterdir()) == sorted(
        [".lock", "CURRENT", "READINGS", version]
    )
    assert counts(desk.ingest()) == (1, 1, 1, 0)


def test_no_space_left_is_said_with_what_to_do_and_the_old_index_stays(desk: Desk) -> None:
    version = desk.ingest().corpus_version
    desk.write("vertrouwen.txt", DUTCH)
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(CorpusError, match=r"No space left on device; \d+ MB free.*unchanged.*Free some space"):
        desk.ingest(lambda: FailingEncoder(error=full))
    assert desk.index().version == version


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Make every write beyond a file size fail, as on a disk that fills up."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size", [1_000, 50_000, 100_000, 160_000])
def test_whichever_file_cannot_be_written_the_old_index_stays_in_service(desk: Desk, size: int) -> None:
    version = desk.ingest().corpus_version
    desk.write("vertrouwen.txt", DUTCH + "Het is een lange tekst over het doel.\n" * 2_000)
    with files_of_at_most(size), pytest.raises(CorpusError, match="could not be written"):
        desk.ingest()
    assert desk.index().version == version
    assert sorted(path.name for path in desk.generations.root.iterdir()) == sorted(
        [".lock", "CURRENT", "READINGS", version]
    )


@pytest.mark.parametrize("damaged", ["catalog.sqlite", "chroma/chroma.sqlite3", "tokens.int8", "spans.uint16"])
@pytest.mark.parametrize(
    "content", [None, b"", b"not what it should be, " * 50], ids=["gone", "emptied", "overwritten"]
)
def test_a_damaged_index_is_made_again(desk: Desk, damaged: str, content: bytes | None) -> None:
    first = desk.ingest()
    path = desk.generations.require_current() / damaged
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexUnavailable, match="ser-assistant ingest"):
        desk.index()
    report = desk.ingest()
    assert (report.corpus_version, report.embedded, desk.index().passage_count) == (first.corpus_version, 3, 3)


def test_of_two_ingests_at_once_the_second_says_so(desk: Desk) -> None:
    begun, finish = Event(), Event()

    def slow() -> IngestEncoder:
        begun.set()
        finish.wait(10)
        return HashEncoder()

    first = Thread(target=desk.ingest, args=(slow,))
    first.start()
    begun.wait(10)
    with pytest.raises(DataFolderInUse, match="Another ingest is at work"):
        desk.ingest()
    finish.set()
    first.join()
    assert [document.id for document in desk.index().documents()] == ["partners", "trust"]


def test_a_data_folder_that_cannot_be_made_is_said(desk: Desk) -> None:
    (desk.generations.root.parent).write_text("a file where the folder should be")
    with pytest.raises(ConfigurationError, match=r"cannot be written.*--data to another folder"):
        desk.ingest()


def test_texts_that_cannot_be_kept_are_not_put_in_service(desk: Desk) -> None:
    version = desk.ingest().corpus_version
    desk.archive.path.unlink()
    desk.archive.path.mkdir()
    desk.write("partners.txt", PARTNERS.replace("local", "nearby"))
    with pytest.raises(CorpusError, match=r"unable to open database file.*is unchanged"):
        desk.ingest()
    assert desk.index().version == version


@pytest.mark.parametrize("content", [None, b"not a database, " * 300], ids=["gone", "overwritten"])
def test_lost_texts_of_what_is_in_service_are_kept_again_by_the_next_run(desk: Desk, content: bytes | None) -> None:
    desk.ingest()
    desk.archive.path.unlink()
    if content:
        desk.archive.path.write_bytes(content)
    assert counts(desk.ingest(no_model)) == (0, 0, 2, 0)
    assert [desk.archive.latest(document.id) for document in desk.index().documents()] == [*desk.index().documents()]
