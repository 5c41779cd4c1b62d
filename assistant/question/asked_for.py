"""What kind of thing a question asks for: an answer that lacks it does not answer.

"How many …" wants a number, "what does … cost" an amount, "since when" a date, "what is the name of" a name. Other
questions want nothing in particular. The ways to ask are data: ``asked_for.toml``.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.domain import Language

_TABLE = Path(__file__).with_suffix(".toml")


class Kind(StrEnum):
    """A kind of thing that can be asked for."""

    NUMBER = "number"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DURATION = "duration"
    DATE = "date"
    NAME = "name"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A kind of thing, and for a number or a name the span of the words that say of what."""

    kind: Kind
    counted: tuple[int, int] | None = None


@cache
def _patterns(language: Language) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        (Kind(kind), re.compile(pattern.replace("{times}", table["times"]), re.IGNORECASE))
        for kind, patterns in table[language].items()
        for pattern in patterns
    )


def asked_for(question: str, language: Language) -> AskedFor | None:
    """Return what a question asks for, None when it wants nothing in particular."""
    for kind, pattern in _patterns(language):
        found = pattern.search(question)
        if found:
            return AskedFor(kind, found.span("counted") if "counted" in pattern.groupindex else None)
    return None


def asked_list(question: str, language: Language) -> tuple[int, int] | None:
    """Return the span of the words that say what is to be listed ("which purposes"), None when no list is asked for."""
    found = next((match for pattern in _ways("lists", language) if (match := pattern.search(question))), None)
    return found.span("listed") if found else None


def asks_for_questions(question: str, language: Language) -> bool:
    """Tell whether a question asks for questions to put to somebody ("what should we ask …")."""
    return any(pattern.search(question) for pattern in _ways("questions", language))


def questions_in(question: str, language: Language) -> list[tuple[int, int]]:
    """Return the spans of the questions in a question: two for "what is it, and what does it cost?"."""
    return _split(question, _ways("second", language))


def looked_up_in(question: str, language: Language) -> list[tuple[int, int]]:
    """Return the spans that may be looked up one by one: as ``questions_in``, and what only may ask for more.

    A thank-you behind a question is such a span; it is like no known question, and finds nothing.
    """
    return _split(question, (*_ways("second", language), *_ways("perhaps", language)))


def _split(question: str, patterns: tuple[re.Pattern[str], ...]) -> list[tuple[int, int]]:
    found = sorted(match.span() for pattern in patterns for match in pattern.finditer(question))
    starts, ends = [0, *(end for _, end in found)], [*(start for start, _ in found), len(question)]
    return list(zip(starts, ends, strict=True))


@cache
def _ways(what: str, language: Language) -> tuple[re.Pattern[str], ...]:
    patterns = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[what][language]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
