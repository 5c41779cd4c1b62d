"""Reads web pages: the main content of a page, also of one that a browser saved."""

from collections.abc import Iterator

from lxml import html

from assistant.domain import BlockKind, Language
from ingest.readers.content import Content, Piece, Reader
from ingest.readers.html.main import main_content
from ingest.readers.html.measure import HEADINGS
from ingest.readers.html.page import Page, open_page
from ingest.readers.html.particulars import particulars_of, title_of
from ingest.readers.html.walk import read_pieces
from ingest.readers.omissions import LeftOut
from ingest.readers.structure import Particulars, to_content

_SAMPLE = 20_000
_TELLING = 200  # characters


def sample(data: bytes) -> str:
    """Return the first words of a page's paragraphs, or of all of it: what its language shows in."""
    root = open_page(data).root
    said = "\n".join(_first_words(root, "p", *HEADINGS))
    return said if len(said) >= _TELLING else "\n".join(_first_words(root, "*"))


def _first_words(root: html.HtmlElement, *tags: str) -> Iterator[str]:
    length = 0
    for element in root.iter(*tags):
        words = " ".join((element.text_content() if tags != ("*",) else element.text or "").split())
        length += len(words)
        if words and element.tag not in ("script", "style"):
            yield words
        if length > _SAMPLE:
            return


def read(data: bytes, language: Language) -> Content:
    """Read a web page.

    Raises:
        ReaderError: it is empty, too large, not text, or nested too deeply.
    """
    page = open_page(data)
    said = particulars_of(page)
    left_out = LeftOut()
    pieces = _pieces(page, left_out)
    headings = [piece.text for piece in pieces if piece.kind is BlockKind.HEADING and piece.level == 1]
    particulars = Particulars(title_of(page, headings), said.language, said.date, said.url)
    return to_content(pieces, particulars, left_out)


def _pieces(page: Page, left_out: LeftOut) -> list[Piece]:
    return read_pieces(main_content(page.root, left_out))


READER = Reader(sample, read)
