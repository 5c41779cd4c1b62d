"""Which line breaks are soft, and how the words on both sides of one are joined."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from assistant.domain import Language
from ingest.readers.lines import Line

WIDEST_WRAP = 140
_NARROWEST_WRAP = 45
_USUAL_WRAP = 72
_LONGEST_WORD = 100
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_BEGINNINGS = {"in", "out", "over", "under", "on", "up", "for", "with", "to", "be", "per"}  # "in-valuable"
_SUSPENDED = {"en", "of", "and", "or", "tot", "to", "und"}


def line_groups(lines: list[Line]) -> list[list[Line]]:
    """Divide lines where blank lines stand."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def usual_width(groups: list[list[Line]]) -> int:
    """Return the width to which a document is wrapped, in characters."""
    widths = [max(len(line.text) for line in group) for group in groups if len(group) >= 3]
    wrapped = [width for width in widths if _NARROWEST_WRAP <= width <= WIDEST_WRAP]
    return int(median(wrapped)) if wrapped else _USUAL_WRAP


def soft_breaks(group: list[Line], width: int) -> list[bool]:
    """Tell for each line of a group whether it goes on with the line before it."""
    widest = max(len(line.text) for line in group)
    if len(group) < 3:
        widest = max(widest, width)
    full = [_is_full(line, after, widest) for line, after in pairwise(group)]
    wrapped = _NARROWEST_WRAP <= widest <= WIDEST_WRAP and sum(full) * 2 >= len(full)
    soft = [False]
    for (line, after), filled in zip(pairwise(group), full, strict=True):
        soft.append(_goes_on(line, after) or (wrapped and filled and after.indent <= line.indent))
    return soft


def _is_full(line: Line, after: Line, widest: int) -> bool:
    """Tell whether the first word of the next line did not fit on this one; fonts make lines vary by a sixth."""
    return len(line.text) + 1 + len(after.text.split(" ", 1)[0]) > widest * 0.84


def _goes_on(line: Line, after: Line) -> bool:
    if after.indent > line.indent + 1 and len(line.text) < _NARROWEST_WRAP:
        return False
    return after.text[0].islower() or line.text[-1] == "\u00ad" or bool(_broken_word(line.text))


def _broken_word(line: str) -> str:
    """Return the word before a hyphen at the end of a line."""
    found = _BROKEN.search(line[-_LONGEST_WORD:])
    return found[1] if found else ""


class Joiner:
    """Joins the lines of a paragraph; the words of the whole document tell which hyphens are real.

    ``breaks_words`` says that words may have been broken at all; where they are not, every hyphen is real.
    """

    def __init__(self, lines: list[Line], language: Language, *, breaks_words: bool = True) -> None:
        self._words: set[str] = set()
        self._language = language
        self._breaks_words = breaks_words
        cut = False
        for line in lines:
            words = [word.casefold() for word in _WORD.findall(line.text)]
            ends_cut = line.text[-1:] in ("-", "\u00ad")
            self._words.update(words[cut : len(words) - ends_cut])
            cut = ends_cut

    def join(self, lines: Sequence[str]) -> str:
        """Join lines with a space, or with what stands of a hyphen between them."""
        parts = [lines[0]]
        for line in lines[1:]:
            parts[-1], separator = self._ending(parts[-1], line)
            parts += [separator, line]
        return "".join(parts).rstrip("\u00ad")

    def _ending(self, left: str, right: str) -> tuple[str, str]:
        """Return the left line as it should end, and what stands between it and the right one."""
        if left.endswith("\u00ad"):
            return left[:-1], ""
        broken = _broken_word(left)
        if broken and right[0].isalnum():
            return (left, "") if "/" in left.rsplit(" ", 1)[-1] else self._mend(left, broken, right)
        tight = (left[-1] in "/–—" and left[-2:-1] not in ("", " ")) or (right[0] == "/" and left[-1].isalnum())
        return left, "" if tight else " "

    def _mend(self, left: str, head: str, right: str) -> tuple[str, str]:
        found = _WORD.match(right)
        tail = found[0].casefold() if found else ""
        if tail and head.casefold() + tail in self._words:
            return left[:-1], ""
        if tail in _SUSPENDED:
            return left, " "
        return (left if not self._breaks_words or self._is_compound(head, right[0], tail) else left[:-1]), ""

    def _is_compound(self, head: str, first: str, tail: str) -> bool:
        """Tell whether a word is written with this hyphen inside a line, too."""
        if f"{head}-{tail}".casefold() in self._words or not first.islower():
            return True
        part = head.rsplit("-", 1)[-1]
        if len(part) == 1 or (part.isupper() and len(part) > 1):
            return True
        if part.casefold() in _BEGINNINGS:
            return False
        return self._language is Language.EN and {part.casefold(), tail} <= self._words
