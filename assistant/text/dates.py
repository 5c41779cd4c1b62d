"""When a document is of, as its publisher states it: "November 2024", "2024-03", "1 maart 2019", "2018"."""

import re
from functools import cache

from babel import Locale

from assistant.domain import Language

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_NUMERIC = re.compile(r"\b(1[89]\d\d|20\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\b")

Moment = tuple[int, int, int]


def moment_of(stated: str) -> Moment | None:
    """Return the year, month and day of a date, 0 where it does not say; None where it names no year."""
    if found := _NUMERIC.search(stated):
        return int(found[1]), int(found[2]), int(found[3] or 0)
    year = _YEAR.search(stated)
    return (int(year[1]), _month(stated), 0) if year else None


def years_in(text: str) -> list[int]:
    """Return the years that a text names, in its order."""
    return [int(found) for found in _YEAR.findall(text)]


def _month(stated: str) -> int:
    words = re.findall(r"[^\W\d_]+", stated.casefold())
    return next((_months()[word] for word in words if word in _months()), 0)


@cache
def _months() -> dict[str, int]:
    return {
        name.casefold().rstrip("."): number
        for language in Language
        for width in ("wide", "abbreviated")
        for number, name in Locale(language).months["format"][width].items()
    }
