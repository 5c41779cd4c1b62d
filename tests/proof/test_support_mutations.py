"""Over every sentence of the real documents: itself is supported; with a number or a negation changed it is not."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from assistant.domain import BlockRole, Language
from assistant.proof.support import supports
from assistant.text.sentences import sentence_spans
from assistant.vectors import EncodedWords

if TYPE_CHECKING:
    from assistant.answer import Assistant
    from assistant.models.neutral import NeutralEncoder

Said = tuple[str, Language]

CAUGHT = 0.99
WORDS = 5
OTHER = {
    "two": "four",
    "three": "five",
    "ten": "twelve",
    "twee": "vier",
    "drie": "vijf",
    "vier": "zes",
    "vijf": "zeven",
}
VERBS = {
    Language.EN: r"\b(?:is|are|was|were|can|could|may|might|should|must|will|has|have)\b(?! not)",
    Language.NL: r"\b(?:is|zijn|was|waren|kan|kunnen|moet|moeten|wordt|worden|werd|werden|zullen)\b(?! (?:niet|geen))",
}
NOT = {Language.EN: (" not", r"\b(?:not|never) "), Language.NL: (" niet", r"\b(?:niet|nooit) ")}


@pytest.fixture(scope="module")
def sentences(assistant: "Assistant") -> list[Said]:
    return [
        (sentence, document.language)
        for document in assistant.documents()
        for block in document.blocks
        if block.role is BlockRole.GUIDANCE
        for start, end in sentence_spans(document.text[block.body_start : block.end], document.language)
        if len((sentence := document.text[block.body_start + start : block.body_start + end]).split()) >= WORDS
    ]


def other_numbers(sentence: str) -> Iterator[str]:
    for found in re.finditer(rf"\b(?:\d+|{'|'.join(OTHER)})\b", sentence):
        number = found.group()
        changed = OTHER[number] if number in OTHER else str(int(number) + 1)
        yield sentence[: found.start()] + changed + sentence[found.end() :]


def denied(sentence: str, language: Language) -> Iterator[str]:
    for found in re.finditer(VERBS[language], sentence):
        yield sentence[: found.end()] + NOT[language][0] + sentence[found.end() :]


def affirmed(sentence: str, language: Language) -> Iterator[str]:
    for found in re.finditer(NOT[language][1], sentence):
        yield sentence[: found.start()] + sentence[found.end() :]


class Remembering:
    """The real encoder, each text encoded once: a sentence is compared with many changes of itself."""

    def __init__(self, encoder: "NeutralEncoder") -> None:
        self.encode = cache(lambda text, language: encoder.passages([text], language)[0])

    def passages(self, texts: Sequence[str], language: Language) -> Sequence[EncodedWords]:
        return [self.encode(text, language) for text in texts]


@pytest.fixture(scope="module")
def remembering(encoder: "NeutralEncoder") -> Remembering:
    return Remembering(encoder)


def passed(encoder: Remembering, changed: list[tuple[str, Said]]) -> list[str]:
    return [new for new, (old, language) in changed if supports(new, language, old, language, encoder).supported]


def test_every_sentence_supports_itself(remembering: Remembering, sentences: list[Said]) -> None:
    quoted = [(f"“{sentence}”", (sentence, language)) for sentence, language in sentences[::3]]
    assert len(passed(remembering, quoted)) == len(quoted) > 50


def test_a_changed_number_is_caught(remembering: Remembering, sentences: list[Said]) -> None:
    changed = [(new, said) for said in sentences for new in other_numbers(said[0])]
    assert len(changed) > 10
    assert passed(remembering, changed) == []


def test_a_changed_negation_is_caught(remembering: Remembering, sentences: list[Said]) -> None:
    changed = [(new, said) for said in sentences for new in [*islice(denied(*said), 1), *affirmed(*said)]]
    assert len(changed) > 100
    assert len(passed(remembering, changed)) <= (1 - CAUGHT) * len(changed)
