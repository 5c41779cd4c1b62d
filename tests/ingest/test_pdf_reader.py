"""What is read of a PDF: the order of its columns, its structure, its pages, and what is left out."""

import re

import pytest

from assistant.domain import BlockRole, Document, Language
from ingest.readers import pdf
from ingest.readers.pdf.engine import open_pdf
from tests.ingest.outline import headings, shape, texts
from tests.ingest.pdf_file import lines, read_pdf, typeset, written

PROSE = "This is a paragraph of the guide, which is long enough to be told from a heading."
NESTED = "Nested, and so long that it goes on on the line below, under its own words."
ADDRESS = "https://www.ser.nl/nl/thema/imvo/betekenisvolle-dialoog/downloads/2023/index.html"
NUMBERED = " ".join(f"word{number}" for number in range(1500))

STRUCTURES: dict[str, tuple[str, list[str]]] = {
    "headings by size": (
        f"= Guide\n{PROSE}\n== Part\n{PROSE}\n=== Detail\n{PROSE}\n== Other part\n{PROSE}",
        ["h1 Guide", f"p {PROSE}", "h2 Part", f"p {PROSE}", "h3 Detail", f"p {PROSE}", "h2 Other part", f"p {PROSE}"],
    ),
    "headings by weight": (
        f"*Trust*\n\n{PROSE}\n\n*Access*\n\n{PROSE}",
        ["h1 Trust", f"p {PROSE}", "h1 Access", f"p {PROSE}"],
    ),
    "numbered headings": (
        f'#set heading(numbering: "1.1")\n= Scope\n{PROSE}\n== Aim\n{PROSE}\n= Method\n{PROSE}',
        ["h1 1 Scope", f"p {PROSE}", "h2 1.1 Aim", f"p {PROSE}", "h1 2 Method", f"p {PROSE}"],
    ),
    "a chapter's number above its title": (
        f"#text(14pt)[*Chapter 1*]\n\n#text(20pt)[*Partners*]\n\n{PROSE}\n\n#text(12pt)[*Why*]\n\n{PROSE}",
        ["h1 Chapter 1 Partners", f"p {PROSE}", "h2 Why", f"p {PROSE}"],
    ),
    "bold words in a paragraph": (f"*Trust* is built. {PROSE}", [f"p Trust is built. {PROSE}"]),
    "lists in lists": (
        f"{PROSE}\n- One\n  - {NESTED}\n- Two\n+ First\n+ Second",
        [
            f"p {PROSE}",
            "i0 • One",
            f"i1 ‣ {NESTED}",
            "i0 • Two",
            "i0 1. First",
            "i0 2. Second",
        ],
    ),
    "a table": (
        f"{PROSE}\n#table(columns: 3, [Name], [Who], [Where], [FNV], [A union], [Utrecht], [VNO], [Firms], [Delft])",
        [
            f"p {PROSE}",
            "t | Name | Who | Where |\n| FNV | A union | Utrecht |\n| VNO | Firms | Delft |",
        ],
    ),
    "a table whose cells wrap": (
        "#table(columns: (3cm, 3cm, 3cm), [Name], [Who], [Where], [FNV], [The union of all the workers], [Utrecht])",
        ["t | Name | Who | Where |\n| FNV | The union of all the workers | Utrecht |"],
    ),
    "paragraphs without space between them": (
        f"#set par(spacing: 0.65em, first-line-indent: 1.5em)\n{PROSE}\n\n{PROSE} {PROSE}\n\n{PROSE}",
        [f"p {PROSE}", f"p {PROSE} {PROSE}", f"p {PROSE}"],
    ),
    "an address broken at the end of a line": (
        f"{PROSE} {PROSE} See {ADDRESS} for more.",
        [f"p {PROSE} {PROSE} See {ADDRESS} for more."],
    ),
    "a power": (
        "The plant takes 40 m#super[2] of the land beside it.",
        ["p The plant takes 40 m² of the land beside it."],
    ),
}


@pytest.mark.parametrize(("body", "expected"), STRUCTURES.values(), ids=STRUCTURES.keys())
def test_the_structure_is_recognised(body: str, expected: list[str]) -> None:
    assert shape(read_pdf(typeset(body))) == expected


def test_a_text_set_in_one_style_has_the_headings_that_read_as_one() -> None:
    assert headings(read_pdf(typeset(f"Trust\n\n{PROSE}\n\nAccess\n\n{PROSE}"))) == ["Trust", "Access"]


def test_columns_are_read_one_after_the_other() -> None:
    read = read_pdf(typeset(f"= Guide\n{NUMBERED}", columns=2))
    assert read.text.replace("\n\n", " ") == f"Guide {NUMBERED}"


def test_a_title_across_the_columns_comes_first() -> None:
    title = '#place(top, float: true, scope: "parent")[#text(20pt)[*The guide to partners*]]\n'
    assert read_pdf(typeset(title + NUMBERED, columns=2)).text.startswith("The guide to partners\n\nword0 word1 ")


def test_running_heads_and_page_numbers_are_left_out() -> None:
    head = "The guide #h(1fr) #context here().page()"
    assert read_pdf(typeset(NUMBERED, head=head)).text == NUMBERED


