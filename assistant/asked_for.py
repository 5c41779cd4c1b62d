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
    """A kind of thing, and for a number the span of the word that says what is counted."""

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
