"""Which words of a sentence correspond to which words of its quote, within a language or across."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np

from assistant.domain import Language
from assistant.proof.support.reading import UNLISTED, Floats, Reading
from assistant.proof.support.vocabulary import Found, Phrases, folded, opposites
from assistant.text.glossary import Glossary
from assistant.text.lexicon import stem

Value = TypeVar("Value")

SAME = 0.55  # similarity from which on two words are taken to correspond
TRANSLATED = 0.9  # similarity of words that are known to be the same
_ALIKE = 0.8  # of words on one side of an opposition
_SHORTEST = 4  # letters of a word that is the same word in both languages


@dataclass(frozen=True, eq=False)
class Alignment:
    """A sentence beside its quote; ``similarity`` has shape (words of the sentence, words of the quote)."""

    sentence: Reading
    quote: Reading
    similarity: Floats

    def coverage(self, word: int) -> float:
        """Return how well some word of the quote corresponds to a word of the sentence."""
        return float(self.similarity[word].max(initial=0.0))

    def turned(self) -> "Alignment":
        """Return the quote beside the sentence."""
        return Alignment(self.quote, self.sentence, self.similarity.T)


def align(sentence: Reading, quote: Reading, glossary: Glossary) -> Alignment:
    """Compare every word of a sentence with every word of its quote: by their vectors, stems and known terms."""
    similarity = sentence.vectors @ quote.vectors.T
    for here, word in enumerate(sentence.words):
        for there, other in enumerate(quote.words):
            same = word.stem == other.stem and sentence.language is quote.language
            if same or (word.text == other.text and len(word.text) >= _SHORTEST):
                similarity[here, there] = 1.0
    _raise(similarity, found_terms(glossary, sentence), found_terms(glossary, quote), TRANSLATED)
    _raise(similarity, _actors(sentence), _actors(quote), TRANSLATED)
    _raise(similarity, _things(sentence), _things(quote), TRANSLATED)
    _raise(similarity, _poles(sentence), _poles(quote), _ALIKE)
    return Alignment(sentence, quote, similarity)


def _raise(similarity: Floats, here: Iterable[Found[Value]], there: Iterable[Found[Value]], least: float) -> None:
    """Take words for the same to correspond, whatever their vectors."""
    others = list(there)
    for found in here:
        for other in others:
            if found.value == other.value:
                block = similarity[found.start : found.end, other.start : other.end]
                np.maximum(block, least, out=block)


def _actors(reading: Reading) -> Iterator[Found[int]]:
    return (Found(row, number, number + 1) for number, row in reading.actors.items() if row != UNLISTED)


def _things(reading: Reading) -> Iterator[Found[int]]:
    return (Found(row, number, number + 1) for number, row in reading.things.items())


def _poles(reading: Reading) -> Iterator[Found[tuple[int, int]]]:
    return opposites("opposites", reading.language).find(reading.stems)


def found_terms(glossary: Glossary, reading: Reading) -> Iterator[Found[int]]:
    """Yield the terms of a text, and those that are a part of a hyphenated word."""
    terms = _terms(glossary, reading.language)
    yield from terms.find(reading.stems)
    for number, word in enumerate(reading.words):
        if "-" in word.text:
            parts = [stem(part, reading.language) for part in word.text.split("-")]
            yield from (Found(part.value, number, number + 1) for part in terms.find(parts))


@lru_cache(maxsize=4)
def _terms(glossary: Glossary, language: Language) -> Phrases[int]:
    return Phrases(
        (
            ([stem(folded(word), language) for word in name.split()], number)
            for number, term in enumerate(glossary.terms)
            for name in term.in_language(language)
        )
    )
