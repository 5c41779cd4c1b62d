"""Reads plain text: lines become pieces, pieces get their structure and roles, and are laid out as one text."""

from assistant.domain import Language
from assistant.errors import ReaderError
from ingest.readers.content import Content, Reader, assemble
from ingest.readers.decode import decode
from ingest.readers.headings import mark_headings
from ingest.readers.levels import set_levels
from ingest.readers.lines import split_lines
from ingest.readers.pieces import read_pieces
from ingest.readers.roles import mark_colophon, mark_contents, mark_cover, mark_credits_and_addresses, mark_pointers
from ingest.readers.structure import title_of, without_navigation

_SAMPLE = 20_000


def sample(data: bytes) -> str:
    """Return the first words of a text file."""
    return decode(data)[:_SAMPLE]


def read(data: bytes, language: Language) -> Content:
    """Read a text file.

    Raises:
        ReaderError: it is empty, too large, or not text.
    """
    pieces = read_pieces(split_lines(decode(data)), language)
    mark_credits_and_addresses(pieces)
    mark_contents(pieces)
    mark_headings(pieces)
    mark_pointers(pieces)
    mark_colophon(pieces)
    mark_cover(pieces)
    pieces = without_navigation(pieces)
    set_levels(pieces)
    if not pieces:
        raise ReaderError("The file holds nothing but links. Check that it is the document you mean, or remove it.")
    return assemble(title_of(pieces), pieces)


READER = Reader(sample, read)
