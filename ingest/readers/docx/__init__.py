"""Reads Word files (.docx)."""

from lxml import etree

from assistant.domain import BlockKind, BlockRole, Language
from assistant.errors import Reason
from assistant.locale.reasons import reader_error
from ingest.readers.content import Content, Piece, Reader
from ingest.readers.docx.names import child
from ingest.readers.docx.package import Package
from ingest.readers.docx.walk import Walker
from ingest.readers.lines import tidy
from ingest.readers.particulars import day, language_named
from ingest.readers.structure import Particulars, to_content

_SAMPLE = 20_000
_BEGINNING = 3000
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"


def sample(data: bytes) -> str:
    """Return the first words of a Word file."""
    walker = _walked(Package(data))
    return "\n".join(piece.text for piece in walker.pieces)[:_SAMPLE]


def read(data: bytes, language: Language) -> Content:
    """Read a Word file.

    Raises:
        ReaderError: it is damaged, too large, has a password or holds no words.
    """
    package = Package(data)
    walker = _walked(package)
    return to_content(walker.pieces, _particulars(package, walker), walker.left_out)


def _walked(package: Package) -> Walker:
    body = child(package.main(), "body")
    if body is None:
        raise reader_error("office.empty", what=Reason("office.word"))
    walker = Walker(package)
    walker.read(body)
    return walker


def _particulars(package: Package, walker: Walker) -> Particulars:
    said = package.about()
    spoken = walker.printer.languages.most_common(1)
    return Particulars(
        title=_title(_field(said, _DC + "title"), walker.pieces),
        language=language_named(spoken[0][0] if spoken else _field(said, _DC + "language")),
        date=day(_field(said, _TERMS + "modified")) or day(_field(said, _TERMS + "created")),
    )


def _title(title: str, pieces: list[Piece]) -> str:
    """Return the title that Word keeps, if the text begins with it: it often is a template's or an older one."""
    headed = any(piece.kind is BlockKind.HEADING for piece in pieces)
    covered = any(piece.role is BlockRole.COVER for piece in pieces)
    beginning = " ".join(piece.text for piece in pieces)[:_BEGINNING].casefold()
    return title if not headed or (not covered and title.casefold() in beginning) else ""


def _field(said: etree._Element | None, name: str) -> str:
    return tidy("" if said is None else said.findtext(name) or "")


READER = Reader(sample, read)
