"""From pieces to content: what each piece is for, which pieces are headings and at what level, and the title.

For formats that mark their headings themselves (web pages, Word, Markdown); where a document marks none, what is set in
bold or looks like a heading is one, as in plain text.
"""

import re
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from assistant.domain import BlockKind, BlockRole, Language
from assistant.locale.reasons import reader_error
from ingest.readers.content import Content, Piece, assemble
from ingest.readers.lines import Marker, marker_of
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.shapes import LONGEST_HEADING, heading_number, is_heading_shaped
from ingest.readers.structure.headings import has_body, mark_headings
from ingest.readers.structure.levels import set_levels
from ingest.readers.structure.roles import (
    mark_colophon,
    mark_contents,
    mark_cover,
    mark_credits_and_addresses,
    mark_pointers,
)

LONGEST_MARKED_HEADING = 250
_FULL_LINE = 45
_FEWEST_CELLS = 3
_LONGEST_NAVIGATION = 1000


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a document says of itself, outside its text; empty where it says nothing."""

    title: str = ""
    language: Language | None = None
    date: str = ""
    url: str = ""


def to_content(pieces: list[Piece], particulars: Particulars, left_out: LeftOut) -> Content:
    """Give pieces their roles and levels and lay them out; ``left_out`` is what was left out of them so far.

    Raises:
        ReaderError: there are no words in them.
    """
    if not any(character.isalnum() for piece in pieces for character in piece.text):
        raise reader_error("file.no_words")
    _mark_typed_items(pieces)
    _settle_headings(pieces)
    mark_credits_and_addresses(pieces)
    mark_contents(pieces)
    if not any(piece.kind is BlockKind.HEADING and piece.explicit for piece in pieces):
        mark_unmarked_headings(pieces)
    mark_pointers(pieces)
    mark_colophon(pieces)
    mark_cover(pieces)
    pieces = without_navigation(pieces, left_out)
    set_levels(pieces)
    content = assemble(particulars.title or title_of(pieces), pieces)
    return replace(
        content,
        language=particulars.language,
        date=particulars.date,
        url=particulars.url,
        left_out=tuple(left_out.omissions),
    )


def mark_unmarked_headings(pieces: list[Piece]) -> None:
    """Turn into headings the lines in bold that have text below them, or else the lines that look like headings."""
    bold = [
        index
        for index, piece in enumerate(pieces)
        if piece.strong and piece.kind is BlockKind.PARAGRAPH and is_heading_shaped(piece.text)
    ]
    with_body = [index for index in bold if has_body(pieces, index)]
    for index in with_body:
        _make_heading(pieces[index], level=1)
    if not with_body:
        mark_headings(pieces)


def without_navigation(pieces: list[Piece], left_out: LeftOut) -> list[Piece]:
    """Leave out tables whose cells only name the document's headings."""
    headings = [piece.words.casefold() for piece in pieces if piece.kind is BlockKind.HEADING]
    menus = [piece for piece in pieces if _is_navigation(piece, headings)]
    for piece in menus:
        left_out.add(Why.MENU, piece.text)
    return [piece for piece in pieces if not any(piece is menu for menu in menus)]


def title_of(pieces: list[Piece]) -> str:
    """Return what the document calls itself: the fullest line of its cover, its first heading, or its first line."""
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING]
    cover = [piece for piece in headings if piece.role is BlockRole.COVER]
    first = max(cover, key=lambda piece: len(piece.text.split())) if cover else [*headings, pieces[0]][0]
    return first.words.split("\n")[0][:LONGEST_HEADING].rstrip(" :,")


def goes_on(line: str, after: str) -> bool:
    """Tell whether a forced line break stands in the middle of a sentence."""
    if after[0].islower() or line[-1] in ",-–/(":
        return True
    return len(line) >= _FULL_LINE and line[-1].isalnum()


def join_soft(lines: list[str]) -> list[str]:
    """Join the lines whose break stands in the middle of a sentence."""
    joined: list[str] = lines[:1]
    for line, after in pairwise(lines):
        if goes_on(line, after):
            joined[-1] += f" {after}"
        else:
            joined.append(after)
    return joined


def join_cells(cells: list[str]) -> str:
    """Write a row; one that fills its first cell only stands without bars, any other empty cell keeps its place."""
    return cells[0] if cells[0] and not any(cells[1:]) else " ".join(" | ".join(cells).split())


def _settle_headings(pieces: list[Piece]) -> None:
    """Take a heading's number as its marker; a heading as long as a paragraph is one that was styled wrongly."""
    for piece in pieces:
        if piece.kind is not BlockKind.HEADING:
            continue
        if len(piece.text) > LONGEST_MARKED_HEADING:
            piece.kind, piece.level, piece.explicit, piece.marker = BlockKind.PARAGRAPH, 0, False, ""
        elif not piece.marker:
            number = heading_number(piece.text)
            piece.marker = number.text if number else ""


def _mark_typed_items(pieces: list[Piece]) -> None:
    """Turn into list items the paragraphs, two or more in a row, that begin with a bullet or number typed by hand."""
    markers = [marker_of(piece.text) if piece.kind is BlockKind.PARAGRAPH else None for piece in pieces]
    positions = [index for index, marker in enumerate(markers) if marker and _lists(marker)]
    for _, group in groupby(enumerate(positions), lambda pair: (pair[1] - pair[0], _style(markers[pair[1]]))):
        run = [index for _, index in group]
        for index in run if len(run) > 1 else []:
            marker = markers[index]
            assert marker is not None
            pieces[index].kind, pieces[index].marker = BlockKind.LIST_ITEM, marker.text


def _lists(marker: Marker) -> bool:
    return marker.style not in ("number ", "chapter", "roman") and marker.depth == 1


def _style(marker: Marker | None) -> str:
    return marker.style if marker else ""


def _make_heading(piece: Piece, level: int) -> None:
    number = heading_number(piece.text)
    piece.kind, piece.level, piece.explicit = BlockKind.HEADING, level, True
    piece.marker = number.text if number else ""


def _is_navigation(piece: Piece, headings: list[str]) -> bool:
    if piece.kind is not BlockKind.TABLE or len(piece.text) > _LONGEST_NAVIGATION:
        return False
    cells = [cell.strip().casefold() for cell in re.split(r"[|\n]", piece.text) if cell.strip()]
    named = [cell for cell in cells if any(re.search(rf"\b{re.escape(cell)}", heading) for heading in headings)]
    return len(cells) >= _FEWEST_CELLS and len(named) == len(cells)
