import pytest

from assistant.domain import BlockKind, Language, Passage
from assistant.proof.literal import LONGEST, Slice, find_quote
from tests.fakes import make_document

DOCUMENT = make_document(
    "d",
    Language.EN,
    "Trust",
    [
        (BlockKind.HEADING, 1, "Inclusion"),
        (BlockKind.PARAGRAPH, 0, "It is not true that trust comes “at once”. It takes 12 months – or more."),
        (BlockKind.LIST_ITEM, 0, "Ask a local trade union."),
        (BlockKind.HEADING, 1, "Other"),
        (BlockKind.PARAGRAPH, 0, "The second passage says something else. " + "It is very long. " * 80),
    ],
)
SPLIT = DOCUMENT.text.index("Other")
FIRST, SECOND = (
    Passage(f"d:{start}", "d", "Trust", Language.EN, (), start, end, DOCUMENT.text[start:end])
    for start, end in ((0, SPLIT), (SPLIT, len(DOCUMENT.text)))
)
NOT_TRUE = "It is not true that trust comes “at once”."


def find(words: str, named: Passage | None = FIRST) -> Slice | None:
    return find_quote(words, named, [FIRST, SECOND], {"d": DOCUMENT})


FOUND = {
    "to the letter": (NOT_TRUE, NOT_TRUE, True),
    "with other quotation marks and dashes": ("It takes 12  months - or more.", "It takes 12 months – or more.", True),
    "without its full stop and capital": ("it takes 12 months – or more", "It takes 12 months – or more.", True),
    "a part of a sentence that leaves out its not": ("trust comes “at once”", NOT_TRUE, True),
    "over two sentences": ("“at once”. It takes", f"{NOT_TRUE} It takes 12 months – or more.", True),
    "a list item": ("- Ask a local trade union", "Ask a local trade union.", True),
    "a heading": ("Inclusion", "Inclusion", True),
    "a slip of the pen": ("It is not true that trust come at once", NOT_TRUE, False),
    "another number": ("It takes 13 months – or more.", "It takes 12 months – or more.", False),
    "the words of another passage": ("The second passage says something else.",) * 2 + (False,),
}


@pytest.mark.parametrize("name", FOUND)
def test_a_quote_is_found_and_widened_to_whole_sentences(name: str) -> None:
    words, text, literal = FOUND[name]
    found = find(words)
    assert found is not None
    assert (found.text, found.literal) == (text, literal)
    assert DOCUMENT.text[found.start : found.end] == text


@pytest.mark.parametrize(
    "words",
    ["", "…", "“”", "\u200b", "rust comes", "A union knows all the workers there are.", "12", "It is very long. " * 70],
)
def test_what_stands_nowhere_or_says_too_little_or_too_much_is_not_found(words: str) -> None:
    found = find(words)
    assert found is None or (words == "12" and found.text.startswith("It takes 12"))


def test_a_passage_that_was_not_given_has_only_literal_quotes() -> None:
    assert find("Ask a local trade union.", named=None) is not None
    assert find("Ask the local trade unions.", named=None) is None


def test_no_quote_is_longer_than_what_can_be_checked() -> None:
    start = SECOND.text.index("It is very")
    assert find(SECOND.text[start : start + LONGEST + 50], named=SECOND) is None
