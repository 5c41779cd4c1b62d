"""The values in which documents of any format say their language, date and address."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

from assistant.domain import Language

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_LONGEST_ADDRESS = 2000
_FEWEST_CHARACTERS = 300
_STRETCH = 1000
_STRETCHES = 5
_LANGUAGE = re.compile(r"([a-z]{2,10})(?:[-_].*)?", re.IGNORECASE)
_NAMES = {"en": Language.EN, "eng": Language.EN, "english": Language.EN, "engels": Language.EN}
_NAMES |= {"nl": Language.NL, "nld": Language.NL, "dut": Language.NL, "dutch": Language.NL, "nederlands": Language.NL}


def language_named(value: str) -> Language | None:
    """Return the language of a tag or name such as ``nl-NL``, if it is one that the assistant speaks."""
    found = _LANGUAGE.fullmatch(value.strip())
    return _NAMES.get(found[1].casefold()) if found else None


def day(value: str) -> str:
    """Return the day of a date or time in the international notation as ``2024-11-05``, else nothing."""
    found = _DAY.match(value.strip())
    if found is None:
        return ""
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def address(value: str) -> str:
    """Return a web address as it stands, and nothing for anything else (``javascript:``, a file's path)."""
    value = value.strip()
    return value if len(value) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(value) else ""


def settle_language(stated: Language, text: str, detect: Callable[[str], Language]) -> Language:
    """Return the language that a document states, unless its text is long enough to show that this is wrong.

    A wrong statement is common: the language of a template, or of the program. It is wrong where less than a quarter
    of the stretches that are looked at are in it; a document with a summary in another language keeps its own.
    """
    if len(text) < _FEWEST_CHARACTERS:
        return stated
    step = max(len(text) // _STRETCHES, _STRETCH)
    found = Counter(detect(text[start : start + _STRETCH]) for start in range(0, len(text), step))
    return stated if found[stated] * 4 >= found.total() else found.most_common(1)[0][0]
