import pytest

from assistant.domain import Language
from assistant.text.sentences import sentence_spans


def sentences(text: str, language: Language) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("One. Two? Three!", Language.EN, ["One.", "Two?", "Three!"]),
        ("  Ask e.g. a union.  Then wait. ", Language.EN, ["Ask e.g. a union.", "Then wait."]),
        ("Partners (o.a. ngo’s) helpen. Vraag ze.", Language.NL, ["Partners (o.a. ngo’s) helpen.", "Vraag ze."]),
        ("Één partij. 😀 Twee partijen.", Language.NL, ["Één partij.", "😀 Twee partijen."]),
        ("No full stop", Language.EN, ["No full stop"]),
        ("", Language.EN, []),
        (" \n ", Language.EN, []),
    ],
)
def test_sentences_are_slices_without_the_space_around_them(text: str, language: Language, expected: list[str]) -> None:
    assert sentences(text, language) == expected
