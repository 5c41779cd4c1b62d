"""What the styles of a Word file say of its paragraphs: heading levels, lists, indents, hidden text, language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx.names import W, child, is_on, value, whole

_HEADING = re.compile(r"(?:heading|kop) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg|table of figures|table of authorities|index) ?\d?", re.IGNORECASE)
_COVER = {"title", "subtitle", "titel", "ondertitel"}
_DEEPEST_INHERITANCE = 20
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Numbering:
    """The list that a paragraph belongs to, and its level in it from 0."""

    list_id: str
    level: int


class Styles:
    """The styles of a document; without such a part nothing is known of any."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self._inherited: dict[tuple[str, str, str], bool] = {}
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in root.iter(W + "style") if root is not None else ():
            self._styles[value(style, "styleId")] = style
            if value(style, "default") in ("1", "true", "on"):
                self._default[value(style, "type")] = value(style, "styleId")

    def language(self) -> str:
        """Return the language that the document's text is in where nothing else is said."""
        usual = child(self._styles.get(self._default.get("paragraph", "")), "rPr", "lang")
        return value(usual) or value(child(self._defaults, "lang"))

    def heading_level(self, paragraph: etree._Element) -> int:
        """Return the level of a heading, by its outline level or the name of its style; 0 for other text."""
        outline = child(paragraph, "pPr", "outlineLvl")
        if outline is not None:
            return _level(outline)
        for style in self._of(paragraph):
            outline = child(style, "pPr", "outlineLvl")
            if outline is not None:
                return _level(outline)
            named = _HEADING.fullmatch(value(child(style, "name")))
            if named:
                return int(named[1])
        return 0

    def is_cover(self, paragraph: etree._Element) -> bool:
        """Tell whether a paragraph is the title or subtitle of the document."""
        return any(name.casefold() in _COVER for name in self._names(paragraph))

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Tell whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS.fullmatch(name) for name in self._names(paragraph))

    def numbering(self, paragraph: etree._Element) -> Numbering | None:
        """Return the list that a paragraph belongs to by itself or by its style."""
        list_id, level = "", ""
        for holder in (paragraph, *self._of(paragraph)):
            numbered = child(holder, "pPr", "numPr")
            list_id = list_id or value(child(numbered, "numId"))
            level = level or value(child(numbered, "ilvl"))
        return Numbering(list_id, whole(level)) if list_id not in ("", "0") else None

    def indent(self, paragraph: etree._Element) -> int | None:
        """Return how far a paragraph stands from the left margin, in twentieths of a point, if it says so."""
        for holder in (paragraph, *self._of(paragraph)):
            indent = child(holder, "pPr", "ind")
            left = value(indent, "left") or value(indent, "start")
            if left:
                return whole(left)
        return None

    def is_set(self, switch: str, run: etree._Element, paragraph: etree._Element) -> bool:
        """Tell whether a switch (``vanish``, ``b``, ``strike``) is on for a run, by itself or by its styles."""
        own = is_on(child(run, "rPr", switch))
        return self._inherits(switch, value(child(run, "rPr", "rStyle")), self._id(paragraph)) if own is None else own

    def _inherits(self, switch: str, character: str, paragraph: str) -> bool:
        key = (switch, character, paragraph)
        if key not in self._inherited:
            styles = (*self._chain(character), *self._chain(paragraph))
            said = (is_on(child(style, "rPr", switch)) for style in styles)
            self._inherited[key] = next((answer for answer in said if answer is not None), False)
        return self._inherited[key]

    def _names(self, paragraph: etree._Element) -> Iterator[str]:
        return (value(child(style, "name")) for style in self._of(paragraph))

    def _of(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        return self._chain(self._id(paragraph))

    def _id(self, paragraph: etree._Element) -> str:
        return value(child(paragraph, "pPr", "pStyle")) or self._default.get("paragraph", "")

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on."""
        for _ in range(_DEEPEST_INHERITANCE):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(child(style, "basedOn"))


def _level(outline: etree._Element) -> int:
    level = whole(value(outline), _BODY_LEVEL)
    return level + 1 if 0 <= level < _BODY_LEVEL else 0
