"""What of a page is its main content: the rest (menus, banners, footers, what is hidden or run) is taken out of it."""

import re
import tomllib
from pathlib import Path

from lxml import html

from ingest.readers.html.measure import HEADINGS, Measure, measure

_NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
_ROLES = frozenset(_NAMES["roles"])
_NEVER = frozenset(_NAMES["never"])
_SITE = _NEVER | frozenset(_NAMES["site"])
_FILLERS = frozenset(_NAMES["fillers"])
_STATES = frozenset(_NAMES["states"])
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_UNSEEN = ({"visually", "hidden"}, {"sr", "only"}, {"screen", "reader", "text"}, {"screen", "reader", "only"})
_MOST = 0.5
_FEWEST_LINKS = 3
_LINK_LIST = 0.8


def main_content(root: html.HtmlElement) -> html.HtmlElement:
    """Take out what is not content, and return the element that holds the rest."""
    drop_unseen(root)
    main = _marked_main(root)
    if main is not None:
        _drop_chrome(main, _NEVER, whole_page=False)
        return main
    body = root.find(".//body")
    main = root if body is None else body
    _drop_chrome(main, _SITE, whole_page=True)
    _drop_link_lists(main)
    return main


def drop_unseen(root: html.HtmlElement) -> None:
    """Take out what is run, fetched or filled in, what leads elsewhere, and what a reader does not see."""
    opened = _opened(root)
    for element in list(root.iter(*_NAMES["elements"])):
        _drop(element)
    for element in [element for element in root.iter("*") if _is_unseen(element, opened)]:
        _drop(element)


def _marked_main(root: html.HtmlElement) -> html.HtmlElement | None:
    """Return the one element that a page marks as its main one, if it has words."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = [element for element in root.iterfind(path) if any(text.strip() for text in element.itertext("*"))]
        if len(found) == 1:
            return found[0]
    return None


def _opened(root: html.HtmlElement) -> frozenset[str]:
    """Return the ids of what a reader can open: the parts behind accordions and tabs are hidden, yet content."""
    buttons = root.iterfind(".//*[@aria-controls]")
    return frozenset(name for button in buttons for name in (button.get("aria-controls") or "").split())


def _is_unseen(element: html.HtmlElement, opened: frozenset[str]) -> bool:
    if element.tag in ("html", "body"):
        return False
    hidden = element.get("hidden") is not None or (element.get("aria-hidden") or "").casefold() == "true"
    if hidden or _HIDDEN_STYLE.search(element.get("style") or ""):
        return element.get("id") not in opened
    if element.tag == "div" and element.get("title") in ("header", "footer"):  # the running heads of LibreOffice
        return True
    words = {word.casefold() for word in _WORD.findall(element.get("class") or "")}
    return any(unseen <= words for unseen in _UNSEEN) or element.get("role") == "doc-backlink"


def _drop_chrome(main: html.HtmlElement, names: frozenset[str], *, whole_page: bool) -> None:
    """Take out what an element's role, tag or name says is not content, but by its name never most of its text."""
    measures = measure(main)
    most = measures[main].characters * _MOST
    for element, held in measures.items():
        if element is main or element.tag in ("html", "body", *HEADINGS):
            continue
        slight = (held.characters <= most and not held.titles) or held.link_share > _LINK_LIST
        if _is_marked_chrome(element, held, whole_page=whole_page) or (slight and _is_named(element, held, names)):
            _drop(element)


def _is_marked_chrome(element: html.HtmlElement, held: Measure, *, whole_page: bool) -> bool:
    """Tell whether an element's role or tag says that it is not content; an article has its own header and asides."""
    if (element.get("role") or "").casefold() in _ROLES:
        return True
    if element.tag == "button":
        return not held.within_heading
    if element.tag not in ("aside", "footer", "header"):
        return False
    if whole_page and not held.within_article:
        return not held.titles
    return element.tag != "header" and held.link_share > _MOST


def _is_named(element: html.HtmlElement, held: Measure, names: frozenset[str]) -> bool:
    """Tell whether one of an element's classes ends in one of the names, or all of its id consists of them.

    Ids are often made from headings ("social-dialogue", "informed-consent"), so the section of such a heading stays.
    """
    for name in (element.get("class") or "").split():
        words = _telling_words(name)
        if words and words[-1] in names and words[0] not in _STATES:
            return True
    words = _telling_words(element.get("id") or "")
    return bool(words) and names.issuperset(words) and not held.headings


def _telling_words(name: str) -> list[str]:
    """Return the words of a class or id without those that say nothing: ``siteFooter-links`` is about a footer."""
    words = [word.casefold() for word in _WORD.findall(name)]
    return [word for word in words if len(word) > 1 and word not in _FILLERS]


def _drop_link_lists(body: html.HtmlElement) -> None:
    """Take out the menus of an unmarked page: lists of links before its first heading or after its last text."""
    measures = measure(body)
    blocks = [
        element
        for element, held in measures.items()
        if element.tag in ("ul", "ol", *HEADINGS) or (element.tag in ("p", "div", "table") and not held.blocks)
    ]
    texts = [index for index, element in enumerate(blocks) if not _is_link_list(element, measures[element])]
    first = next((index for index in texts if blocks[index].tag in HEADINGS), texts[0] if texts else 0)
    last = texts[-1] if texts else len(blocks)
    for index, element in enumerate(blocks):
        if _is_link_list(element, measures[element]) and not first < index < last:
            _drop(element)


def _is_link_list(element: html.HtmlElement, held: Measure) -> bool:
    return element.tag not in HEADINGS and held.links >= _FEWEST_LINKS and held.link_share > _LINK_LIST


def _drop(element: html.HtmlElement) -> None:
    """Empty an element, in place: what follows it stays, and is not copied."""
    element.clear(keep_tail=True)
    element.tag = "wbr"
