"""When a document is of, as its publisher states it: "November 2024", "2024-03", "1 maart 2019", "2018"."""

import re
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date

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


def date_in(stated: str, language: Language) -> str:
    """Return a date in words of a language; what says more than a month, or less, is as it was stated."""
    moment = moment_of(stated)
    others = [word for word in re.findall(r"[^\W\d_]+", stated.casefold()) if word not in _months()]
    if moment is None or not moment[1] or others:
        return stated
    year, month, day = moment[0], moment[1], moment[2] or _day(stated)
    try:
        return format_date(date(year, month, day or 1), "long" if day else "MMMM y", locale=language.value)
    except ValueError:  # no such day
        return stated


def _day(stated: str) -> int:
    found = re.search(r"\b(\d{1,2})\b", _NUMERIC.sub("", stated))
    return int(found[1]) if found else 0


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
