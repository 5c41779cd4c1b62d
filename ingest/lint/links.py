"""Checks of the links of web pages and Markdown that lead to a place in the same page, or to a file beside it."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin

from assistant.domain import Document
from assistant.errors import ReaderError
from ingest.lint.finding import Finding, about
from ingest.lint.folder import Folder
from ingest.lint.kinds import Check
from ingest.readers.characters.decode import decode
from ingest.readers.html.main import main_content
from ingest.readers.html.page import open_page, parse
from ingest.readers.omissions import LeftOut

_WEB = {".htm", ".html", ".mht", ".mhtml"}
_MARKDOWN = {".markdown", ".md"}
_LOWEST_HEADING = 6


def check_links(folder: Folder) -> Iterator[Finding]:
    """Find links to a place or file that is not there."""
    for document in folder.documents:
        path = folder.root / document.path
        if path.suffix.lower() in _WEB | _MARKDOWN:
            root = _open(path)
            yield from () if root is None else _dead(document, root, path)


def _open(path: Path) -> html.HtmlElement | None:
    try:
        if path.suffix.lower() in _WEB:
            return open_page(path.read_bytes()).root
        parser = MarkdownIt("commonmark", {"html": True}).use(anchors_plugin, max_level=_LOWEST_HEADING)
        return parse(f"<body>{parser.render(decode(path.read_bytes()))}</body>")
    except (OSError, ReaderError):  # its content is of another format than its name says
        return None


def _dead(document: Document, root: html.HtmlElement, path: Path) -> Iterator[Finding]:
    places = {name for element in root.iter("*") for name in (element.get("id"), element.get("name")) if name}
    for link in main_content(root, LeftOut()).iter("a"):
        target = link.get("href") or ""
        beside = not document.url  # a page of the web leads to its neighbours on the web
        if not _leads_somewhere(target, places, path.parent if beside else None):
            yield about(document, Check.DEAD_LINK, _span(document, link.text_content()), target=target)


def _leads_somewhere(target: str, places: set[str], folder: Path | None) -> bool:
    try:
        address = urlsplit(target)
    except ValueError:
        return False
    if address.scheme or address.netloc or address.path.startswith("/"):
        return True
    if not address.path:
        return address.fragment in ("", "top") or unquote(address.fragment) in places or address.fragment in places
    return folder is None or (folder / unquote(address.path)).exists()


def _span(document: Document, words: str) -> tuple[int, int] | None:
    """Return where the words of a link stand first, with the line up to them."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), document.text) if words.strip() else None
    return (max(document.text.rfind("\n", 0, found.start()) + 1, found.start() - 40), found.end()) if found else None
