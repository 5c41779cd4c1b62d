"""Opposites: where a sentence says "more" or "before", its quote must not say "less" or "after" of the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Language
from assistant.proof.support.alignment import Alignment
from assistant.proof.support.binding import affinity
from assistant.proof.support.denial import base, is_denied, prefixed
from assistant.proof.support.reading import Reading
from assistant.proof.support.vocabulary import Found, opposites, separable
from assistant.text.lexicon import stem

_BOUND = 0.2  # affinity from which on two words say something of the same
_MARGIN = 0.15  # how much nearer the opposite must be
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "on", "mis", "wan", "non-", "niet-")
_SHORTEST = 4

Mark = Found[tuple[int, int]]


@dataclass(frozen=True)
class Turns:
    """Pairs of opposite words, of sentence and quote: ``turned`` round, or ``explained`` by a negation beside one."""

    turned: frozenset[tuple[int, int]]
    explained: frozenset[tuple[int, int]]


def turns(aligned: Alignment) -> Turns:
    """Return the words of the sentence for which the quote has the opposite."""
    pairs = {pair for mark in _marks(aligned.sentence) if (pair := _opposite(mark, aligned)) is not None}
    pairs |= _prefixed(aligned)
    explained = {pair for pair in pairs if _denied(pair, aligned)}
    return Turns(frozenset(pairs - explained), frozenset(explained))


def _denied(pair: tuple[int, int], aligned: Alignment) -> bool:
    return is_denied(aligned.sentence, pair[0]) != is_denied(aligned.quote, pair[1])


def _marks(reading: Reading) -> list[Mark]:
    """Return the words of a text that have an opposite, with their side."""
    known = opposites("opposites", reading.language)
    found = list(known.find(reading.stems))
    for number, stands_for in _separated(reading):
        found += [Found(value, number, number + 1) for value in known.values(stem(stands_for, reading.language))]
    for number in prefixed(reading):  # "unpaid" is the opposite of "paid"
        bare = stem(base(reading.words[number].text, reading.language), reading.language)
        found += [Found((group, 1 - pole), number, number + 1) for group, pole in known.values(bare) if pole < 2]
    return found


def _separated(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the Dutch verbs in two parts ("neemt ... af"), each with the word that it stands for."""
    verbs = separable() if reading.language is Language.NL else {}
    for number, word in enumerate(reading.words):
        clause = reading.clauses[word.clause]
        for part, stands_for in verbs.get(word.text, {}).items():
            if any(reading.words[other].text == part for other in clause if other > number):
                yield number, stands_for


def _opposite(mark: Mark, aligned: Alignment) -> tuple[int, int] | None:
    """Return a word of the sentence and its opposite in the quote, if that is nearer than a word for the same."""
    marks = _marks(aligned.sentence)
    values = {other.value for other in marks if other.start == mark.start}
    if any(_is_rival(mark, other, aligned.sentence) for other in marks):  # "decreased more"
        return None
    same, opposite, there = 0.0, 0.0, -1
    for other in _marks(aligned.quote):
        if all(value[0] != other.value[0] for value in values):
            continue
        near = affinity(aligned, (mark.start, mark.end), (other.start, other.end))
        if other.value in values:
            same = max(same, near)
        elif near > opposite:
            opposite, there = near, other.start
    return (mark.start, there) if opposite >= _BOUND and opposite > same + _MARGIN else None


def _is_rival(mark: Mark, other: Mark, reading: Reading) -> bool:
    clauses = [reading.words[each.start].clause for each in (mark, other)]
    return mark.value[0] == other.value[0] and mark.value[1] != other.value[1] and clauses[0] == clauses[1]


def _prefixed(aligned: Alignment) -> set[tuple[int, int]]:
    """Return the words of the sentence that are the quote's with "in" or "dis" before it, or the other way round."""
    found = set()
    for here, word in enumerate(aligned.sentence.words):
        for there, other in enumerate(aligned.quote.words):
            longer, shorter = sorted((word.text, other.text), key=len, reverse=True)
            differs = len(shorter) >= _SHORTEST and any(longer == prefix + shorter for prefix in _PREFIXES)
            if differs and not any(word.text == each.text for each in aligned.quote.words):
                found.add((here, there))
    return found
