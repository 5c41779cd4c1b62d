"""Numbers written in words, in either language: "thirteen", "eenentwintig", "five million", "the third"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from text_to_num import find_numbers  # type: ignore[import-untyped]

from assistant.domain import Language

_ARTICLE = "een"  # counts nothing, where "één" does
_TOKEN = re.compile(r"\w[\w-]*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words, at the characters ``start`` to ``end``; ``ordinal`` tells "third" from "three"."""

    start: int
    end: int
    value: float
    ordinal: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word as text2num wants it: where it stands, and as it is written, since accents tell numbers apart."""

    written: str
    start: int
    end: int

    def text(self) -> str:
        """Return the word."""
        return self.written.casefold()

    def nt_separated(self, previous: "Token") -> bool:
        """Tell whether more than a space is between this word and the one before."""
        return self.start - previous.end > 1

    def not_a_number_part(self) -> bool:
        """Tell whether this cannot be part of a number."""
        return not self.written.replace("-", "").isalnum()


class Found(Protocol):
    """A number in words, at the words ``start`` to ``end``."""

    @property
    def start(self) -> int:
        """The first word."""

    @property
    def end(self) -> int:
        """The word after the last."""

    @property
    def value(self) -> float:
        """What it counts."""

    @property
    def is_ordinal(self) -> bool:
        """Whether it names a place in an order."""


@lru_cache(maxsize=10_000)
def spelled(text: str) -> tuple[Spelled, ...]:
    """Return the numbers that a text has in words, in its order."""
    tokens = [Token(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
    found = (each for language in Language for each in _spelled(tokens, language))
    return tuple(sorted(found, key=lambda each: each.start))


def value_of(word: str) -> int | None:
    """Return the value of a number in digits or in words, also of "third" or "een"; None where it is none."""
    if word.isdecimal():
        return int(word)
    token = Token(word, 0, len(word))
    values = (int(found.value) for language in Language for found in find_in([token], language))
    return next(values, None)


def in_digits(text: str) -> str:
    """Return a text with digits for each number in words."""
    parts, end = [], 0
    for number in spelled(text):
        if not number.ordinal:
            parts += [text[end : number.start], _digits_of(number.value)]
            end = number.end
    return "".join([*parts, text[end:]])


def _digits_of(value: float) -> str:
    return str(int(value)) if value.is_integer() else str(value)


def find_in(tokens: Sequence[Token], language: Language) -> Sequence[Found]:
    """Return the numbers in words of a language among some words, with the places of the words they are of."""
    found: Sequence[Found] = find_numbers(tokens, language.value, threshold=0.0)
    return [each for each in found if not any(map(_has_digit, tokens[each.start : each.end]))]


def _has_digit(token: Token) -> bool:
    return any(map(str.isdigit, token.written))


def _spelled(tokens: Sequence[Token], language: Language) -> Iterator[Spelled]:
    for found in find_in(tokens, language):
        first, last = tokens[found.start], tokens[found.end - 1]
        if first.text() != _ARTICLE or found.end - found.start > 1:
            yield Spelled(first.start, last.end, found.value, found.is_ordinal)
