"""Pages that hold a table of contents."""

from collections import defaultdict

from assistant.domain import BlockKind, BlockRole
from ingest.readers.content import Piece
from ingest.readers.shapes import is_contents_line

_FEWEST = 3
_SHARE = 0.3


def mark_contents_pages(pieces: list[Piece]) -> None:
    """Mark everything between the first and the last entry on pages that are mostly entries: dots and a page number."""
    on_page: defaultdict[int, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        on_page[piece.page or 0].append(index)
    for indices in on_page.values():
        entries = [index for index in indices if is_contents_line(pieces[index].text)]
        if len(entries) >= _FEWEST and len(entries) >= _SHARE * len(indices):
            for piece in pieces[_first(pieces, indices, entries) : entries[-1] + 1]:
                piece.kind, piece.role, piece.level, piece.marker = BlockKind.PARAGRAPH, BlockRole.POINTER, 0, ""


def _first(pieces: list[Piece], indices: list[int], entries: list[int]) -> int:
    """Return where the entries of a page begin: above the first one may stand the end of one from the page before."""
    before = pieces[indices[0] - 1] if indices[0] else None
    goes_on = before is not None and before.role is BlockRole.POINTER
    return indices[0] if goes_on else entries[0]
