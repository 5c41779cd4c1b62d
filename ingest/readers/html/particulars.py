"""What a page says of itself in its head: title, language, date and canonical address."""

import re
from collections.abc import Iterable

from lxml import html

from ingest.readers.html.page import Page
from ingest.readers.lines import tidy
from ingest.readers.particulars import address, day, language_named
from ingest.readers.structure import Particulars

_DATES = (
    "article:published_time",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "date",
    "article:modified_time",
    "dcterms.modified",
    "last-modified",
)
_LANGUAGES = ("content-language", "dcterms.language", "dc.language", "og:locale")
_SIGNS = " |·•»:–—-"
_BETWEEN_TITLES = re.compile(r" [|·•»:–—-]+ | ?[|»] ?")


def particulars_of(page: Page) -> Particulars:
    """Read what a page says of itself; its title is weighed by ``title_of``."""
    said = _named(page.root)
    return Particulars(
        language=next(filter(None, map(language_named, [_stated(page.root), *_values(said, _LANGUAGES)])), None),
        date=next(filter(None, map(day, [*_values(said, _DATES), *_times(page.root)])), ""),
        url=next(filter(None, map(address, [_canonical(page.root), said.get("og:url", ""), page.saved_from])), ""),
    )


def title_of(page: Page, main_headings: list[str]) -> str:
    """Return a page's title without the name of its site; empty if it has none.

    The part of it that holds the page's main heading is its title: what else it holds is about the site.
    """
    named = _named(page.root)
    title = tidy(page.root.findtext(".//title") or "") or tidy(named.get("og:title", ""))
    parts = [part.strip() for part in _BETWEEN_TITLES.split(title) if part.strip()]
    for heading in main_headings:
        if heading.casefold() in title.casefold():
            return next((part for part in parts if heading.casefold() in part.casefold()), heading)
    if len(main_headings) == 1:
        return main_headings[0]
    site = tidy(named.get("og:site_name", "")).casefold()
    return (
        title[: title.rindex(parts[-1])].rstrip(_SIGNS)
        if site and parts[1:] and parts[-1].casefold() == site
        else title
    )


def _named(root: html.HtmlElement) -> dict[str, str]:
    """Return the content of each ``meta`` by its name, the first where it comes twice."""
    named: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        named.setdefault(name.casefold(), element.get("content") or "")
    return named


def _values(said: dict[str, str], names: Iterable[str]) -> list[str]:
    return [said.get(name, "") for name in names]


def _stated(root: html.HtmlElement) -> str:
    return root.get("lang") or root.get("xml:lang") or ""


def _times(root: html.HtmlElement) -> list[str]:
    return [element.get("datetime") or "" for element in root.iter("time")][:1]


def _canonical(root: html.HtmlElement) -> str:
    links = (link for link in root.iter("link") if "canonical" in (link.get("rel") or "").casefold().split())
    return next((link.get("href") or "" for link in links), "")
