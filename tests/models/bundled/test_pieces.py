"""The bundled model's tokenizer gives what the library's own unigram model gives."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.models.bundled.pieces import Pieces, load_pieces
from assistant.settings import PROJECT
from tests.models.bundled.reference import tokenizer

TEXTS = sorted(
    paragraph
    for path in (PROJECT / "corpus").rglob("*.txt")
    for paragraph in path.read_text(encoding="utf-8").split("\n\n")
)
ODD = [
    "",
    " ",
    "\ufffd",
    "\n",
    "Één café in  Curaçao 😀 telt mee",
    "ﬁn ½ ①②",
    "a\u200bb",
    "日本語のテキスト",
    "x" * 5_000,
    "𐍈𐍈𐍈 a𐍈𐍈b",
    "e\u0301te\u0301",
    "\x00\x01a",
    "▁ a▁b",
    "Straße\u00adx  y\t z",
    "\uff46\uff55\uff4c\uff4c\u3000\uff57\uff49\uff44",
    "🏳️‍🌈",
    "क्षि",
]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return load_pieces()


def assert_same(pieces: Pieces, text: str) -> None:
    ours, theirs = pieces.encode(text), tokenizer().encode(text)
    assert (ours.ids, ours.tokens, ours.offsets) == (theirs.ids, theirs.tokens, theirs.offsets)
    assert pieces.count(text) == len(theirs.ids)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_cut_as_by_the_library(pieces: Pieces, text: str) -> None:
    assert_same(pieces, text)


def test_the_documents_are_cut_as_by_the_library(pieces: Pieces) -> None:
    assert len(TEXTS) > 100
    for text in TEXTS:
        assert_same(pieces, text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
@example("a\U0001f3f3️b")
def test_any_text_is_cut_as_by_the_library(text: str) -> None:
    if not any(mark in text for mark in ("<s>", "<pad>", "</s>", "<unk>")):
        assert_same(load_pieces(), text)


@pytest.mark.parametrize("mark", ["<s>", "</s>", "<pad>", "<unk>"])
def test_a_mark_of_the_model_in_a_text_is_its_characters(pieces: Pieces, mark: str) -> None:
    encoded = pieces.encode(f"trust {mark} partner")
    assert not {0, 1, 2} & set(encoded.ids)
    assert len(encoded.ids) > 3


def test_a_very_long_word_takes_no_longer_for_each_character(pieces: Pieces) -> None:
    encoded = pieces.encode("ab1" * 20_000)
    assert encoded.offsets[0][0] == 0
    assert encoded.offsets[-1][1] == 60_000
