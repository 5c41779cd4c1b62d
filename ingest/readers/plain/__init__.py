"""Reads plain text: lines become pieces, pieces get their structure and roles, and are laid out as one text."""

from dataclasses import replace

from assistant.domain import Language
from assistant.locale.reasons import reader_error
from ingest.readers.characters.decode import decode, decode_printed
from ingest.readers.content import Content, Reader, assemble
from ingest.readers.lines import split_lines
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.plain.page_heads import without_page_heads
from ingest.readers.plain.pieces import pieces_of_lines
from ingest.readers.structure import title_of, without_navigation
from ingest.readers.structure.headings import mark_headings
from ingest.readers.structure.levels import set_levels
from ingest.readers.structure.roles import (
    mark_colophon,
    mark_contents,
    mark_cover,
    mark_credits_and_addresses,
    mark_pointers,
)

_SAMPLE = 20_000


def sample(data: bytes) -> str:
    """Return the first words of a text file."""
    return decode(data)[:_SAMPLE]


def read(data: bytes, language: Language) -> Content:
    """Read a text file.

    Raises:
        ReaderError: it is empty, too large, or not text.
    """
    left_out = LeftOut()
    source, heads = without_page_heads(decode_printed(data))
    for head in heads:
        left_out.add(Why.RUNNING_HEAD, head)
    pieces = pieces_of_lines(split_lines(source), language)
    mark_credits_and_addresses(pieces)
    mark_contents(pieces)
    mark_headings(pieces)
    mark_pointers(pieces)
    mark_colophon(pieces)
    mark_cover(pieces)
    pieces = without_navigation(pieces, left_out)
    set_levels(pieces)
    if not pieces:
        raise reader_error("file.only_links")
    return replace(assemble(title_of(pieces), pieces), left_out=tuple(left_out.omissions))


READER = Reader(sample, read)
