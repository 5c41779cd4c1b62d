"""What of a page is its main content: the rest (menus, banners, footers, what is hidden or run) is taken out of it."""

import re
import tomllib
from pathlib import Path

from lxml import html

from ingest.readers.html.controls import Opened
from ingest.readers.html.evidence import Edges, is_borne_out
from ingest.readers.html.inline import text_of
from ingest.readers.html.looks import Looks
from ingest.readers.html.measure import HEADINGS, Measure, measure
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.shapes import is_prose

_NAMES = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
_ELEMENTS = {tag: Why(why) for why, tags in _NAMES["elements"].items() for tag in tags}
_CODE = ("script", "style")
_ROLES, _NEVER, _FILLERS, _STATES = (frozenset(_NAMES["names"][key]) for key in ("roles", "never", "fillers", "states"))
_SITE = _NEVER | frozenset(_NAMES["names"]["site"])
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_UNSEEN = ({"visually", "hidden"}, {"sr", "only"}, {"screen", "reader", "text"}, {"screen", "reader", "only"})
_MOST = 0.5
_FEWEST_LINKS = 3
_LINK_LIST = 0.8


def main_content(root: html.HtmlElement, left_out: LeftOut) -> html.HtmlElement:
    """Take out what is not content, and return the element that holds the rest."""
    drop_unseen(root, left_out)
    main = _marked_main(root)
    if main is not None:
        _drop_chrome(main, _NEVER, left_out, whole_page=False)
        return main
    body = root.find(".//body")
    main = root if body is None else body
    _drop_chrome(main, _SITE, left_out, whole_page=True)
    _drop_link_lists(main, left_out)
    return main


def drop_unseen(root: html.HtmlElement, left_out: LeftOut) -> None:
    """Take out what is run, fetched or filled in, what leads elsewhere, and what a reader does not see."""
    looks = Looks(root)
    opened = Opened(root, looks)
    for element in list(root.iter("*")):
        why = _why_unseen(element, looks, opened)
        if why is not None and element.tag != "wbr":
            _drop(element, why, left_out)


def _why_unseen(element: html.HtmlElement, looks: Looks, opened: Opened) -> Why | None:
    """Tell why a reader of the page does not see an element; None where it is seen, or can be opened."""
    if element.tag in _ELEMENTS:
        return _ELEMENTS[element.tag]
    if looks.is_struck(element):
        return Why.STRUCK
    if opened.is_hidden(element):
        return None if element in opened.elements else Why.HIDDEN
    if looks.is_invisible(element):
        return Why.INVISIBLE
    if element in opened.labels:
        return Why.CONTROL
    if element.tag == "div" and element.get("title") in ("header", "footer"):  # the running heads of LibreOffice
        return Why.RUNNING_HEAD
    words = {word.casefold() for word in _WORD.findall(element.get("class") or "")}
    spoken = any(unseen <= words for unseen in _UNSEEN) and not _is_text(element)
    return Why.HIDDEN if spoken or element.get("role") == "doc-backlink" else None


def _marked_main(root: html.HtmlElement) -> html.HtmlElement | None:
    """Return the one element that a page marks as its main one, if it has words."""
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = [element for element in root.iterfind(path) if any(text.strip() for text in element.itertext("*"))]
        if len(found) == 1:
            return found[0]
    return None


def _drop_chrome(main: html.HtmlElement, names: frozenset[str], left_out: LeftOut, *, whole_page: bool) -> None:
    """Take out what an element's role, tag or name says is not content; a name needs something that bears it out."""
    measures = measure(main)
    edges = Edges(main, measures)
    most = measures[main].characters * _MOST
    for element, held in measures.items():
        if element is main or element.tag in ("html", "body", *HEADINGS):
            continue
        slight = (held.characters <= most and not held.titles) or held.link_share > _LINK_LIST
        if element.tag == "button" and not held.within_heading:
            _drop(element, Why.CONTROL, left_out)
        elif _is_marked_chrome(element, held, whole_page=whole_page) or (
            slight and _is_named(element, held, names) and is_borne_out(element, held, edges)
        ):
            _drop(element, Why.MENU, left_out)


def _is_marked_chrome(element: html.HtmlElement, held: Measure, *, whole_page: bool) -> bool:
    """Tell whether an element's role or tag says that it is not content; an article has its own header and asides."""
    if (element.get("role") or "").casefold() in _ROLES:
        return True
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


def _drop_link_lists(body: html.HtmlElement, left_out: LeftOut) -> None:
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
            _drop(element, Why.MENU, left_out)


def _is_link_list(element: html.HtmlElement, held: Measure) -> bool:
    return element.tag not in HEADINGS and held.links >= _FEWEST_LINKS and held.link_share > _LINK_LIST


def _is_text(element: html.HtmlElement) -> bool:
    return is_prose(text_of(element))


def _drop(element: html.HtmlElement, why: Why | None, left_out: LeftOut) -> None:
    """Empty an element, in place: what follows it stays, and is not copied."""
    if why is not None and element.tag not in _CODE:
        left_out.add(why, text_of(element))
    element.clear(keep_tail=True)
    element.tag = "wbr"
