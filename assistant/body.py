"""What an answer is made of: parts in order, made once and rendered wherever the answer is shown.

Nobody reads a rendered text to find out what is a heading, an item or a citation in it: that is known here.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.language import Language

INDENT = " " * 4  # of an item under another: enough under "10. ", and not too much under "- "

_NUMBER = re.compile(r"\d{1,9}[.)]")


class PartKind(StrEnum):
    """What a part is: words of our own (``said``, ``note``), or words that are shown as fact (``sentence``, ``item``).

    A note is a small remark, such as what is missing. An item may be our own as well; it then has no citations, as a
    heading of our own has none.
    """

    SAID = "said"
    HEADING = "heading"
    SENTENCE = "sentence"
    ITEM = "item"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Translation:
    """Who translated words, and on which date (YYYY-MM-DD) somebody checked that, empty where nobody did."""

    origin: str
    checked_on: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer; ``citations`` are the numbers of what proves it, ``language`` is that of ``text``.

    ``quote`` holds the original words where ``text`` is a translation or written, else it is empty. ``level`` is 1 for
    the highest heading; for items the depth below the highest one of their list, from 0. ``lead`` is a name, in bold
    before the words; where it is all of ``text``, the words are in bold. A ``joined`` part stands on the line of the
    part before it: sentences of one paragraph, or an item's explanation, which is of the kind ``item`` too. ``marker``
    is a numbered item's number as in its document ("3."); an item without one has a dash.
    """

    kind: PartKind
    text: str
    language: Language
    citations: tuple[int, ...] = ()
    quote: str = ""
    translation: Translation | None = None
    level: int = 0
    lead: str = ""
    joined: bool = False
    marker: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether it is shown as a fact, not as words of our own or as a heading."""
        return self.kind is PartKind.SENTENCE or (self.kind is PartKind.ITEM and bool(self.citations))

    @property
    def words(self) -> str:
        """The words after the name in bold; empty where that is all."""
        return "" if self.text == self.lead else self.text


def said(text: str, language: Language) -> tuple[Part, ...]:
    """Return a body that is one paragraph of our own."""
    return (Part(PartKind.SAID, text, language),)


def lines(parts: Iterable[Part]) -> tuple[tuple[Part, ...], ...]:
    """Return the lines of a body: each a part with those that are joined to it."""
    found: list[list[Part]] = []
    for part in parts:
        if part.joined and found:
            found[-1].append(part)
        else:
            found.append([part])
    return tuple(map(tuple, found))


def between(before: Part | None, part: Part) -> str:
    """Return what stands between a part and the one before it: nothing, space, a dash, a line or a paragraph's end."""
    if before is None:
        return ""
    items = [each.kind is PartKind.ITEM for each in (before, part)]
    if part.joined:
        return " – " if any(items) else " "
    return "\n" if all(items) else "\n\n"


def piece(
    part: Part,
    before: Part | None = None,
    words: Callable[[str], str] = str,
    number: Callable[[int], str] = "[{}]".format,
) -> str:
    """Return what a part adds to the Markdown of the parts before it; ``words`` escapes, ``number`` cites."""
    lead = f"**{words(part.lead)}**{':' if part.words else ''}" if part.lead else ""
    shown = filter(None, (lead, words(part.words), *map(number, part.citations)))
    sign = "" if part.joined else _sign(part, before, words)
    return f"{between(before, part)}{sign}{' '.join(shown)}"


def rendered(
    parts: Iterable[Part], words: Callable[[str], str] = str, number: Callable[[int], str] = "[{}]".format
) -> str:
    """Return parts as Markdown: a number in brackets for each citation, items under each other, else paragraphs."""
    text, before = "", None
    for part in parts:
        text += piece(part, before, words, number)
        before = part
    return text


def _sign(part: Part, before: Part | None, words: Callable[[str], str]) -> str:
    """Return what a line begins with. A document's own number is only taken for one where it looks like one."""
    if part.kind is PartKind.HEADING:
        return "#" * max(part.level, 1) + " "
    if part.kind is not PartKind.ITEM:
        return ""
    depth = part.level if before is not None and before.kind is PartKind.ITEM else 0
    numbered = _NUMBER.fullmatch(part.marker)
    own = "" if numbered or not part.marker else f"{words(part.marker)} "
    return f"{INDENT * depth}{part.marker if numbered else '-'} {own}"
