import errno
import resource
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pytest

from assistant.domain import Language
from assistant.errors import ConfigurationError, CorpusError, DataFolderInUse, IndexUnavailable
from assistant.index import Index
from assistant.index.generations import Generations
from ingest.sync import IngestEncoder, IngestReport, ingest
from tests.hash_encoder import HashedText, HashEncoder

PARTNERS = "Partners\n\nTheory\n\nOne company has little influence. Others help.\n\nPractice\n\nAsk a local union.\n"
TRUST = "Trust\n\nTips\n\nBe open and honest. Keep what you agree on.\n"
DUTCH = "Vertrouwen\n\nTips\n\nWees open en eerlijk over het doel. Kom het na.\n"
NOT_TEXT = b"\x00\x01\x02\x03"


@dataclass(frozen=True)
class Desk:
    """A corpus folder and its index, with the counts that a person reads first."""

    corpus: Path
    generations: Generations

    def write(self, name: str, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        (self.corpus / name).write_bytes(data)

    def ingest(self, load: Callable[[], IngestEncoder] = HashEncoder, model: str = "hash") -> IngestReport:
        return ingest(self.corpus, self.generations, model, detect_language=_language, load_encoder=load)

    def index(self) -> Index:
        return Index(self.generations.require_current())


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed


def _language(text: str) -> Language:
    return Language.NL if " het " in text else Language.EN


def no_model() -> IngestEncoder:
    raise AssertionError("the embedding model was loaded")


@dataclass(frozen=True)
class FailingEncoder(HashEncoder):
    """Encodes English and then fails at Dutch, in the middle of a build."""

    error: BaseException = field(default_factory=RuntimeError)

    def passages(self, texts: Sequence[str], language: Language) -> list[HashedText]:
        if language is Language.NL:
            raise self.error
        return super().passages(texts, language)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "corpus").mkdir()
    made = Desk(tmp_path / "corpus", Generations(tmp_path / "data" / "index"))
    made.write("partners.txt", PARTNERS)
    made.write("trust.txt", TRUST)
    return made


def test_a_first_ingest_adds_every_document(desk: Desk) -> None:
    report = desk.ingest()
    assert (counts(report), report.embedded, report.total, report.failed) == ((2, 0, 0, 0), 3, 3, ())
    assert report.corpus_version == desk.index().version
    assert list(desk.index().fingerprints()) == ["partners", "trust"]


def test_the_report_as_json_has_the_keys_of_the_design(desk: Desk) -> None:
    desk.write("bad.txt", NOT_TEXT)
    report = desk.ingest().to_json()
    assert list(report) == ["documents", "passages", "corpus_version", "seconds"]
    assert list(report["documents"]) == ["added", "updated", "unchanged", "removed", "failed"]
    assert report["documents"]["failed"][0].keys() == {"path", "error"}
    assert report["passages"] == {"embedded": 3, "total": 3}


def test_a_repeated_ingest_embeds_nothing_and_does_not_load_the_model(desk: Desk) -> None:
    first = desk.ingest()
    again = desk.ingest(no_model)
    assert (counts(again), again.embedded, again.total) == ((0, 0, 2, 0), 0, 3)
    assert again.corpus_version == first.corpus_version


def test_unchanged_passages_of_a_changed_document_are_not_embedded_again(desk: Desk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("a local union", "the local union"))
    encoder = HashEncoder()
    report = desk.ingest(lambda: encoder)
    assert (counts(report), report.embedded, report.total) == ((0, 1, 1, 0), 1, 3)
    assert [text.splitlines()[-1] for text in encoder.encoded] == ["Ask the local union."]


def test_a_passage_that_moved_is_still_a_slice_of_its_document(desk: Desk) -> None:
    desk.ingest()
    desk.write("partners.txt", PARTNERS.replace("Others help.", "Others are of great help."))
    desk.ingest()
    document = desk.index().document("partners")
    assert document is not None
    passages = desk.index().passages_of("partners")
    assert [document.text[passage.start : passage.end] for passage in passages] == [p.text for p in passages]
    assert "Ask a local union." in passages[-1].text


def test_a_removed_file_leaves_the_index(desk: Desk) -> None:
    desk.ingest()
    (desk.corpus / "trust.txt").unlink()
    report = desk.ingest(no_model)
    assert (counts(report), report.embedded, report.total) == ((0, 0, 1, 1), 0, 2)
    assert desk.index().document("trust") is None
    assert desk.index().matching("honest", Language.EN, 5) == []


def test_a_renamed_file_is_another_document_but_is_not_embedded_again(desk: Desk) -> None:
    desk.ingest()
    (desk.corpus / "trust.txt").rename(desk.corpus / "building-trust.txt")
    report = desk.ingest()
    assert (counts(report), report.embedded, report.total) == ((1, 0, 1, 1), 0, 3)
    assert [key.split(":")[0] for key, _ in desk.index().matching("honest", Language.EN, 5)] == ["building-trust"]


def test_a_withdrawn_document_leaves_the_index(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "trust.txt"\nstatus = "withdrawn"\n')
    assert counts(desk.ingest()) == (0, 0, 1, 1)


def test_a_corrected_title_reaches_passages_and_their_vectors(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "trust.txt"\ntitle = "Reliance"\n')
    report = desk.ingest()
    assert (counts(report), report.embedded) == ((0, 1, 1, 0), 1)
    assert [passage.title for passage in desk.index().passages_of("trust")] == ["Reliance"]


def test_a_corrected_language_moves_the_passages_to_that_language(desk: Desk) -> None:
    desk.ingest()
    desk.write("manifest.toml", '[[document]]\nid = "trust"\nfile = "trust.txt"\nlanguage = "nl"\n')
    desk.ingest()
    index = desk.index()
    assert [passage.language for passage in index.passages_of("trust")] == [Language.NL]
    assert index.matching("honest", Language.EN, 5) == []
    assert len(index.nearest(HashEncoder().question("honest", Language.NL).vector, Language.NL, 5)) == 1


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
    with pytest.raises(CorpusError, match=r"manifest\.toml is not valid TOML"):
        desk.ingest()


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
    assert sorted(path.name for path in desk.generations.root.iterdir()) == sorted([".lock", "CURRENT", version])
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
    assert sorted(path.name for path in desk.generations.root.iterdir()) == sorted([".lock", "CURRENT", version])


def test_another_embedding_model_embeds_everything_anew(desk: Desk) -> None:
    desk.ingest()
    report = desk.ingest(model="other")
    assert (report.embedded, report.total, desk.index().model) == (3, 3, "other")


@pytest.mark.parametrize("damaged", ["catalog.sqlite", "chroma/chroma.sqlite3", "tokens.int8", "spans.int32"])
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
    assert list(desk.index().fingerprints()) == ["partners", "trust"]


def test_a_data_folder_that_cannot_be_made_is_said(desk: Desk) -> None:
    (desk.generations.root.parent).write_text("a file where the folder should be")
    with pytest.raises(ConfigurationError, match=r"cannot be written.*--data to another folder"):
        desk.ingest()


def test_progress_counts_up_to_what_is_embedded(desk: Desk) -> None:
    seen: list[tuple[int, int]] = []
    ingest(
        desk.corpus,
        desk.generations,
        "hash",
        detect_language=_language,
        load_encoder=HashEncoder,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen[-1] == (3, 3)
