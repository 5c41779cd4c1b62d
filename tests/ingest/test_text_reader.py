import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import BlockRole, Document, Language
from assistant.errors import ReaderError
from tests.ingest.outline import headings, read, shape, texts, words_of

PROSE = "This is a paragraph of the guide, with a full stop."
TEXT = f"p {PROSE}"


def test_one_very_long_line_is_one_paragraph() -> None:
    assert shape(read("word " * 40_000))[0].startswith("p word word")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("stakehol-\nders", "stakeholders"),
        ("stakehol- \nders", "stakeholders"),
        ("stakehol\u00ad\nders", "stakeholders"),
        ("stake\u00adholders", "stakeholders"),
        ("voor- \nen nadelen", "voor- en nadelen"),
        ("in- and\noutside", "in- and outside"),
        ("the IMVO-\nstrategie", "the IMVO-strategie"),
        (
            "the multi-\nstakeholder way and a multi-stakeholder dialogue",
            "the multi-stakeholder way and a multi-stakeholder dialogue",
        ),
        ("a third-\nparty audit by a third party", "a third-party audit by a third party"),
        ("see http://x.org/a-\nb for more", "see http://x.org/a-b for more"),
        ("the employers –\nand others", "the employers – and others"),
        ("companies and/\nor partners", "companies and/or partners"),
        ("a\u00a0b\u200bc\tand   spaces  ", "a bc and spaces"),
        ("a [link](#) and [more](#part) but [this](https://x.org)", "a link and more but [this](https://x.org)"),
    ],
)
def test_lines_are_joined_and_cleaned(words: str, expected: str) -> None:
    assert read(words).text == expected


STRUCTURES: dict[str, tuple[str, list[str]]] = {
    "questions as headings": (
        f"What is it?\n\n{PROSE}\n\nHow do I start?\n\n{PROSE}",
        ["h1 What is it?", TEXT, "h1 How do I start?", TEXT],
    ),
    "no blank lines": (
        f"Introduction\n{PROSE}\nMethods\n{PROSE}\n- one\n- two\nResults\n{PROSE}",
        [
            "h1 Introduction",
            TEXT,
            "h1 Methods",
            TEXT,
            "i0 - one",
            "i0 - two",
            "h1 Results",
            TEXT,
        ],
    ),
    "markdown": (
        f"# Guide\n\n{PROSE}\n\n### 2. Deep ###\n\n* one\n  goes on\n    * nested\n* two\n\n---\n\n{PROSE}",
        ["h1 Guide", TEXT, "h3 2. Deep", "i0 * one goes on", "i1 * nested", "i0 * two", TEXT],
    ),
    "underlined": (
        f"Guide\n=====\n\n{PROSE}\n\nScope\n-----\n{PROSE}",
        ["h1 Guide", TEXT, "h2 Scope", TEXT],
    ),
    "numbered chapters": (
        f"1 Scope\n\n{PROSE}\n\n1.1 Aim\n\n{PROSE}\n\nBackground\n\n{PROSE}\n\n2 Method\n\n{PROSE}",
        [
            "h1 1 Scope",
            TEXT,
            "h2 1.1 Aim",
            TEXT,
            "h3 Background",
            TEXT,
            "h1 2 Method",
            TEXT,
        ],
    ),
    "an indented manual": (
        "NAME\n     foo - does something\n\nUSE\n     It does it well and with\n     great care.\n\n     More is here.",
        ["h1 NAME", "p foo - does something", "h1 USE", "p It does it well and with great care.", "p More is here."],
    ),
    "only a list": ("- one\n- two", ["i0 - one", "i0 - two"]),
    "letters and numbers": (
        "a. one\nb. two\n1) three\n2) four",
        ["i0 a. one", "i0 b. two", "i0 1) three", "i0 2) four"],
    ),
    "bullets on lines of their own": ("Do this:\n•\nAsk\n•\nListen", ["p Do this:", "i0 • Ask", "i0 • Listen"]),
    "a list with blank lines": (
        "1. Ask them.\n\n2. Listen well.\n\n3. Report back",
        ["i0 1. Ask them.", "i0 2. Listen well.", "i0 3. Report back"],
    ),
    "an unmarked list": (
        f"These help you:\n\nUnions\n\nCompanies\n\n{PROSE}",
        ["p These help you:", "p Unions", "p Companies", TEXT],
    ),
    "a table": (f"{PROSE}\n\n| a | b |\n|---|---|\n| 1 | 2 |", [TEXT, "t | a | b |\n| 1 | 2 |"]),
    "a dash in wrapped text": (
        "Work with local experts in the region of your factories\n– people who live there – and with the\nunions.",
        ["p Work with local experts in the region of your factories – people who live there – and with the unions."],
    ),
    "short lines only": ("Do this\nDo that\n\nAnd then", ["p Do this", "p Do that", "p And then"]),
    "an e-mail": (
        f"From: a@b.nl\nSubject: Tips\n\nBeste Piet,\n\n{PROSE}\n\nGroeten,\nJan\n\n--\nJan Jansen",
        ["p From: a@b.nl", "p Subject: Tips", "p Beste Piet,", TEXT, "p Groeten,", "p Jan", "p Jan Jansen"],
    ),
}


@pytest.mark.parametrize(("words", "expected"), STRUCTURES.values(), ids=STRUCTURES.keys())
def test_the_structure_is_recognised(words: str, expected: list[str]) -> None:
    assert shape(read(words)) == expected


def test_more_space_above_makes_a_higher_heading() -> None:
    words = f"\n\n\nOne\n\n{PROSE}\n\nPart\n\n{PROSE}\n\n\n\nTwo\n\n{PROSE}"
    assert headings(read(words)) == ["One", "  Part", "Two"]


