"""What the styles of an OpenDocument file say: which text is struck out, hidden or bold, and how a list is marked."""

from collections.abc import Iterator

from lxml import etree

from ingest.readers.office.open_names import DRAW, FO, PRESENTATION, STYLE, TEXT

_DEEPEST = 20


class OpenStyles:
    """The styles of one document, the common ones and its own."""

    def __init__(self, *parts: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        for part in parts:
            for style in part.iter(STYLE + "style") if part is not None else ():
                self._styles.setdefault(style.get(STYLE + "name") or "", style)
            for style in part.iter(TEXT + "list-style") if part is not None else ():
                self._lists.setdefault(style.get(STYLE + "name") or "", style)

    def looks(self, element: etree._Element) -> dict[str, str]:
        """Return how a paragraph or span looks, as the style of an element of a page says it."""
        name = element.get(TEXT + "style-name") or ""
        said = []
        struck = self._property(name, STYLE + "text-line-through-style") or self._property(
            name, STYLE + "text-line-through-type"
        )
        if struck and struck != "none":
            said.append("text-decoration: line-through")
        if self._property(name, TEXT + "display") == "none":
            said.append("display: none")
        colour, ground = self._property(name, FO + "color"), self._property(name, FO + "background-color")
        if colour:
            said.append(f"color: {colour}; background: {ground or 'transparent'}")
        size = self._property(name, FO + "font-size")
        if size in ("1pt", "0.5pt", "0pt", "2pt"):
            said.append("font-size: 0")
        return {"style": "; ".join(said)} if said else {}

    def tag(self, element: etree._Element) -> str:
        """Return the tag of a page for a paragraph or span: bold words keep their weight, raised ones their place."""
        if element.tag == TEXT + "p":
            return "p"
        name = element.get(TEXT + "style-name") or ""
        if (self._property(name, STYLE + "text-position") or "").startswith("super"):
            return "sup"
        return "b" if self._property(name, FO + "font-weight") == "bold" else "span"

    def list_tag(self, element: etree._Element) -> str:
        """Return whether a list has numbers (``ol``) or bullets (``ul``)."""
        place: etree._Element | None = element
        depth = 0
        name = ""
        while place is not None and not name:
            if place.tag == TEXT + "list":
                name = place.get(TEXT + "style-name") or ""
                depth += 1
            place = place.getparent()
        style = self._lists.get(name)
        levels = [level for level in style if level.get(TEXT + "level") == str(depth)] if style is not None else []
        numbered = any(level.tag == TEXT + "list-level-style-number" for level in levels)
        return "ol" if numbered else "ul"

    def is_hidden_page(self, slide: etree._Element) -> bool:
        """Tell whether a slide is not shown."""
        return self._property(slide.get(DRAW + "style-name") or "", PRESENTATION + "visibility") == "hidden"

    def _property(self, name: str, key: str) -> str:
        return next((value for style in self._chain(name) for part in style if (value := part.get(key))), "")

    def _chain(self, name: str) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name") or ""
