"""Reads PDFs: words get their place, lines and columns their order, and pieces their structure, roles and pages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.domain import BlockRole, Language
from assistant.errors import Reason
from assistant.locale.reasons import reader_error
from ingest.readers.content import Content, Reader, assemble
from ingest.readers.lines import Line
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.pdf.about import date_of, language_of, title_of
from ingest.readers.pdf.breaks import Spacing
from ingest.readers.pdf.columns import reading_order
from ingest.readers.pdf.contents import mark_contents_pages
from ingest.readers.pdf.drawing.scanner import UNREADABLE
from ingest.readers.pdf.engine import Bookmark, Page, Properties, open_pdf
from ingest.readers.pdf.fragments import Fragment, Style, fragments, plain, usual_style
from ingest.readers.pdf.furniture import without_furniture
from ingest.readers.pdf.headings import Headings, with_chapter_titles
from ingest.readers.pdf.hyphens import breaks_words
from ingest.readers.pdf.margin import without_line_numbers
from ingest.readers.pdf.paragraphs import Draft, drafts
from ingest.readers.pdf.pictures import tesseract
from ingest.readers.pdf.pictures.recogniser import Recogniser
from ingest.readers.pdf.rows import rows
from ingest.readers.pdf.tables import with_tables
from ingest.readers.pdf.tags import Tagged, believable
from ingest.readers.structure.roles import (
    mark_colophon,
    mark_contents,
    mark_cover,
    mark_credits_and_addresses,
    mark_pointers,
)
from ingest.readers.wrapping import Joiner

_SAMPLE = 20_000
_READABLE = 0.7
_FEWEST_TURNED = 3  # lines of a turned table; fewer are a stamp in the margin
_RECOGNISE = Reason("pdf.recognise")
_INSTALL = Reason("pdf.install", {"packages": tesseract.PACKAGES, "recognise": _RECOGNISE})


def sample(data: bytes) -> str:
    """Return the words of the first pages of a PDF.

    Raises:
        ReaderError: it cannot be opened, or holds no text.
    """
    parts: list[str] = []
    with open_pdf(data, recogniser=Recogniser(Language.EN, most_pages=1)) as pdf:
        for page in pdf.pages():
            parts += [word.text for word in page.words]
            if sum(map(len, parts)) > _SAMPLE:
                break
    return " ".join(parts)


def read(data: bytes, language: Language) -> Content:
    """Read a PDF.

    Raises:
        ReaderError: it is too large, damaged, protected, or holds no text.
    """
    recognised: list[int] = []
    tagged: list[Tagged] = []
    with open_pdf(data, recogniser=Recogniser(language)) as pdf:
        properties = pdf.properties
        left_out = LeftOut()
        pages = _fragments(_noting(pdf.pages(), tagged), left_out, recognised)
    pages = without_line_numbers(pages, left_out)
    body = usual_style(pages)
    properties = _with_tags(properties, tagged, pages)
    outline = frozenset((entry.page, plain(entry.title)) for entry in properties.outline)
    found = _structured(without_furniture(pages, body, left_out, outline), body, properties, language)
    if not found:
        raise reader_error("pdf.page_numbers")
    content = assemble(title_of(properties, found), [draft.piece for draft in found])
    return replace(
        content,
        language=language_of(properties),
        date=date_of(properties, found),
        left_out=tuple(left_out.omissions),
        recognised=tuple(recognised),
    )


def _noting(pages: Iterable[Page], tagged: list[Tagged]) -> Iterator[Page]:
    """Yield the pages and note the headings that they tag."""
    for page in pages:
        tagged += page.headings
        yield page


def _with_tags(properties: Properties, tagged: list[Tagged], pages: list[list[Fragment]]) -> Properties:
    """Where a document has no outline, the headings that it tags are one."""
    if properties.outline:
        return properties
    letters = sum(len(fragment.text) for page in pages for fragment in page)
    found = (Bookmark(each.title, each.level, each.page, tagged=True) for each in believable(tagged, letters))
    return replace(properties, outline=tuple(found))


def _fragments(pages: Iterable[Page], left_out: LeftOut, recognised: list[int]) -> list[list[Fragment]]:
    """Return what stands on each page, and note which were read from pictures.

    Raises:
        ReaderError: there is no text, or its letters have no meaning.
    """
    found: list[list[Fragment]] = []
    scans: list[int] = []
    scanned = written = letters = unreadable = 0
    for page in pages:
        found.append(fragments(page.words, page.number))
        turned = fragments(page.turned, page.number)
        if len({round(fragment.base) for fragment in turned}) >= _FEWEST_TURNED:
            found.append(turned)
        else:
            left_out.add(Why.UNPLACED, " ".join(word.text for word in page.turned), page.number)
        left_out.omissions += page.left_out
        if page.pictured:
            scans.append(page.number)
        if page.recognised:
            recognised.append(page.number)
        scanned += page.pictured
        written += bool(page.words)
        letters += sum(len(word.text) for word in page.words)
        unreadable += sum(word.text.count(UNREADABLE) for word in page.words)
    for number in scans:
        left_out.add(Why.SCANNED, str(number), number)
    unseen = any(omission.why is Why.INVISIBLE for omission in left_out.omissions)
    _require_text(scanned=scanned, written=written, readable=letters - unreadable, letters=letters, unseen=unseen)
    return found


def _require_text(*, scanned: int, written: int, readable: int, letters: int, unseen: bool) -> None:
    if scanned > written or not letters:
        found = "pdf.scanned" if scanned else "pdf.unseen" if unseen else "pdf.no_text"
        install = scanned and not tesseract.installed()
        raise reader_error(found, recognise=_INSTALL if install else _RECOGNISE)
    if readable < _READABLE * letters:
        raise reader_error("pdf.fonts", recognise=_RECOGNISE)


def _structured(pages: list[list[Fragment]], body: Style, properties: Properties, language: Language) -> list[Draft]:
    """Put what stands on the pages together to pieces with their kinds, levels and roles."""
    lines = rows(reading_order(pages))
    joiner = Joiner([Line(row.text) for row in lines], language, breaks_words=breaks_words(lines))
    found = drafts(with_tables(lines), Spacing(lines, body), joiner)
    pieces = [draft.piece for draft in found]
    mark_credits_and_addresses(pieces)
    mark_contents(pieces)
    mark_contents_pages(pieces)
    Headings(found, body, properties.outline).mark()
    found = with_chapter_titles(found)
    pieces = [draft.piece for draft in found]
    mark_pointers(pieces)
    mark_colophon(pieces)
    mark_cover([piece for piece in pieces if piece.role in (BlockRole.GUIDANCE, BlockRole.CREDIT)])
    Headings(found, body, properties.outline).set_levels()
    return found


READER = Reader(sample, read)
