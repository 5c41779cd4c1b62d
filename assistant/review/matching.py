"""Do two questions ask the same, in other words or in the other language? Strict: rather no match than a wrong one.

Vectors alone cannot tell: "which trade unions …" is nearer to "which NGOs …" than to many a paraphrase. So what no
paraphrase changes is compared first: what kind of thing is asked, numbers, denials, names, places, opposites, who does
it to whom. Only then the words that the other question has nothing for are counted, and the meanings compared.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.proof.support.akin import takes_akin
from assistant.proof.support.alignment import TRANSLATED, Alignment, align
from assistant.proof.support.names import places, wrong_names
from assistant.proof.support.numbers import numbers
from assistant.proof.support.opposites import turns
from assistant.proof.support.reading import PassageEncoder, Reading, read, unmarked
from assistant.proof.support.vocabulary import general_actors, opposites
from assistant.question.kinds import asking_words, denies, kinds, moments, ordinals, other_kind, own_words
from assistant.question.understand import QuestionEncoder
from assistant.review.alike import plain
from assistant.text.glossary import Glossary

UNMATCHED = {True: 0.6, False: 0.55}  # a word that corresponds less to any word of the other question is not in that
COVERED = {True: 0.7, False: 0.6}  # mean correspondence of the words, within a language and across
WORD_FOR_WORD = {
    True: 0.9,
    False: 0.75,
}  # mean correspondence from which on the order of words tells who does it to whom
ACTOR = 0.64  # correspondence below which people are others
FEW = 0.4  # share of a question's words up to which the other one may have others and be alike word for word
SYNONYM = {True: 0.7, False: 0.6}  # correspondence from which on other words are taken to say the same
EXTRA = 2  # words that one of two questions may have more
OWN = -2  # stands for whoever asks, beside the rows of ``actors.toml``
READ = 2_000  # questions of which the reading is kept


class Difference(StrEnum):
    """What two questions do not have in common."""

    KIND = "kind"
    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    PLACE = "place"
    OPPOSITE = "opposite"
    MOMENT = "moment"
    ACTOR = "actor"
    ORDER = "order"
    WORDS = "words"
    SWAP = "swap"
    MEANING = "meaning"


STRUCTURAL = frozenset(Difference) - {Difference.WORDS, Difference.SWAP, Difference.MEANING}
"""What two ways to ask the same question never differ in."""


class QuestionVectors(QuestionEncoder, PassageEncoder, Protocol):
    """What makes the vectors of questions: ``assistant.neutral.NeutralEncoder``."""


class Matcher:
    """Compares questions by the embedding model's vectors, and by what no paraphrase changes."""

    def __init__(self, encoder: QuestionVectors, glossary: Callable[[], Glossary], model: str) -> None:
        self.model = model
        self._encoder = encoder
        self._glossary = glossary
        self._read = lru_cache(maxsize=READ)(self._read_anew)  # the known questions are the same for every reader

    def vector(self, question: str, language: Language) -> NDArray[np.float32]:
        """Return a question's vector, shape (dimensions,), of length 1."""
        vector: NDArray[np.float32] = self._encoder.question(question, language).vector
        return vector

    def same(self, asked: str, language: Language, known: Mapping[Language, str]) -> bool:
        """Return whether a question asks exactly what a known one does, which is noted in one language or both.

        What no paraphrase changes must agree with every wording, the words with one of them.
        """
        if plain(asked) in {plain(words) for words in known.values()}:
            return True
        compared = [self.compare(asked, language, words, spoken) for spoken, words in known.items()]
        return not any(each & STRUCTURAL for each in compared) and not all(compared)

    def compare(self, asked: str, language: Language, known: str, spoken: Language) -> frozenset[Difference]:
        """Return what a question and one wording of a known one do not have in common."""
        if not (plain(asked) and plain(known)):
            return frozenset({Difference.WORDS})
        one, other = self._read(asked, language), self._read(known, spoken)
        if not one.content or not other.content:
            return frozenset({Difference.WORDS})
        aligned = align(one, other, self._glossary())
        found = {*_structural(aligned), *_lexical(aligned)}
        found |= {Difference.NAME} if takes_akin(one, [other], self._glossary()) else set()
        kind = {Difference.KIND} if other_kind(kinds(asked, language), kinds(known, spoken)) else set()
        return frozenset(found | kind)

    def _read_anew(self, question: str, language: Language) -> Reading:
        return read(unmarked(question), language, self._encoder)


