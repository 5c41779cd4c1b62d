"""How much what somebody tells is like the ways in which people tell of a need, whatever their trade."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.domain import Language
from assistant.partner.lookup import Lookup, sentences_of
from assistant.text.language import detect_language

STRANGE, LIKE = 0.2, 0.4  # how much more than other needs words are like one for that to count for nothing, and in full
NEXT = 0.06  # how much less than the likest need words may be like another one that they tell of as well
SHORTEST = 6  # words of a clause that is looked at by itself

Phrases = Mapping[Language, Sequence[str]]

_CLAUSE = re.compile(r"[,;:]\s+|\s+(?=(?:but|while|and|because|maar|terwijl|want|omdat)\b)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Need:
    """A need: what it asks of the documents, and ways to tell of it; ``part`` is the part of a brief that answers it.

    The first question says where the answer stands, further ones only of which purpose it is.

    One that asks nothing is of what people say besides.
    """

    part: str
    asks: Phrases
    told: Phrases


@cache
def needs() -> tuple[Need, ...]:
    """Return all needs."""
    rows = tomllib.loads(Path(__file__).with_name("needs.toml").read_text(encoding="utf-8"))["needs"]
    return tuple(
        Need(
            row.get("part", ""),
            {language: tuple(row.get("asks", {}).get(language, ())) for language in Language},
            {language: tuple(row["told"][language]) for language in Language},
        )
        for row in rows
    )


def told_needs(lookup: Lookup, text: str) -> dict[Need, float]:
    """Return the needs that a text tells of, each with how clearly it does, up to 1."""
    language = detect_language(text)
    found: dict[Need, float] = {}
    for words in pieces(text):
        likeness = {need: _likeness(lookup, need, words, language) for need in needs()}
        best, usual = max(likeness.values()), float(np.mean([*likeness.values()]))
        for need, like in likeness.items():
            clear = float(np.clip((like - usual - STRANGE) / (LIKE - STRANGE), 0, 1)) * (like > best - NEXT)
            if clear and need.part:
                found[need] = max(found.get(need, 0.0), clear)
    return found


def pieces(text: str) -> Iterator[str]:
    """Yield what is looked at by itself: the whole, its sentences, and the longer clauses of these."""
    sentences = sentences_of(text)
    clauses = [each for sentence in sentences for each in _CLAUSE.split(sentence) if len(each.split()) >= SHORTEST]
    yield from dict.fromkeys([text, *sentences, *clauses])


def _likeness(lookup: Lookup, need: Need, words: str, language: Language) -> float:
    vector = lookup.vector(words, language)
    return max(float(vector @ lookup.vector(way, language)) for way in need.told[language])
