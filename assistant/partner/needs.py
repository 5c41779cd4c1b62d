"""How much what somebody tells is like the ways in which people tell of a need, whatever their trade."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from assistant.domain import Language
from assistant.partner.lookup import Lookup, Scores, sentences_of
from assistant.partner.wording import Words

CALLED = 0.5  # how like what a need may be called a purpose is that serves it


@dataclass(frozen=True)
class Need:
    """A need: what the purpose that serves it may be called, and ways to tell of it."""

    called: Words
    told: Mapping[Language, Sequence[str]]


def told_needs(lookup: Lookup, purposes: Sequence[tuple[str, Language]], text: str, language: Language) -> Scores:
    """Return for each purpose, by its words and their language, how like a text is to telling of its need; 0 to 1."""
    sentences = [*sentences_of(text), text]
    return np.array([_told(lookup, _need_of(lookup, *each), sentences, language) for each in purposes])


def _told(lookup: Lookup, need: Need | None, sentences: Sequence[str], language: Language) -> float:
    ways = need.told[language] if need else ()
    return max((lookup.alike(sentence, way) for sentence in sentences for way in ways), default=0.0)


def _need_of(lookup: Lookup, purpose: str, language: Language) -> Need | None:
    """Return the need that a purpose is called by, None where it is called otherwise."""
    best = max(_needs(), key=lambda need: lookup.alike(purpose, need.called[language]))
    return best if lookup.alike(purpose, best.called[language]) >= CALLED else None


@cache
def _needs() -> tuple[Need, ...]:
    rows = tomllib.loads(Path(__file__).with_name("needs.toml").read_text(encoding="utf-8"))["needs"]
    return tuple(
        Need(
            {language: row["called"][language] for language in Language},
            {language: tuple(row["told"][language]) for language in Language},
        )
        for row in rows
    )