def test_a_heading_that_recurs_at_the_head_of_pages_is_kept() -> None:
    names = ("Ann", "Bob", "Carla", "Dirk", "Eva", "Fred")
    chapters = "\n#pagebreak()\n".join(f"= Practice\n{name} tells: {name.upper()} {PROSE}" for name in names)
    assert headings(read_pdf(typeset(chapters, head="The guide"))) == ["Practice"] * 6


def test_pages_that_are_all_alike_are_text() -> None:
    read = read_pdf(written(lines("Ask a local union what its members need."), pages=20))
    assert texts(read) == ["Ask a local union what its members need."] * 20


def test_words_broken_at_the_end_of_a_line_are_joined() -> None:
    text = "De brancheorganisaties organiseren stakeholderbijeenkomsten over verantwoordelijkheden. " * 30
    broken = typeset(text, columns=2, language=Language.NL, hyphenate=True)
    with open_pdf(broken) as opened:
        assert any(word.text.endswith("-") for page in opened.pages() for word in page.words)
    assert set(read_pdf(broken, Language.NL).text.split()) == set(text.split())


def test_a_real_hyphen_at_the_end_of_a_line_is_kept_where_no_words_are_broken() -> None:
    text = "The co-creation of early-stage well-meant multi-year plans. " * 40
    assert set(read_pdf(typeset(text, columns=2)).text.split()) == set(text.split())


def test_every_word_is_on_its_page_also_in_a_paragraph_that_runs_over_pages() -> None:
    data = typeset(NUMBERED)
    with open_pdf(data) as opened:
        pages = {word.text: page.number for page in opened.pages() for word in page.words}
    read = read_pdf(data)
    assert len(read.blocks) == 1
    assert len(read.pages) > 2
    found = {word[0]: read.page_at(word.start()) for word in re.finditer(r"word\d+", read.text)}
    assert found == {word: page for word, page in pages.items() if word.startswith("word")}


def test_a_page_without_words_counts() -> None:
    read = read_pdf(typeset(f"{PROSE}\n#pagebreak()\n#pagebreak()\nThe end is here."))
    assert [block.page for block in read.blocks] == [1, 3]
    assert read.page_at(read.text.index("The end")) == 3


def test_a_note_does_not_stand_in_the_middle_of_a_sentence() -> None:
    read = read_pdf(typeset(f"See #footnote[Made in The Hague, in the year 2024.] {NUMBERED}"))
    assert shape(read) == ["p 1 Made in The Hague, in the year 2024.", f"p See {NUMBERED}"]


def test_a_table_of_contents_is_a_pointer() -> None:
    entries = "\n".join(f"= Chapter on {name}\n{PROSE}" for name in ("trust", "access", "influence", "advice"))
    read = read_pdf(typeset(f"#outline(title: [Contents])\n{entries}"))
    assert [words.rstrip("0123456789. ") for words in texts(read, BlockRole.POINTER)] == [
        "Contents",
        *(f"Chapter on {name}" for name in ("trust", "access", "influence", "advice")),
    ]


def test_text_beside_and_outside_the_page_is_left_out() -> None:
    aside = "#place(top + left, dx: -1.7cm, rotate(90deg)[Version 3 of the printer])\n#place(dx: -9cm)[slug_v3.indd]\n"
    assert read_pdf(typeset(aside + PROSE)).text == PROSE


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Guide to partners", f"= Guide to Partners\n{PROSE}", "Guide to partners"),
        ("Microsoft Word - final_v3.docx", f"= Guide to Partners\n{PROSE}", "Guide to Partners"),
        ("Annual report 2015", f"= Guide to Partners\n{PROSE}", "Guide to Partners"),
        ("Guide to partners", PROSE, "Guide to partners"),
        (
            "",
            f"#text(12pt)[Paper]\n\n#text(24pt)[Whom to ask]\n#pagebreak()\n= Aim\n{PROSE}\n== Why\n{PROSE}",
            "Whom to ask",
        ),
    ],
)
def test_the_title_is_that_of_the_file_unless_the_pages_say_otherwise(title: str, body: str, expected: str) -> None:
    assert read_pdf(typeset(body, title=title)).title == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PROSE, "2024-03-05"),
        (f"= Aim\n{PROSE}\n= Colophon\n© November 2023, SER", "November 2023"),
        (f"#text(24pt)[Partners]\n\n12 mei 2022\n#pagebreak()\n= Doel\n{PROSE}\n== Wie\n{PROSE}", "12 mei 2022"),
    ],
)
def test_the_date_is_that_of_the_cover_or_the_colophon_else_that_of_the_file(body: str, expected: str) -> None:
    assert pdf.read(typeset(body), Language.EN).date == expected


def test_the_language_is_the_one_that_the_file_names() -> None:
    assert pdf.read(typeset(PROSE, language=Language.NL), Language.EN).language is Language.NL
    assert pdf.read(written(lines(PROSE)), Language.EN).language is None


def test_a_sample_holds_the_first_words() -> None:
    assert pdf.sample(typeset(NUMBERED)).startswith("word0 word1 word2 ")


def test_blocks_cover_the_text_in_order() -> None:
    read: Document = read_pdf(typeset(f"= Guide\n{NUMBERED}\n- One\n- Two\n\n{PROSE}", columns=2))
    gaps = [read.text[one.end : two.start] for one, two in zip(read.blocks, read.blocks[1:], strict=False)]
    assert set(gaps) <= {"\n", "\n\n"}
    assert (read.blocks[0].start, read.blocks[-1].end) == (0, len(read.text))
