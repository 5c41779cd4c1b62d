"""A PDF opened with the PDF library: its pages, and what it says of itself."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby
from threading import Lock
from typing import Any

from assistant.locale.reasons import reader_error
from ingest.readers.omissions import LeftOut, Omission, Why
from ingest.readers.pdf.checks import require_sound, whole
from ingest.readers.pdf.drawing.drawn import drawn_on, with_drawing
from ingest.readers.pdf.drawing.notes import Notes, notes_on
from ingest.readers.pdf.drawing.scanner import Scan, Word, scan
from ingest.readers.pdf.pictures.recogniser import Recogniser
from ingest.readers.pdf.tags import Tagged, headings_on

MOST_PAGES = 5000
MOST_CHARACTERS = 30_000_000
_LOCK = Lock()  # PDFium is not made for more than one thread
_PASSWORD, _SECURITY = 4, 5
_IMAGE = 3
_XFA_ONLY = 2


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page in the order of the file, and those that are turned against the others.

    ``pictured`` says that a picture fills most of the page and is not read, ``recognised`` that its words were read
    from one; ``headings`` are those that it tags as such; ``left_out`` is what stands on it and is not read.
    """

    number: int
    words: tuple[Word, ...]
    turned: tuple[Word, ...] = ()
    pictured: bool = False
    recognised: bool = False
    headings: tuple[Tagged, ...] = ()
    left_out: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the document's own outline; ``level`` counts from 1, ``page`` too (0 where it names none).

    One that is ``tagged`` stands in no outline: the words themselves are tagged as a heading.
    """

    title: str
    level: int
    page: int
    tagged: bool = False


@dataclass(frozen=True)
class Properties:
    """What the file says of the document: title, language, date of making (``D:20240131…``) and outline."""

    title: str = ""
    language: str = ""
    date: str = ""
    outline: tuple[Bookmark, ...] = ()


class OpenPdf:
    """An open file."""

    def __init__(self, document: Any, most_characters: int, recogniser: Recogniser | None = None) -> None:
        self._document = document
        self._recogniser = recogniser
        self._form = _form(document)
        self._most_characters = self._left = most_characters

    @property
    def properties(self) -> Properties:
        """What the file says of the document."""
        values = self._document.get_metadata_dict()
        date = values.get("ModDate") or values.get("CreationDate") or ""
        return Properties(values.get("Title", "").strip(), self._language(), date, tuple(self._outline()))

    def pages(self) -> Iterator[Page]:
        """Yield the pages in order.

        Raises:
            ReaderError: the file holds more characters than can be read.
        """
        for index in range(len(self._document)):
            yield self._page(index)

    def _page(self, index: int) -> Page:
        import pypdfium2

        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            return Page(index + 1, ())
        try:
            found = scan(page)
            self._left -= found.count
            if self._left < 0:
                raise reader_error("pdf.characters", most=self._most_characters)
            noted = notes_on(page, self._form)
            words = [*found.words, *noted.values]
            words = with_drawing(words, drawn_on(page, noted.strokes)) if words else words
            pictured = len(words) < 5 and _is_pictured(page)
            read = self._recogniser.words(page) if pictured and self._recogniser else []
            left_out = _left_out(found, noted, read or words, index + 1)
            shown = tuple(read or words)
            headings = headings_on(page, shown, index + 1)
            return Page(index + 1, shown, tuple(found.turned), pictured and not read, bool(read), headings, left_out)
        finally:
            page.close()

    def _language(self) -> str:
        from pypdfium2 import raw

        length = raw.FPDFCatalog_GetLanguage(self._document.raw, None, 0)
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFCatalog_GetLanguage(self._document.raw, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
        return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")

    def _outline(self) -> Iterator[Bookmark]:
        import pypdfium2

        with suppress(pypdfium2.PdfiumError):
            for entry in self._document.get_toc(max_depth=8):
                target = entry.get_dest()
                index = target.get_index() if target else None
                yield Bookmark(entry.get_title().strip(), entry.level + 1, 0 if index is None else index + 1)


@contextmanager
def open_pdf(
    data: bytes, *, most_characters: int = MOST_CHARACTERS, recogniser: Recogniser | None = None
) -> Iterator[OpenPdf]:
    """Open a PDF; one at a time. Pages that are pictures are read by the ``recogniser``, where there is one.

    Raises:
        ReaderError: it is too large, damaged, without pages or protected by a password.
    """
    import pypdfium2

    require_sound(data)
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(whole(data))
        except pypdfium2.PdfiumError as error:
            raise reader_error(_fault(getattr(error, "err_code", None))) from None
        try:
            if len(document) == 0:
                raise reader_error("pdf.no_pages")
            if len(document) > MOST_PAGES:
                raise reader_error("pdf.pages", pages=len(document), most=MOST_PAGES)
            if document.get_formtype() == _XFA_ONLY:
                raise reader_error("pdf.xfa")
            yield OpenPdf(document, most_characters, recogniser)
        finally:
            document.close()


def _left_out(found: Scan, noted: Notes, words: list[Word], page: int) -> tuple[Omission, ...]:
    """Gather what stands on a page and is not read: words that cannot be seen or are struck out, and notes."""
    left_out = LeftOut()
    left_out.add(Why.INVISIBLE, " ".join(found.unseen), page)
    for struck, run in groupby(words, key=lambda word: word.struck):
        if struck:
            left_out.add(Why.STRUCK, " ".join(word.text for word in run), page)
    for comment in noted.comments:
        left_out.add(Why.COMMENT, comment, page)
    return tuple(left_out.omissions)


def _form(document: Any) -> Any | None:
    """Return the handle of a document's form, which knows the values of its fields; its scripts are not run."""
    if not document.get_formtype():
        return None
    document.init_forms()
    return document.formenv.raw if document.formenv else None


def _fault(code: int | None) -> str:
    return "pdf.password" if code in (_PASSWORD, _SECURITY) else "pdf.damaged"


def _is_pictured(page: Any) -> bool:
    """Tell whether one picture covers at least half of a page."""
    width, height = page.get_size()
    boxes = (picture.get_bounds() for picture in page.get_objects(filter=[_IMAGE], max_depth=3))
    return any((right - left) * (top - bottom) >= width * height / 2 for left, bottom, right, top in boxes)
