"""A question that is worded like a sentence but for one word asks for its neighbour; the real model compares."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answering.neighbour import Difference, difference
from assistant.domain import Claim, Language, Passage
from assistant.models.neutral import NeutralEncoder
from assistant.question.understand import understand
from assistant.search.retrieve import token_match

TEXTS = {
    Language.EN: "The warehouse in Lyon opens at seven in the morning. Drivers must wear a yellow vest in the yard.",
    Language.NL: "De kantine in Zwolle sluit om vier uur 's middags. Leg geen natte jassen op de verwarming.",
}


@dataclass(frozen=True)
class Tokens:
    vectors: NDArray[np.int8]
    spans: NDArray[np.int32]


def asked(encoder: NeutralEncoder, question: str, language: Language, sentence: int) -> Difference | None:
    text = TEXTS[language]
    passage = Passage("d:0", "d", "Rules", language, (), 0, len(text), text)
    start, end = [(0, text.index(". ") + 1), (text.index(". ") + 2, len(text))][sentence]
    understood = understand(question, encoder)
    encoded = encoder.passages([text], language)[0]
    match = token_match(understood.query.encoded, Tokens(encoded.tokens, encoded.spans))
    return difference(understood.query, understood.asked_in, Claim(text[start:end], passage, start, end), match)


@pytest.mark.parametrize(
    ("language", "sentence", "question", "word"),
    [
        (Language.EN, 0, "At what time does the warehouse in Madrid open in the morning?", "Madrid"),
        (Language.EN, 1, "Must cyclists wear a yellow vest in the yard?", "cyclists"),
        (Language.EN, 1, "Which drivers must not wear a yellow vest in the yard?", ""),
        (Language.NL, 0, "Hoe laat sluit de kantine in Maastricht om vier uur?", "Maastricht"),
        (Language.NL, 1, "Waar leg ik natte jassen, op de verwarming?", ""),
    ],
)
def test_a_neighbour_is_told(
    encoder: NeutralEncoder, language: Language, sentence: int, question: str, word: str
) -> None:
    assert asked(encoder, question, language, sentence) == Difference(word)


@pytest.mark.parametrize(
    ("language", "sentence", "question"),
    [
        (Language.EN, 0, "At what time does the warehouse in Lyon open in the morning?"),
        (Language.EN, 0, "When can I collect goods from the French depot?"),
        (Language.EN, 1, "What do drivers have to wear in the yard?"),
        (Language.NL, 0, "Hoe laat sluit de kantine in Zwolle?"),
        (Language.NL, 1, "Mag mijn kletsnatte jas op de radiator drogen?"),
    ],
)
def test_what_is_there_is_no_neighbour(
    encoder: NeutralEncoder, language: Language, sentence: int, question: str
) -> None:
    assert asked(encoder, question, language, sentence) is None
