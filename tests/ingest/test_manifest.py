from pathlib import Path

import pytest

from assistant.domain import Language
from assistant.errors import CorpusError
from ingest.manifest import Inventory, load_entries, slug

CORPUS = Path(__file__).parents[2] / "corpus"
ENTRY = '[[document]]\nid = "one"\nfile = "one.txt"\n'


def load(folder: Path, manifest: str | None = None, **files: str) -> Inventory:
    if manifest is not None:
        (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return load_entries(folder)


def test_the_corpus_is_described_completely() -> None:
    inventory = load_entries(CORPUS)
    assert inventory.failed == ()
    assert [(entry.id, entry.language) for entry in inventory.entries] == [
        ("who-to-partner-up-with", Language.EN),
        ("casus-stakeholderdialoog-kledingmerk", Language.NL),
        ("pilots-betekenisvolle-dialoog", Language.NL),
    ]
    assert all(entry.url.startswith("https://www.ser.nl/") and entry.publisher for entry in inventory.entries)


def test_a_folder_without_a_manifest_gives_ids_and_leaves_the_rest_to_the_documents(tmp_path: Path) -> None:
    inventory = load(tmp_path, None, een="Dit is het verhaal.", two="This is the story.")
    assert [(entry.id, entry.language, entry.title) for entry in inventory.entries] == [
        ("een", None, ""),
        ("two", None, ""),
    ]
    assert inventory.failed == ()


def test_no_document_is_opened(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"\x00 not a text")
    assert [entry.id for entry in load(tmp_path).entries] == ["one"]


def test_a_withdrawn_document_may_have_lost_its_file(tmp_path: Path) -> None:
    inventory = load(tmp_path, ENTRY + 'status = "withdrawn"\n', other="Text.")
    assert ([entry.id for entry in inventory.entries], inventory.failed) == (["one", "other"], ())


def test_files_beside_the_manifest_are_taken_in_too(tmp_path: Path) -> None:
    inventory = load(tmp_path, ENTRY, one="First text.", other="Second text.")
    assert [entry.id for entry in inventory.entries] == ["one", "other"]


def test_a_date_may_be_written_as_a_toml_date(tmp_path: Path) -> None:
    assert load(tmp_path, ENTRY + "date = 2024-11-01\n", one="Text.").entries[0].date == "2024-11-01"


def test_what_is_no_document_is_left_alone(tmp_path: Path) -> None:
    for name in ("README.md", "glossary.csv", ".hidden.txt", ".git/config.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.", encoding="utf-8")
    assert [entry.id for entry in load(tmp_path, None, one="Text.").entries] == ["one"]


@pytest.mark.parametrize(
    ("extra", "fault"),
    [
        ('titel = "x"', "titel: there is no such key"),
        ('language = "de"', "language: this must be one of: 'en', 'nl'"),
        ('url = "javascript:alert(1)"', "url: "),
        ('status = "gone"', "status: this must be one of: 'current', 'withdrawn'"),
        ('translation_of = "two"', "two"),
        ("title = 3", "title: this must be text"),
    ],
)
def test_a_mistake_in_an_entry_is_reported_and_the_others_go_on(tmp_path: Path, extra: str, fault: str) -> None:
    inventory = load(tmp_path, ENTRY + extra + "\n", one="Text.", other="Text.")
    assert [entry.id for entry in inventory.entries] == ["other"]
    assert [failure.path for failure in inventory.failed] == ["one.txt"]
    assert fault in inventory.failed[0].said(Language.EN)


@pytest.mark.parametrize(
    ("second", "path", "fault"),
    [
        ('id = "one"\nfile = "two.txt"', "two.txt", "The id 'one' is used twice"),
        ('id = "two"\nfile = "./one.txt"', "one.txt", "The file 'one.txt' is listed twice"),
        ('id = "two"\nfile = "gone.txt"', "gone.txt", "There is no file 'gone.txt'"),
        ('id = "two"\nfile = "../out.txt"', "../out.txt", "lies outside the corpus folder"),
        ('id = "two"\nfile = "/etc/hostname"', "/etc/hostname", "lies outside the corpus folder"),
        ('id = "two"\nfile = "folder"', "folder", "is a folder"),
        ('id = "Two!"\nfile = "two.txt"', "two.txt", "id: "),
        ('file = "two.txt"', "two.txt", "id: this key is missing"),
        ('id = "two"', "two", "file: this key is missing"),
    ],
)
def test_a_wrong_entry_is_named_with_what_to_do(tmp_path: Path, second: str, path: str, fault: str) -> None:
    (tmp_path / "folder").mkdir()
    inventory = load(tmp_path, f"{ENTRY}[[document]]\n{second}\n", one="Text.", two="Text.")
    failure = inventory.failed[0]
    assert (Path(failure.path).as_posix(), fault in failure.said(Language.EN)) == (path, True), failure
    assert failure.said(Language.EN).endswith(".")


def test_links_to_outside_are_refused_listed_or_not(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "secret.txt").write_text("Secret words.", encoding="utf-8")
    for name in ("one.txt", "other.txt"):
        (corpus / name).symlink_to(tmp_path / "secret.txt")
    (corpus / "linked").symlink_to(tmp_path, target_is_directory=True)
    inventory = load(corpus, ENTRY)
    assert inventory.entries == ()
    assert [failure.path for failure in inventory.failed] == ["one.txt", "linked", "other.txt"]


def test_an_unreadable_file_names_the_formats_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "scan.tiff").write_bytes(b"II*\0")
    failure = load(tmp_path, None, one="Text.").failed[0]
    assert failure.path == "scan.tiff"
    assert ".txt" in failure.said(Language.EN)


@pytest.mark.parametrize(
    "manifest", ["[[document]\n", '[document]\nid = "x"\n', '[[documents]]\nid = "x"\n', "a = 1\na = 2\n"]
)
def test_a_manifest_that_cannot_be_understood_stops_the_ingest(tmp_path: Path, manifest: str) -> None:
    with pytest.raises(CorpusError, match=r"manifest\.toml .*Correct it and ingest again\."):
        load(tmp_path, manifest, one="Text.")


def test_the_line_of_a_toml_mistake_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="line 3"):
        load(tmp_path, '[[document]]\nid = "x"\nfile = \n')


def test_a_missing_or_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="Make it, or set ASSISTANT_CORPUS_DIR"):
        load(tmp_path / "none")
    with pytest.raises(CorpusError, match="Put documents in it"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("en/debian-faq.nl.pdf", "en-debian-faq-nl"),
        ("Één Map/Ümlaut & co.txt", "een-map-umlaut-co"),
        ("日本.txt", "document"),
    ],
)
def test_an_id_is_the_slug_of_the_path(path: str, expected: str) -> None:
    assert slug(path) == expected


def test_equal_slugs_are_numbered_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("a b.txt", "a-b.txt", "A.b.txt"):
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    entries = load(tmp_path).entries
    assert [(entry.file, entry.id) for entry in entries] == [
        ("A.b.txt", "a-b"),
        ("a b.txt", "a-b-2"),
        ("a-b.txt", "a-b-3"),
    ]


def test_a_file_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    (tmp_path / b"caf\xe9.txt".decode("utf-8", "surrogateescape")).write_text("Text.", encoding="utf-8")
    failure = load(tmp_path, None, one="Text.").failed[0]
    assert "Rename the file" in failure.said(Language.EN)
    assert failure.path == "caf\\udce9.txt"
