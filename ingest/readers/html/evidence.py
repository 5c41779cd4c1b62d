"""What bears out the name of an element: a name alone never costs text.

Names such as ``consent``, ``share`` or ``related`` are names of topics too. An element goes only where, besides its
name, what it holds or where it stands says the same.
"""

import re

from lxml import html

from ingest.readers.html.inline import BLOCKS, text_of
from ingest.readers.html.measure import Measure
from ingest.readers.shapes import is_prose

_LINKED = 0.5
_MENU_LIKE = 0.8
_LONGEST = 400  # characters of a notice about cookies, a newsletter or rights
_FEW_WORDS = 12
_SUBJECTS = re.compile(
    r"\bcookies?\b|©|\bcopyright\b|all rights reserved|alle rechten voorbehouden|\bprivacy ?(policy|statement|beleid"
    r"|verklaring)\b|\b(subscribe|inschrijven|aanmelden|abonneer)\b|\b(facebook|linkedin|twitter|whatsapp|instagram)\b",
    re.IGNORECASE,
)
_PAGES = frozenset(("prev", "previous", "next", "up", "home", "first", "last", "contents"))
_KEYS = frozenset("pnuh")
_FIELDS = ("form", "input", "button", "textarea")


class Edges:
    """Which elements have nothing but menus before them on the page, or behind them."""

    def __init__(self, main: html.HtmlElement, measures: dict[html.HtmlElement, Measure]) -> None:
        self._main = main
        self._measures = measures

    def holds(self, element: html.HtmlElement) -> bool:
        """Tell whether an element stands at the beginning or the end of the page."""
        return self._is_bare(element, forwards=False) or self._is_bare(element, forwards=True)

    def _is_bare(self, element: html.HtmlElement, *, forwards: bool) -> bool:
        place: html.HtmlElement | None = element
        while place is not None and place is not self._main:
            if forwards and (place.tail or "").strip():
                return False
            for other in place.itersiblings(preceding=not forwards):
                held = self._measures.get(other)
                if (other.tail or "").strip() and other is not place:
                    return False
                if held is not None and held.characters and held.link_share <= _MENU_LIKE:
                    return False
            place = place.getparent()
        return place is not None


def is_borne_out(element: html.HtmlElement, held: Measure, edges: Edges) -> bool:
    """Tell whether what an element holds, or where it stands, says that it is no content either."""
    if not held.characters or held.link_share > _LINKED:
        return True
    if element.tag not in BLOCKS or element.tag in ("td", "th", "p", "li", "dd", "dt"):
        return False
    words = text_of(element) if held.characters <= _LONGEST else ""
    if not words or held.headings:
        return False
    if _SUBJECTS.search(words):
        return True
    if _turns_pages(element):
        return True
    if is_prose(words) or len(words.split()) > _FEW_WORDS:
        return False
    return edges.holds(element) or next(element.iterdescendants(*_FIELDS), None) is not None


def _turns_pages(element: html.HtmlElement) -> bool:
    """Tell whether links in it lead to the page before, after or above, by their relation or the key for it."""
    for link in element.iterdescendants("a"):
        relations = (link.get("rel") or "").casefold().split()
        if not _PAGES.isdisjoint(relations) or (link.get("accesskey") or "").casefold() in _KEYS:
            return not any(is_prose(text_of(paragraph)) for paragraph in element.iterdescendants("p", "li"))
    return False
