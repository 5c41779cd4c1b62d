"""What a click opens is content: the parts behind accordions, tabs, slides and "read more", with their questions.

A button that opens a part becomes the heading over it. A hidden part counts as one that can be opened where a control
stands beside it or names it; nothing else that is hidden does.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml import html

from ingest.readers.html.looks import Looks
from ingest.readers.html.measure import HEADINGS
from ingest.readers.lines import tidy

_LONGEST_LABEL = 200
_FEW = 12
_NAMING = ("aria-controls", "data-bs-target", "data-target", "data-controls", "popovertarget", "commandfor", "for")
_EXPANDABLE = ("aria-expanded", "data-bs-toggle", "data-toggle", "onclick")
_GENERIC = re.compile(
    r"(read|show|view|see|learn|lees|toon|bekijk|laat|open|close|sluit\w*|expand|collapse|uitklappen|inklappen|klap|more"
    r"|meer|less|minder|next|previous|volgende|vorige|all|alle|alles|menu|toggle|zien|verder|uit|in|further|details"
    r"|answer|answers|antwoord|antwoorden|tonen|verbergen|hide|»|›|\+|…|\.|\d| )+",
    re.IGNORECASE,
)
_OFF_LIMITS = ("nav", "menu", "dialog", "select", "template", "noscript", "script", "style", "footer")
_MENU_ROLES = ("navigation", "menu", "menubar", "dialog", "alertdialog", "banner", "contentinfo", "search")


class Opened:
    """The hidden elements of a page that a reader can open; made before anything is taken out of it.

    ``labels`` are links that only say that there is more.
    """

    def __init__(self, root: html.HtmlElement, looks: Looks) -> None:
        self.elements: set[html.HtmlElement] = set()
        self.labels: set[html.HtmlElement] = set()
        self._looks = looks
        self._texts: dict[html.HtmlElement, Counter[str]] = {}
        elements = list(root.iter("*"))
        self._by_id = {name: element for element in reversed(elements) if (name := element.get("id"))}
        self._named = {name for element in elements for name in _targets(element)}
        self.elements.update(element for element in elements if self.is_hidden(element) and self._opens_up(element))
        self._make_headings([element for element in elements if element.tag in HEADINGS or _is_control(element)])

    def is_hidden(self, element: html.HtmlElement) -> bool:
        """Tell whether an element is marked as not to be seen now."""
        if element.tag in ("html", "body"):
            return False
        marked = element.get("hidden") is not None or (element.get("aria-hidden") or "").casefold() == "true"
        return marked or self._looks.is_not_shown(element)

    def _opens_up(self, element: html.HtmlElement) -> bool:
        if element.tag in _OFF_LIMITS or (element.get("role") or "").casefold() in _MENU_ROLES:
            return False
        if element.get("id") in self._named or (element.get("role") or "").casefold() == "tabpanel":
            return True
        if (element.get("aria-hidden") or "").casefold() == "true" and self._has_twin(element):
            return False
        return any(map(_opens, _beside(element))) or _follows_question(element)

    def _has_twin(self, element: html.HtmlElement) -> bool:
        """Tell whether its words stand beside it too: a carousel that turns in a circle repeats its first slide."""
        parent = element.getparent()
        if parent is None:
            return False
        if parent not in self._texts:
            self._texts[parent] = Counter(map(_beginning, parent))
        return self._texts[parent][_beginning(element)] > 1

    def _make_headings(self, elements: list[html.HtmlElement]) -> None:
        """Put the words of each control over what it opens, as a heading one below the last real one."""
        level = 2
        for element in elements:
            if element.tag in HEADINGS:
                asks = any(_is_control(inner) for inner in element.iterdescendants("*"))
                level = min(int(element.tag[1]) + (not asks), 6)
            elif not _within_heading(element):
                self._make_heading(element, level)

    def _make_heading(self, control: html.HtmlElement, level: int) -> None:
        label = _beginning(control, _LONGEST_LABEL + 1)
        if control.tag == "a" and _GENERIC.fullmatch(label) and not control.get("name"):
            self.labels.add(control)
        panel = self._panel(control) if label and len(label) <= _LONGEST_LABEL else None
        if panel is None or _GENERIC.fullmatch(label) or not _beginning(panel) or _is_menu(panel):
            return
        if control.tag == "summary" or panel.getprevious() is control:
            control.tag = f"h{level}"
            return
        heading = html.Element(f"h{level}")
        heading.text = label
        heading.tail, panel.text = panel.text, None
        panel.insert(0, heading)
        control.clear(keep_tail=True)
        control.tag = "wbr"

    def _panel(self, control: html.HtmlElement) -> html.HtmlElement | None:
        """Return the one part that a control opens."""
        if control.tag == "summary":
            return control.getparent()
        names = _targets(control)
        if names:
            panel = self._by_id.get(names[0]) if len(names) == 1 else None
            return panel if panel is not None and not _contains(panel, control) else None
        after = _next_beside(control)
        question = _beginning(control, _LONGEST_LABEL + 1).endswith("?")
        folds = any(control.get(name) is not None for name in ("aria-expanded", "data-bs-toggle", "data-toggle"))
        return after if after is not None and (after in self.elements or question or folds) else None


def _targets(control: html.HtmlElement) -> list[str]:
    """Return the ids of what an element says that it opens."""
    if control.tag == "label" or not isinstance(control.tag, str):
        return []
    said = " ".join(control.get(name) or "" for name in _NAMING)
    if control.tag == "a" and any(control.get(name) for name in ("data-bs-toggle", "data-toggle", "role", "onclick")):
        said += " " + (control.get("href") or "")
    return [name.removeprefix("#") for name in said.split() if not name.startswith(".")]


def _is_control(element: html.HtmlElement) -> bool:
    if (
        element.tag in ("button", "summary")
        or (element.tag == "label" and element.get("for"))
        or (element.get("role") or "").casefold() in ("button", "tab")
    ):
        return True
    if element.tag == "a":
        href = (element.get("href") or "-").strip()
        return bool(_targets(element)) or href in ("", "#") or href.startswith("javascript:")
    return any(element.get(name) is not None for name in _EXPANDABLE) and not len(element)


def _opens(element: html.HtmlElement) -> bool:
    """Tell whether an element is a control, or holds little but one."""
    if _is_control(element):
        return True
    if element.tag in ("nav", "ul", "ol", "p") or len(_beginning(element, _LONGEST_LABEL + 1)) > _LONGEST_LABEL:
        return False
    return any(_is_control(part) for part in islice(element.iterdescendants("*"), _FEW))


def _beside(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield what stands beside an element, or beside its parent where that holds nothing else."""
    yield from (other for other in (element.getprevious(), element.getnext()) if other is not None)
    parent = element.getparent()
    if parent is None or parent.tag in ("body", "main"):
        return
    same = [other for other in parent if other.tag == element.tag]
    if len(same) > 1:  # slides and tabs: one of them is shown, controls stand before or behind them all
        yield from (other for other in (parent.getprevious(), parent.getnext()) if other is not None)
        yield from (other for other in (*parent[:1], *parent[-1:]) if other.tag != element.tag)
    elif not (parent.text or "").strip() and len(parent) == 1:
        yield from (other for other in (parent.getprevious(), parent.getnext()) if other is not None)