def test_a_heading_that_recurs_is_part_of_the_one_before() -> None:
    sections = [f"{name}\n\nTheory\n\n{PROSE}" for name in ("Trust", "Access", "Influence")]
    words = f"Intro\n\n{PROSE}\n\n" + "\n\n".join(sections)
    assert headings(read(words)) == ["Intro", "Trust", "  Theory", "Access", "  Theory", "Influence", "  Theory"]


def test_headings_that_a_lead_in_counts_belong_to_it() -> None:
    words = (
        f"Dialoog\n\nDaarvoor zijn er twee elementen:\n\nOpenheid\n\n{PROSE}\n\nInclusie\n\n{PROSE}\n\nMeer\n\n{PROSE}"
    )
    assert headings(read(words, Language.NL)) == ["Dialoog", "  Openheid", "  Inclusie", "Meer"]


def test_a_table_of_contents_is_a_pointer() -> None:
    words = f"Contents\n\n1. Scope ..... 2\n2. Method ..... 9\n\n1. Scope\n\n{PROSE}\n\n2. Method\n\n{PROSE}"
    document = read(words)
    assert texts(document, BlockRole.POINTER) == ["Contents", "1. Scope ..... 2", "2. Method ..... 9"]
    assert headings(document) == ["1. Scope", "2. Method"]


def test_a_menu_of_section_names_is_dropped_but_a_table_of_facts_is_not() -> None:
    words = (
        f"| Scope | Method | Aim |\n\nScope\n\n{PROSE}\n\nMethod\n\n{PROSE}\n\nAim\n\n{PROSE}\n\n| Scope | 12 | 14 |"
    )
    assert [block for block in shape(read(words)) if block.startswith("t")] == ["t | Scope | 12 | 14 |"]


@pytest.mark.parametrize(
    ("words", "role", "expected"),
    [
        (f"Tips\n\n{PROSE}\n\nFoto: Jan Jansen\n\n{PROSE}", BlockRole.CREDIT, ["Foto: Jan Jansen"]),
        (f"Tips\n\nA quarry\n© Agency/jan\n\n{PROSE}", BlockRole.CREDIT, ["A quarry", "© Agency/jan"]),
        (f"{PROSE}\n\nhttps://x.org/a\nwww.x.org\n", BlockRole.POINTER, ["https://x.org/a", "www.x.org"]),
        (f"{PROSE}\n\nRead the report\n\nNext\n\n{PROSE}", BlockRole.POINTER, ["Read the report"]),
        (
            f"{PROSE}\n\nImpressum\n\nSER\n\nDen Haag\n\nMore\n\n{PROSE}",
            BlockRole.COLOPHON,
            ["Impressum", "SER", "Den Haag"],
        ),
        (f"The Guide\n\nMay 2024\n\nScope\n\n{PROSE}", BlockRole.COVER, ["The Guide", "May 2024"]),
        ("\n".join(f"Tip {n} without a stop" for n in range(20)) + f"\n\n{PROSE}", BlockRole.COVER, []),
        (f"Photography in factories\n\n{PROSE}", BlockRole.CREDIT, []),
        (f"Read this first\n\n{PROSE}", BlockRole.POINTER, []),
    ],
)
def test_what_is_around_the_guidance_is_marked(words: str, role: BlockRole, expected: list[str]) -> None:
    assert texts(read(words), role) == expected


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (f"Report\n\nHow to work with others\n\nScope\n\n{PROSE}", "How to work with others"),
        (f"ANNUAL REPORT\nVersion 3, made in June 2007\n\n{PROSE}", "ANNUAL REPORT"),
        (f"# Guide\n\n{PROSE}", "Guide"),
        ("- one\n- two", "one"),
        ("We do this:\n\n- one", "We do this"),
    ],
)
def test_the_title_comes_from_the_document(words: str, title: str) -> None:
    assert read(words).title == title


WORDS = ["Word", "word", "Éen", "zin.", "Theory", "Colofon", "© Naam", "https://x.org", "Lees meer", "twee elementen:"]
MARKS = ["1.", "2)", "-", "•", "a.", "# ", "Chapter 1.", ":", "?", "===", "---", "| a | b |", "[x](#)"]
SPACES = ["\n", "\n\n", "\n\n\n", " ", "  ", "\t", "-\n", "\u00ad\n"]
PIECES = st.sampled_from([*WORDS, *MARKS, *SPACES])
JOINED = st.lists(PIECES, max_size=80).map("".join)
DOCUMENT_TEXT = JOINED | st.lists(PIECES | st.text(max_size=5), max_size=60).map(" ".join)


def readable(words: str) -> Document | None:
    try:
        return read(words.encode("utf-8", "replace"))
    except ReaderError:
        return None


@given(DOCUMENT_TEXT)
def test_blocks_cover_the_canonical_text_in_order(words: str) -> None:
    document = readable(words)
    if document is None:
        return
    assert "".join(words_of(document, block) for block in document.blocks) == "".join(_without_separators(document))
    for block in document.blocks:
        assert words_of(document, block).strip() == words_of(document, block) != ""
        assert words_of(document, block).startswith(block.marker)


def _without_separators(document: Document) -> list[str]:
    ends = [0, *(block.end for block in document.blocks)]
    starts = [*(block.start for block in document.blocks), len(document.text)]
    gaps = [document.text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert gaps[0] == gaps[-1] == ""
    assert set(gaps[1:-1]) <= {"\n", "\n\n"}
    return [document.text[block.start : block.end] for block in document.blocks]


@given(JOINED.filter(lambda words: not set("|[") & set(words)))
def test_no_letter_or_figure_is_lost_or_moved(words: str) -> None:
    document = readable(words)
    if document is not None:
        assert [c for c in document.text if c.isalnum()] == [c for c in words if c.isalnum()]
