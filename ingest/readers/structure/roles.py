"""What each piece is for: guidance, or the cover, colophon, credits and pointers around it."""

from itertools import islice

from assistant.domain import BlockKind, BlockRole
from ingest.readers import shapes
from ingest.readers.content import Piece
from ingest.readers.lines import is_address
from ingest.readers.structure.headings import follower, has_body, is_text

LONGEST_COVER = 12


def mark_credits_and_addresses(pieces: list[Piece]) -> None:
    """Mark picture credits with the caption above them, bare addresses and tables of contents."""
    for index, piece in enumerate(pieces):
        if piece.kind is not BlockKind.PARAGRAPH or piece.lines > 2:
            continue
        if is_address(piece.text) or shapes.is_contents_line(piece.text):
            piece.role = BlockRole.POINTER
        elif shapes.is_copyright(piece.text):
            _mark_copyright(pieces, index)
        elif shapes.is_credit(piece.text):
            piece.role = BlockRole.CREDIT
            _mark_caption(pieces, index)


def mark_contents(pieces: list[Piece]) -> None:
    """Mark tables of contents: a title for one, then entries that come back later as headings."""
    last_seen = {_entry(piece): index for index, piece in enumerate(pieces)}
    inside = False
    for index, piece in enumerate(pieces):
        if shapes.is_contents_title(piece.text) and index + 1 < len(pieces):
            inside = last_seen[_entry(pieces[index + 1])] > index + 1
        elif inside and piece.gap > 0:
            inside = last_seen[_entry(piece)] > index
        if inside:
            _demote(piece, BlockRole.GUIDANCE if shapes.has_year(piece.words) else BlockRole.POINTER)


def _entry(piece: Piece) -> str:
    """Return the words that an entry of a table of contents has in common with its heading."""
    number = shapes.heading_number(piece.text)
    words = piece.text[len(number.text) :] if number else piece.words
    return words.rstrip("0123456789").rstrip(". ").casefold()


def mark_pointers(pieces: list[Piece]) -> None:
    """Mark lines such as "Read the report": they look like headings, send the reader elsewhere and have no text.

    One that says when something appears ("Read the report (out in March 2024)") tells that, and is a paragraph.
    """
    last = len(pieces) - 1
    for index, piece in enumerate(pieces):
        line = piece.lines == 1 and shapes.is_heading_shaped(piece.text) and piece.kind is not BlockKind.LIST_ITEM
        bodiless = index == last or not has_body(pieces, index) or piece.kind is BlockKind.PARAGRAPH
        if line and bodiless and not piece.explicit and shapes.invites_elsewhere(piece.words):
            _demote(piece, BlockRole.GUIDANCE if shapes.has_year(piece.words) else BlockRole.POINTER)


def mark_cover(pieces: list[Piece]) -> None:
    """Mark the lines before the first text, but for the heading of that text."""
    first = next((index for index, piece in enumerate(pieces) if not _may_precede_text(piece)), len(pieces))
    if first > LONGEST_COVER or not any(map(is_text, pieces)):
        return
    own = max((index for index in range(first) if pieces[index].kind is BlockKind.HEADING), default=first)
    for index, piece in enumerate(pieces[:first]):
        if index != own and not piece.explicit and _is_cover_line(piece):
            piece.role = BlockRole.COVER


def mark_colophon(pieces: list[Piece]) -> None:
    """Mark each colophon from its heading to the next heading that has a text."""
    inside = False
    for index, piece in enumerate(pieces):
        if piece.kind is BlockKind.HEADING and shapes.is_colophon_title(piece.text):
            inside = True
        elif inside and piece.kind is BlockKind.HEADING and _opens_text(pieces, index):
            inside = False
        elif inside and piece.kind is BlockKind.HEADING:
            _demote(piece, BlockRole.COLOPHON)
        if inside and piece.role is not BlockRole.CREDIT:
            piece.role = BlockRole.COLOPHON


def _mark_copyright(pieces: list[Piece], index: int) -> None:
    """Mark a copyright line with its terms, which are set off by their indent."""
    pieces[index].role = BlockRole.COLOPHON
    for piece in islice(pieces, index + 1, None):
        if piece.indent <= pieces[index].indent or not shapes.is_prose(piece.text):
            return
        piece.role = BlockRole.COLOPHON


def _mark_caption(pieces: list[Piece], index: int) -> None:
    """Mark the short line on which a credit follows at once."""
    above = pieces[index - 1] if index and pieces[index].gap == 0 else None
    if above is not None and above.kind is BlockKind.PARAGRAPH and above.lines == 1 and not shapes.is_prose(above.text):
        above.role = BlockRole.CREDIT


def _may_precede_text(piece: Piece) -> bool:
    return piece.role is not BlockRole.GUIDANCE or piece.kind is BlockKind.TABLE or _is_cover_line(piece)


def _is_cover_line(piece: Piece) -> bool:
    if piece.role is not BlockRole.GUIDANCE or is_text(piece) or shapes.is_label(piece.text):
        return False
    line = piece.kind is BlockKind.PARAGRAPH and piece.lines == 1
    return piece.kind is BlockKind.HEADING or (line and shapes.is_cover_shaped(piece.text))


def _opens_text(pieces: list[Piece], index: int) -> bool:
    after = follower(pieces, index)
    return after is not None and (after.kind is BlockKind.LIST_ITEM or shapes.is_prose(after.text))


def _demote(piece: Piece, role: BlockRole) -> None:
    piece.kind, piece.role, piece.level = BlockKind.PARAGRAPH, role, 0