def _next_beside(control: html.HtmlElement) -> html.HtmlElement | None:
    """Return the element behind a control, or behind what holds the control alone."""
    place = control
    while place.getnext() is None and not (place.tail or "").strip():
        parent = place.getparent()
        if parent is None or len(parent) > 1 or (parent.text or "").strip():
            return None
        place = parent
    return None if (place.tail or "").strip() else place.getnext()


def _follows_question(element: html.HtmlElement) -> bool:
    """Tell whether a hidden part stands right below a heading, a term or a question, which then opens it."""
    before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    words = _beginning(before, _LONGEST_LABEL + 1)
    return before.tag in (*HEADINGS, "dt") or (words.endswith("?") and len(words) <= _LONGEST_LABEL)


def _is_menu(panel: html.HtmlElement) -> bool:
    linked = sum(len("".join(link.itertext())) for link in panel.iter("a"))
    return panel.tag in _OFF_LIMITS or linked > len("".join(panel.itertext())) / 2


def _contains(outer: html.HtmlElement, inner: html.HtmlElement) -> bool:
    return any(element is outer for element in inner.iterancestors())


def _within_heading(element: html.HtmlElement) -> bool:
    return any(outer.tag in HEADINGS for outer in islice(element.iterancestors(), _FEW))


def _beginning(element: html.HtmlElement, length: int = 80) -> str:
    """Return the first words of an element; a long one is not gone through as a whole."""
    return tidy(" ".join(islice(element.itertext(), _FEW * 4)))[:length]
