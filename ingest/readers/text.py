"""Reads plain text: lines become pieces, pieces get their structure and roles, and are laid out as one text."""

import re

from assistant.domain import BlockKind, BlockRole, Language
from assistant.errors import ReaderError
from ingest.readers.content import Content, Piece, Reader, assemble
from ingest.readers.decode import decode
from ingest.readers.headings import mark_headings
from ingest.readers.levels import set_levels
from ingest.readers.lines import split_lines
from ingest.readers.pieces import read_pieces
from ingest.readers.roles import mark_colophon, mark_contents, mark_cover, mark_credits_and_addresses, mark_pointers
from ingest.readers.shapes import LONGEST_HEADING

_SAMPLE = 20_000
_FEWEST_CELLS = 3
_LONGEST_NAVIGATION = 1000


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
    pieces = _without_navigation(pieces)
    set_levels(pieces)
    if not pieces:
        raise ReaderError("The file holds nothing but links. Check that it is the document you mean, or remove it.")
    return assemble(_title(pieces), pieces)


def _without_navigation(pieces: list[Piece]) -> list[Piece]:
    """Leave out tables whose cells only name the document's headings."""
    headings = [piece.words.casefold() for piece in pieces if piece.kind is BlockKind.HEADING]
    return [piece for piece in pieces if not _is_navigation(piece, headings)]


def _is_navigation(piece: Piece, headings: list[str]) -> bool:
    if piece.kind is not BlockKind.TABLE or len(piece.text) > _LONGEST_NAVIGATION:
        return False
    cells = [cell.strip().casefold() for cell in re.split(r"[|\n]", piece.text) if cell.strip()]
    named = [cell for cell in cells if any(re.search(rf"\b{re.escape(cell)}", heading) for heading in headings)]
    return len(cells) >= _FEWEST_CELLS and len(named) == len(cells)


def _title(pieces: list[Piece]) -> str:
    """Return what the document calls itself: the fullest line of its cover, its first heading, or its first line."""
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    cover = [piece for piece in headings if piece.role is BlockRole.COVER]
    first = max(cover, key=lambda piece: len(piece.text.split())) if cover else [*headings, pieces[0]][0]
    return first.words.split("\n")[0][:LONGEST_HEADING].rstrip(" :,")


READER = Reader(sample, read)
