"""The numbers and bullets that Word shows before paragraphs; the file holds only the rules that they follow."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx.names import W, child, is_on, value, whole
from ingest.readers.docx.styles import Numbering
from ingest.readers.lines import tidy
from ingest.readers.numerals import letter, roman

_PLACE = re.compile(r"%([1-9])")
_BULLET = "- "


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; ``pattern`` such as ``%1.%2.`` holds the numbers of the levels above."""

    style: str = "decimal"
    pattern: str = ""
    start: int = 1
    indent: int = 0
    legal: bool = False
    restarts_after: int = -1  # the highest level, from 1, that makes it start anew; 0: none; -1: any above

    @property
    def is_bullet(self) -> bool:
        """Whether it shows a sign instead of a number."""
        return self.style == "bullet"


class Lists:
    """Counts the items of all lists of a document, in the order in which they are asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, etree._Element] = {}
        self._linked: dict[str, str] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        for abstract in root.iter(W + "abstractNum") if root is not None else ():
            self._abstract[value(abstract, "abstractNumId")] = _levels(abstract)
            self._linked[value(child(abstract, "styleLink"))] = value(abstract, "abstractNumId")
            if value(child(abstract, "numStyleLink")):
                self._linked[f"of {value(abstract, 'abstractNumId')}"] = value(child(abstract, "numStyleLink"))
        for listed in root.iter(W + "num") if root is not None else ():
            self._lists[value(listed, "numId")] = listed

    def level(self, numbering: Numbering) -> Level | None:
        """Return how a list numbers a level; None where the document does not say."""
        listed = self._lists.get(numbering.list_id)
        if listed is None:
            return None
        override = child(self._override(listed, numbering.level), "lvl")
        if override is not None:
            return _level(override)
        return self._abstract.get(self._source(listed), {}).get(numbering.level)

    def next_marker(self, numbering: Numbering) -> str:
        """Count a paragraph in and return what Word shows before it, with a space behind, or nothing."""
        level = self.level(numbering)
        if level is None:
            return ""
        if level.is_bullet:
            return _BULLET if level.pattern.strip() else ""
        counts = self._count(numbering, level)
        if level.style == "none":
            return ""

        def shown(place: re.Match[str]) -> str:
            depth = int(place[1]) - 1
            at = self.level(Numbering(numbering.list_id, depth)) or Level()
            style = "decimal" if level.legal else at.style
            return _numeral(counts.get(depth, at.start), style)

        marker = tidy(_PLACE.sub(shown, level.pattern))
        return f"{marker} " if marker else ""

    def _count(self, numbering: Numbering, level: Level) -> dict[int, int]:
        listed = self._lists[numbering.list_id]
        counts = self._counts[self._source(listed)]
        if numbering.list_id not in self._begun:
            self._begun.add(numbering.list_id)
            for override in listed.findall(W + "lvlOverride"):
                start = value(child(override, "startOverride"))
                if start:
                    counts[whole(value(override, "ilvl"))] = whole(start) - 1
        counts[numbering.level] = counts.get(numbering.level, level.start - 1) + 1
        for deeper in [depth for depth in counts if depth > numbering.level]:
            below = self.level(Numbering(numbering.list_id, deeper)) or Level()
            if below.restarts_after < 0 or numbering.level < below.restarts_after:
                del counts[deeper]
        return counts

    def _override(self, listed: etree._Element, level: int) -> etree._Element | None:
        overrides = listed.findall(W + "lvlOverride")
        return next((override for override in overrides if whole(value(override, "ilvl")) == level), None)

    def _source(self, listed: etree._Element) -> str:
        """Return the id of the definition that a list follows, also where it is that of a list style."""
        abstract = value(child(listed, "abstractNumId"))
        style = self._linked.get(f"of {abstract}", "")
        return self._linked.get(style, abstract) if style else abstract


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {whole(value(level, "ilvl")): _level(level) for level in abstract.findall(W + "lvl")}


def _level(level: etree._Element) -> Level:
    indent = child(level, "pPr", "ind")
    restart = value(child(level, "lvlRestart"))
    return Level(
        style=value(child(level, "numFmt")) or "decimal",
        pattern=value(child(level, "lvlText")),
        start=whole(value(child(level, "start")), 1),
        indent=whole(value(indent, "left") or value(indent, "start")),
        legal=bool(is_on(child(level, "isLgl"))),
        restarts_after=whole(restart) if restart else -1,
    )


def _numeral(number: int, style: str) -> str:
    if style == "decimalZero":
        return f"{number:02}"
    styles = {"lowerLetter": _doubled, "upperLetter": _doubled, "lowerRoman": roman, "upperRoman": roman}
    numeral = styles[style](number) if style in styles else ""
    return (numeral.upper() if style.startswith("upper") else numeral) or str(number)


def _doubled(number: int) -> str:
    """Return the letter of a number as Word counts: after ``z`` come ``aa``, ``bb``."""
    return letter((number - 1) % 26 + 1) * ((number - 1) // 26 + 1)
