from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import AssistantError, CorpusError
from assistant.text.language import detect_language
from ingest.keeping import Given, Keeper
from ingest.manifest import MANIFEST, load_entries
from tests.ingest.pdf_file import lines, written

WORDS = "Talk to the union before the audit, and keep what you agree on with them."
MANIFEST_TEXT = '# Keep me.\n\n[[document]]\nid = "first"\nfile = "first.txt"\ntitle = "First" # and me\n'


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "first.txt").write_text(WORDS)
    (folder / MANIFEST).write_text(MANIFEST_TEXT)
    return Keeper(folder, detect_language)


def source(tmp_path: Path, name: str = "guide.txt", content: bytes = WORDS.encode()) -> Path:
    (tmp_path / "inbox").mkdir(exist_ok=True)
    (tmp_path / "inbox" / name).write_bytes(content)
    return tmp_path / "inbox" / name


def files_of(keeper: Keeper) -> dict[str, str]:
    return {entry.id: entry.status for entry in load_entries(keeper.corpus_dir).entries}


def test_what_is_not_stated_of_a_document_is_found_in_it(keeper: Keeper, tmp_path: Path) -> None:
    found = keeper.look(source(tmp_path), Given(publisher="SER"))
    entry = keeper.add(found)
    assert (entry.id, entry.file, entry.language, entry.publisher) == ("en-guide", "en/guide.txt", Language.EN, "SER")
    assert (keeper.corpus_dir / "en/guide.txt").read_text() == WORDS
    assert files_of(keeper) == {"first": "current", "en-guide": "current"}


def test_what_is_stated_counts(keeper: Keeper, tmp_path: Path) -> None:
    given = Given(title="De gids", language=Language.NL, date="mei 2025")
    entry = keeper.add(keeper.look(source(tmp_path), given))
    assert (entry.id, entry.title, entry.date) == ("nl-guide", "De gids", "mei 2025")


def test_the_manifest_keeps_its_comments(keeper: Keeper, tmp_path: Path) -> None:
    keeper.add(keeper.look(source(tmp_path), Given()))
    text = (keeper.corpus_dir / MANIFEST).read_text()
    assert text.startswith(MANIFEST_TEXT.rstrip())
    keeper.remove("en-guide")
    assert "en-guide" not in (keeper.corpus_dir / MANIFEST).read_text()


def test_a_document_is_replaced_only_when_that_is_meant(keeper: Keeper, tmp_path: Path) -> None:
    keeper.add(keeper.look(source(tmp_path), Given(date="2024")))
    newer = source(tmp_path, content=(WORDS + " And more.").encode())
    with pytest.raises(CorpusError, match="already"):
        keeper.add(keeper.look(newer, Given()))
    entry = keeper.add(keeper.look(newer, Given(date="2025")), replace=True)
    assert (entry.id, files_of(keeper)["en-guide"]) == ("en-guide", "current")
    assert (keeper.corpus_dir / entry.file).read_text().endswith("And more.")


def test_a_withdrawn_document_keeps_its_file(keeper: Keeper) -> None:
    keeper.withdraw("first")
    assert files_of(keeper) == {"first": "withdrawn"}
    assert (keeper.corpus_dir / "first.txt").exists()


def test_a_document_that_the_manifest_does_not_list_can_be_withdrawn(keeper: Keeper) -> None:
    (keeper.corpus_dir / "loose.txt").write_text(WORDS)
    keeper.withdraw("loose")
    assert files_of(keeper) == {"first": "current", "loose": "withdrawn"}


def test_a_removed_document_is_gone(keeper: Keeper) -> None:
    (keeper.corpus_dir / "loose.txt").write_text(WORDS)
    keeper.remove("first")
    assert files_of(keeper) == {"loose": "current"}
    assert not (keeper.corpus_dir / "first.txt").exists()


def test_an_original_stays_while_it_has_a_translation(keeper: Keeper) -> None:
    (keeper.corpus_dir / "second.txt").write_text(WORDS)
    added = '[[document]]\nid = "second"\nfile = "second.txt"\ntranslation_of = "first"\n'
    (keeper.corpus_dir / MANIFEST).write_text(MANIFEST_TEXT + added)
    with pytest.raises(CorpusError, match="second is a translation"):
        keeper.remove("first")
    assert (keeper.corpus_dir / "first.txt").exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.pdf", b"%PDF-1.4 cut off", "not complete"),
        ("bad.docx", b"words", "not a Word document"),
        ("bad.exe", b"MZ", "not supported"),
        ("empty.txt", b"", "is empty"),
        ("hidden.pdf", written(b"1 g " + lines(WORDS)), "nobody can see"),
    ],
)
def test_what_cannot_be_read_does_not_go_in(
    keeper: Keeper, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    before = files_of(keeper)
    file = source(tmp_path, name, content)
    with pytest.raises(AssistantError, match=message):
        keeper.add(keeper.look(keeper.candidates(file)[0], Given()))
    assert files_of(keeper) == before


@pytest.mark.parametrize("name", ["../out.txt", "a/../../out.txt", "..", ".hidden.txt", 'a"b<c>.txt'])
def test_a_name_never_leads_out_of_the_folder(keeper: Keeper, tmp_path: Path, name: str) -> None:
    found = keeper.look(source(tmp_path), Given())
    made = Path(name)
    entry = keeper.look(source(tmp_path, made.name if made.name not in ("", "..") else "x.txt"), Given()).entry
    assert (keeper.corpus_dir / entry.file).resolve().is_relative_to(keeper.corpus_dir.resolve())
    assert found.entry.file == "en/guide.txt"


@pytest.mark.parametrize("given", [Given(url="javascript:alert(1)"), Given(url="no address")])
def test_what_cannot_be_stated_is_refused(keeper: Keeper, tmp_path: Path, given: Given) -> None:
    with pytest.raises(CorpusError, match="url"):
        keeper.look(source(tmp_path), given)


def test_a_folder_means_its_documents(keeper: Keeper, tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "readme.md", ".c.txt", "picture.png"):
        source(tmp_path, name)
    assert [file.name for file in keeper.candidates(tmp_path / "inbox")] == ["a.txt", "b.md"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="no document"):
        keeper.candidates(tmp_path / "empty")


def test_an_unknown_document_is_named(keeper: Keeper) -> None:
    with pytest.raises(CorpusError, match="no document 'none'"):
        keeper.withdraw("none")
