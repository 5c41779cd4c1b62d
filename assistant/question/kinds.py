"""What a question wants to know: who, why, how many, an example, a risk, … The ways to ask are data: ``kinds.toml``."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from assistant.domain import Language
from assistant.text.lexicon import words

_TABLE = Path(__file__).with_suffix(".toml")


def kinds(question: str, language: Language) -> frozenset[str]:
    """Return the kinds of thing that a question wants to know; none where it does not say."""
    return frozenset(kind for kind, patterns in _patterns(language) if any(each.search(question) for each in patterns))


def other_kind(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether questions of these kinds want to know different things."""
    telling, either = (frozenset(each) for each in _table()["telling"].values())
    apart = (
        bool(mine and theirs and not mine & theirs) for mine, theirs in ((one, other), (one & either, other & either))
    )
    return any(apart) or (one & telling) != (other & telling)


def ordinals(question: str, language: Language) -> frozenset[int]:
    """Return the places in an order that a question names, in words or as the digit 1; -1 is the last."""
    known = _ordinals(language)
    return frozenset(known[word] for word in words(_plainly(question, language)) if word in known)


def denies(question: str, language: Language) -> bool:
    """Tell whether a question is about what is not, or not done; two denials make none."""
    known = frozenset(_table()["denials"][language])
    return sum(word in known for word in words(_plainly(question, language))) % 2 == 1


def _plainly(question: str, language: Language) -> str:
    """Return a question without words that only seem to deny or to order."""
    return _seeming(language).sub(" ", question)


def moments(question: str, language: Language) -> frozenset[int]:
    """Return when something is that a question asks about: 0 before, 1 during, 2 after an event."""
    patterns = _moments(language)
    return frozenset(moment for moment, pattern in enumerate(patterns) if pattern.search(question))


@cache
def asking_words(language: Language) -> frozenset[str]:
    """Return the words that only ask."""
    return frozenset(_table()["asking"][language].split())


@cache
def own_words(language: Language) -> frozenset[str]:
    """Return the words for whoever asks."""
    return frozenset(_table()["own"][language].split())


@cache
def _patterns(language: Language) -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    ways = _table()[language].items()
    return tuple((kind, tuple(re.compile(each, re.IGNORECASE) for each in patterns)) for kind, patterns in ways)


@cache
def _seeming(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(_table()["seeming"][language]), re.IGNORECASE)


@cache
def _moments(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.IGNORECASE) for each in _table()["moments"][language])


@cache
def _ordinals(language: Language) -> dict[str, int]:
    rows = _table()["ordinals"][language]
    return {word: place - 1 for place, row in enumerate(rows) for word in row.split()}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))