def _structural(aligned: Alignment) -> Iterator[Difference]:
    one, other = aligned.sentence, aligned.quote
    if _numbers(one) != _numbers(other):
        yield Difference.NUMBER
    if denies(one.text, one.language) != denies(other.text, other.language):
        yield Difference.NEGATION
    if wrong_names(aligned) or wrong_names(aligned.turned()):
        yield Difference.NAME
    if places(one) != places(other):
        yield Difference.PLACE
    if turns(aligned).turned or turns(aligned.turned()).turned or _poles_clash(one, other):
        yield Difference.OPPOSITE
    before, after = moments(one.text, one.language), moments(other.text, other.language)
    if before and after and before != after:
        yield Difference.MOMENT
    if _others(aligned) or _others(aligned.turned()):
        yield Difference.ACTOR


def _lexical(aligned: Alignment) -> Iterator[Difference]:
    back = aligned.turned()
    within = aligned.sentence.language is aligned.quote.language
    lacking, missing = _unmatched(aligned, within), _unmatched(back, within)
    swapped = (lacking.telling and missing.all) or (missing.telling and lacking.all)
    if swapped or max(lacking.telling, missing.telling) > EXTRA:
        yield Difference.WORDS
    if _swapped(aligned):
        yield Difference.SWAP
    covered = min(_covered(aligned), _covered(back))
    if covered < COVERED[within]:
        yield Difference.MEANING
    if covered >= WORD_FOR_WORD[within] and _turned_round(aligned.sentence, aligned.quote):
        yield Difference.ORDER


def _swapped(aligned: Alignment) -> bool:
    """Tell whether two questions are alike word for word but for a few words, which are not the same."""
    rests = _rest(aligned), _rest(aligned.turned())
    sizes = len(aligned.sentence.content), len(aligned.quote.content)
    if not all(0 < len(rest) <= size * FEW for rest, size in zip(rests, sizes, strict=True)):
        return False
    within = aligned.sentence.language is aligned.quote.language
    return float(aligned.similarity[np.ix_(*rests)].max(axis=0).min()) < SYNONYM[within]


def _rest(aligned: Alignment) -> list[int]:
    """Return the words of a question, those that only ask aside, that the other one does not have."""
    one, asking = aligned.sentence, asking_words(aligned.sentence.language)
    return [n for n in one.content if aligned.coverage(n) < TRANSLATED and one.words[n].text not in asking]


@dataclass(frozen=True, slots=True)
class _Unmatched:
    """How many words of a question the other one has nothing for; ``telling`` are those that do not only ask."""

    all: int
    telling: int


def _unmatched(aligned: Alignment, within: bool) -> _Unmatched:
    one, asking = aligned.sentence, asking_words(aligned.sentence.language)
    alone = [one.words[number].text for number in one.content if aligned.coverage(number) < UNMATCHED[within]]
    return _Unmatched(len(alone), sum(word not in asking for word in alone))


def _covered(aligned: Alignment) -> float:
    return float(np.mean([aligned.coverage(number) for number in aligned.sentence.content]))


def _numbers(reading: Reading) -> frozenset[float]:
    return frozenset(each.value for each in numbers(reading)) | ordinals(reading.text, reading.language)


def _others(aligned: Alignment) -> bool:
    """Tell whether a question speaks of people or a body that the other one does not."""
    there = aligned.quote.actors
    return any(
        row not in there.values() and row not in general_actors() and _is_other(number, there, aligned)
        for number, row in aligned.sentence.actors.items()
    )


def _is_other(number: int, there: Collection[int], aligned: Alignment) -> bool:
    covered = aligned.coverage(number)
    return covered < ACTOR or (covered < TRANSLATED and int(aligned.similarity[number].argmax()) in there)


def _poles_clash(one: Reading, other: Reading) -> bool:
    """Tell whether one question has a side of an opposition, and the other its other side only."""
    mine, theirs = _poles(one), _poles(other)
    return any(not mine[group] & theirs[group] for group in mine.keys() & theirs.keys())


def _poles(reading: Reading) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for each in opposites("opposites", reading.language).find(reading.stems):
        found.setdefault(each.value[0], set()).add(each.value[1])
    return found


def _turned_round(one: Reading, other: Reading) -> bool:
    """Tell whether those of whom both questions speak stand in another order in one of them."""
    mine, theirs = _people(one), _people(other)
    both = set(mine) & set(theirs)
    return [each for each in mine if each in both][:2] != [each for each in theirs if each in both][:2]


def _people(reading: Reading) -> tuple[int, ...]:
    """Return who is spoken of, each once, in the order in which they stand; whoever asks counts as well."""
    own = own_words(reading.language)
    found = [
        OWN if word.text in own else reading.actors[number]
        for number, word in enumerate(reading.words)
        if word.text in own or number in reading.actors
    ]
    return tuple(dict.fromkeys(found))
