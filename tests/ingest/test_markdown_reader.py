import pytest

from assistant.domain import Document, Language
from assistant.errors import ReaderError
from ingest.readers import markdown
from ingest.readers.content import Content
from tests.ingest.outline import shape

PROSE = "This is a paragraph of the guide, with a full stop."


def content(source: str) -> Content:
    return markdown.READER.read(source.encode(), Language.EN)


def read(source: str) -> Document:
    found = content(source)
    return Document("doc", found.title, Language.EN, found.text, found.blocks)


def test_headings_lists_and_tables_keep_their_structure() -> None:
    source = (
        f"# Guide\n\nUnderlined\n-----\n\n1. One\n   - Deep\n2. Two\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n{PROSE}\n"
    )
    assert shape(read(source)) == [
        "h1 Guide",
        "h2 Underlined",
        "i0 1. One",
        "i1 - Deep",
        "i0 2. Two",
        "t a | b\n1 | 2",
        f"p {PROSE}",
    ]


def test_the_marks_of_markdown_are_not_words() -> None:
    source = (
        "Some *soft*\nwrapped `text`, a [link](https://x.example), ![a picture](x.png) and ~~gone~~ &amp; \\*this\\*."
    )
    assert read(source).text == "Some soft wrapped text, a link, and & *this*."


def test_notes_and_definitions_are_read() -> None:
    assert shape(read("A claim[^1].\n\nIRBC\n: Responsible conduct.\n\n[^1]: Its source.\n")) == [
        "p A claim.",
        "i0 IRBC\nResponsible conduct.",
        "i0 1. Its source.",
    ]


def test_front_matter_says_title_language_date_and_address() -> None:
    found = content(
        f"---\ntitle: Whom to ask\nlang: nl-NL\ndate: 2024-11-05\nurl: https://www.ser.nl/x\n---\n\n{PROSE}\n"
    )
    assert (found.title, found.language, found.date, found.url, found.text) == (
        "Whom to ask",
        Language.NL,
        "2024-11-05",
        "https://www.ser.nl/x",
        PROSE,
    )


@pytest.mark.parametrize(
    "matter",
    [
        "title: [unclosed",
        "- a list",
        "title: {a: b}\ndate: 31\nurl: javascript:alert(1)",
        "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b",
        "!!python/object/apply:os.system ['true']",
        "[" * 10_000,
    ],
)
def test_odd_front_matter_is_passed_over(matter: str) -> None:
    found = content(f"---\n{matter}\n---\n\n# Guide\n\n{PROSE}\n")
    assert (found.title, found.date, found.url, found.text) == ("Guide", "", "", f"Guide\n\n{PROSE}")


def test_html_inside_is_read_as_on_a_page_and_never_run() -> None:
    source = (
        f"{PROSE}\n\n<script>alert(1)</script>\n\n<div hidden>secret</div>\n\n<ul><li onclick='x()'>One</li></ul>\n"
    )
    assert shape(read(source)) == [f"p {PROSE}", "i0 - One"]


def test_quotes_of_any_usual_depth_are_read_and_deeper_ones_refused() -> None:
    assert read(">" * 30 + " Deep words.").text == "Deep words."
    with pytest.raises(ReaderError, match="40 levels deep"):
        content(">" * 500 + " Deep words.")
