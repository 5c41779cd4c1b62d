"""The same place in a translation and in a newer version."""

from dataclasses import replace

import pytest

from assistant.domain import BlockKind, Document, Language
from assistant.web.pages.same_place import address_in, anchor, same_place
from tests.fakes import make_document

H, P, L = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
ENGLISH = make_document(
    "guide",
    Language.EN,
    "Guide",
    [
        (P, 0, "An introduction."),
        (H, 1, "Why"),
        (P, 0, "For trust."),
        (P, 0, "For results."),
        (H, 1, "How"),
        (H, 2, "First"),
        (P, 0, "Ask a union."),
        (L, 0, "Listen."),
        (L, 0, "Write down what was said."),
    ],
)
DUTCH = make_document(
    "gids",
    Language.NL,
    "Gids",
    [
        (P, 0, "Een inleiding."),
        (H, 1, "Waarom"),
        (P, 0, "Voor vertrouwen. Voor resultaten."),
        (H, 1, "Hoe"),
        (H, 2, "Eerst"),
        (P, 0, "Vraag een vakbond."),
        (L, 0, "Luister."),
        (L, 0, "Schrijf op wat er is gezegd."),
        (P, 0, "© SER."),
    ],
)


def words_at_same_place(words: str, other: Document, document: Document) -> str:
    block = same_place(other, document, document.text.index(words))
    assert block is not None
    return other.text[block.body_start : block.end]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("An introduction.", "Een inleiding."),
        ("Why", "Waarom"),
        ("trust", "Waarom"),
        ("results", "Voor vertrouwen. Voor resultaten."),
        ("Ask a union", "Vraag een vakbond."),
        ("what was said", "Schrijf op wat er is gezegd."),
    ],
)
def test_the_place_in_a_translation_follows_the_headings(words: str, expected: str) -> None:
    assert words_at_same_place(words, DUTCH, ENGLISH) == expected


def test_where_the_smaller_headings_differ_the_larger_ones_count() -> None:
    blocks = tuple(block for block in DUTCH.blocks if DUTCH.text[block.start : block.end] != "Eerst")
    assert (
        words_at_same_place("what was said", replace(DUTCH, blocks=blocks), ENGLISH) == "Schrijf op wat er is gezegd."
    )


def test_without_headings_in_common_the_share_of_the_text_counts() -> None:
    flat = make_document("plat", Language.NL, "Plat", [(P, 0, f"Alinea {number}.") for number in range(9)])
    assert words_at_same_place("An introduction", flat, ENGLISH) == "Alinea 0."
    assert words_at_same_place("what was said", flat, ENGLISH) == "Alinea 8."


def test_every_place_of_a_document_has_one_in_any_other() -> None:
    empty = make_document("leeg", Language.NL, "Leeg", [])
    for offset in range(len(ENGLISH.text)):
        assert same_place(DUTCH, ENGLISH, offset) in DUTCH.blocks
        assert same_place(empty, ENGLISH, offset) is None
    assert same_place(ENGLISH, empty, 0) == ENGLISH.blocks[0]


def span_of(words: str) -> range:
    start = ENGLISH.text.index(words)
    return range(start, start + len(words))


def test_the_address_of_a_translation_leads_to_the_place() -> None:
    block = DUTCH.blocks[5]
    assert address_in(DUTCH, ENGLISH, span_of("Ask a union."), "nl") == f"/source/gids?lang=nl#{anchor(block)}"
    assert address_in(DUTCH, ENGLISH, None) == "/source/gids"


def test_the_address_of_a_newer_version_leads_to_the_same_words_where_they_are_still_there() -> None:
    newer = replace(ENGLISH, text="New. " + ENGLISH.text)
    start = newer.text.index("Ask a union.")
    expected = f"/source/guide?version={newer.version}&start={start}&end={start + 12}#quote"
    assert address_in(newer, ENGLISH, span_of("Ask a union.")) == expected


def test_the_nearest_of_equal_words_is_taken() -> None:
    newer = replace(ENGLISH, text="Listen. " + ENGLISH.text)
    assert f"start={newer.text.rindex('Listen.')}&" in address_in(newer, ENGLISH, span_of("Listen."))


def test_an_id_cannot_break_out_of_the_address() -> None:
    assert address_in(replace(DUTCH, id='a/b?"#'), ENGLISH, None) == "/source/a%2Fb%3F%22%23"
