"""What a raised figure behind a word means: the mark of a note, which goes, or a power, which stays raised."""

import re

_FIGURES = re.compile(r"\d{1,3}([,;–-]\d{1,3})*|[*†‡§]{1,3}")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d$")
_BASE = re.compile(r"\d$|(?<![^\W\d_])(?:[^\W\d_]|[kcdm]m)$")  # a number, a letter that stands alone, a measure


def with_raised(before: str, raised: str) -> str:
    """Return what a raised text is read as behind the words before it: nothing for the mark of a note."""
    if not _FIGURES.fullmatch(raised.strip()) or not before.strip():
        return raised
    word = before.rstrip()
    if _YEAR.search(word) or not _BASE.search(word):
        return ""
    return raised.strip().translate(_SUPERSCRIPTS)
