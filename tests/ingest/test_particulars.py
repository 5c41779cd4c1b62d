"""What a document says of itself, and when it is believed."""

from pathlib import Path

import pytest

from assistant.domain import Document, Language
from assistant.text.language import detect_language
from ingest.entry import Entry
from ingest.manifest import load_entries
from ingest.readers import read_document
from ingest.readers.particulars import address, day, language_named

DUTCH = "Vraag eerst een lokale vakbond wat haar leden nodig hebben voor de dialoog. "
ENGLISH = "First ask a local union what its members need before the dialogue. "


def read(folder: Path, page: str, **entry: str) -> Document:
    (folder / "guide.html").write_text(page, encoding="utf-8")
    return read_document(
        folder / "guide.html", Entry.model_validate({"id": "g", "file": "guide.html"} | entry), detect_language
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (DUTCH * 10, Language.NL),  # the page of an English template
        (ENGLISH * 10, Language.EN),
        ("Transparantie", Language.EN),  # too short to know better
        (DUTCH * 20 + ENGLISH * 40, Language.EN),  # a summary in the other language
        (ENGLISH * 20 + DUTCH * 90, Language.NL),
    ],
)
def test_the_stated_language_counts_unless_the_text_shows_otherwise(
    tmp_path: Path, words: str, expected: Language
) -> None:
    assert read(tmp_path, f"<html lang=en><p>{words}</p></html>").language is expected


@pytest.mark.parametrize("stated", ["", "de", "x-none"])
def test_without_a_language_that_is_spoken_here_the_words_tell(tmp_path: Path, stated: str) -> None:
    assert read(tmp_path, f'<html lang="{stated}"><p>{DUTCH}</p></html>').language is Language.NL


def test_the_manifest_comes_before_the_document(tmp_path: Path) -> None:
    page = (
        '<html lang=nl><head><title>Gids</title><meta name="date" content="2024-11-05">'
        f'<link rel=canonical href="https://www.ser.nl/gids"></head><p>{DUTCH * 10}</p></html>'
    )
    own = read(tmp_path, page)
    assert (own.title, own.language, own.date, own.url) == (
        "Gids",
        Language.NL,
        "2024-11-05",
        "https://www.ser.nl/gids",
    )
    listed = read(tmp_path, page, title="A", language="en", date="2020", url="https://x.example/")
    assert (listed.title, listed.language, listed.date, listed.url) == ("A", Language.EN, "2020", "https://x.example/")


@pytest.mark.parametrize(
    ("tag", "language"),
    [("nl", Language.NL), ("nl-BE", Language.NL), ("EN_us", Language.EN), ("Nederlands", Language.NL)]
    + [(tag, None) for tag in ("", "de", "nl nl", "x" * 1000)],
)
def test_a_language_is_known_by_its_tag_or_name(tag: str, language: Language | None) -> None:
    assert language_named(tag) is language


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2024-11-05", "2024-11-05"), ("2024-11-05T10:00:00Z", "2024-11-05"), ("2024-13-01", ""), ("5 november", "")],
)
def test_a_day_is_read_where_it_cannot_be_mistaken(value: str, expected: str) -> None:
    assert day(value) == expected


@pytest.mark.parametrize("value", ["javascript:alert(1)", "/x", "https://a b", "https://x/'><script>", "ftp://x/"])
def test_only_web_addresses_are_taken(value: str) -> None:
    assert address(value) == ""


@pytest.mark.parametrize("name", ["guide_files", "guide_bestanden"])
def test_what_a_browser_saved_beside_a_page_is_no_document(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    for path in (f"{name}/code.js", f"{name}/frame.html", "guide.html"):
        (tmp_path / path).write_text("<p>Words.</p>", encoding="utf-8")
    inventory = load_entries(tmp_path)
    assert ([entry.file for entry in inventory.entries], inventory.failed) == (["guide.html"], ())
