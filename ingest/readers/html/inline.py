"""The words of an element, and which tags stand in a line of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree, html

from ingest.readers.lines import tidy
from ingest.readers.raised import with_raised

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
})  # fmt: skip
_NOTE_MARK = re.compile(r"[\[(]?(\d{1,3}|[a-z]|[ivx]{1,4}|[*†‡]{1,3}|[↩↑^¶§🔗]\ufe0e?)[\])]?")
_LONGEST_MARK = 8
_MOST_PARTS = 8


def text_of(element: html.HtmlElement) -> str:
    """Return all words of an element on one line."""
    parts: list[str] = []
    for part in _parts(element):
        parts.append(with_raised("".join(parts[-3:]), part.text) if isinstance(part, Raised) else part)
    return tidy("".join(parts))


@dataclass(frozen=True, slots=True)
class Raised:
    """Figures that stand raised behind a word."""

    text: str


def raised_in(element: html.HtmlElement) -> Raised | None:
    """Return the figures of an element that is nothing but raised figures."""
    if element.tag != "sup":
        return None
    text = "".join(islice(element.itertext(), _MOST_PARTS))[:_LONGEST_MARK].strip()
    return Raised(text) if text and not any(map(str.isalpha, text)) else None


def _parts(element: html.HtmlElement) -> Iterator[str | Raised]:
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if inner.tag in BLOCKS or inner.tag == "br":
            yield " "
        raised = raised_in(inner) if event == "start" else None
        if event == "start" and is_note_mark(inner):
            walk.skip_subtree()
        elif raised:
            walk.skip_subtree()
            yield raised
        elif event == "start":
            yield inner.text or ""
        elif event == "end" and inner is not element:
            yield inner.tail or ""


def is_note_mark(element: html.HtmlElement) -> bool:
    """Tell whether an element is the raised number of a footnote, or the sign that leads back from one."""
    if element.get("role") in ("doc-noteref", "doc-backlink"):
        return True
    if element.tag not in ("a", "sup") or not _NOTE_MARK.fullmatch(_beginning(element)):
        return False
    link = element if element.tag == "a" else element.find(".//a")
    raised = element.tag == "sup" or not _beginning(element).isalnum()
    return link is not None and "#" in (link.get("href") or "") and raised


def _beginning(element: html.HtmlElement) -> str:
    """Return the words of a short element, and of a long one enough to see that it is long."""
    return "".join(islice(element.itertext(), _MOST_PARTS))[:_LONGEST_MARK].strip()
