"""Which pieces are headings, and at what level, where the document itself does not say so."""

from collections import Counter
from statistics import median_low

from assistant.domain import BlockKind, BlockRole
from ingest.readers.content import Piece
from ingest.readers.lines import Marker
from ingest.readers.shapes import heading_number, is_colophon_title, is_heading_shaped, is_label, is_prose

LONGEST_RUN = 3
LONGEST_CHAPTER_HEADING = 250
NO_INDENT = 1000
RECURRING = 3
NEAREST = 100


def mark_headings(pieces: list[Piece]) -> None:
    """Turn into headings the lines that look like one and have something below them."""
    first_text = next((index for index, piece in enumerate(pieces) if is_text(piece)), len(pieces))
    body_indent = _body_indent(pieces)
    shaped = [
        index
        for index, piece in enumerate(pieces)
        if (index < first_text or piece.indent < body_indent) and _could_be_heading(pieces, index)
    ]
    for run in _runs(pieces, shaped):
        if not _body_after(pieces, run[-1]):
            continue
        for index in _believable(pieces, run, first_text):
            _make_heading(pieces[index])


def follower(pieces: list[Piece], index: int) -> Piece | None:
    """Return the next piece that is neither a credit nor a pointer, if it is near."""
    following = pieces[index + 1 : index + 1 + NEAREST]
    return next((piece for piece in following if piece.role is BlockRole.GUIDANCE), None)


def is_text(piece: Piece) -> bool:
    """Tell whether a piece is running text or part of a list."""
    if piece.kind is BlockKind.PARAGRAPH:
        return is_prose(piece.text) and piece.role is BlockRole.GUIDANCE
    return piece.kind is BlockKind.LIST_ITEM


def has_body(pieces: list[Piece], index: int) -> bool:
    """Tell whether text of its own, not another heading, follows a heading."""
    after = follower(pieces, index)
    return after is not None and after.kind is not BlockKind.HEADING


def recurring_titles(pieces: list[Piece]) -> set[str]:
    """Return the headings that come back, as the parts of equal sections do."""
    headings = [piece for piece in pieces if piece.kind is BlockKind.HEADING and not piece.explicit]
    titles = Counter(piece.words.casefold() for piece in headings)
    return {title for title, count in titles.items() if count >= RECURRING}


def _body_indent(pieces: list[Piece]) -> int:
    """Return the indent that sets the text of a document off from its headings, or a large number."""
    indents = [piece.indent for piece in pieces if piece.kind is BlockKind.PARAGRAPH and is_prose(piece.text)]
    usual = median_low(indents) if indents else 0
    return usual if usual >= 2 else NO_INDENT


def _make_heading(piece: Piece) -> None:
    number = heading_number(piece.text)
    piece.kind, piece.level, piece.marker = BlockKind.HEADING, 0, number.text if number else ""


def _could_be_heading(pieces: list[Piece], index: int) -> bool:
    piece = pieces[index]
    if piece.role is not BlockRole.GUIDANCE or piece.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
        return False
    number = heading_number(piece.text)
    if number and (number.depth > 1 or number.style == "chapter") and _is_chapter_heading(pieces, index, number):
        return True
    if piece.lines != 1 or is_label(piece.text):
        return False
    if piece.kind is BlockKind.LIST_ITEM:
        return _is_numbered_heading(pieces, index)
    if not is_heading_shaped(piece.text):
        return False
    return piece.gap > 0 or piece.new_page or _stands_at_a_start(pieces, index)


def _is_chapter_heading(pieces: list[Piece], index: int, number: Marker) -> bool:
    """Tell whether a numbered line, perhaps a wrapped one, opens a chapter or a section of it."""
    piece, after = pieces[index], follower(pieces, index)
    if after is None or piece.gap == 0 < index or len(piece.text) > LONGEST_CHAPTER_HEADING or piece.text[-1] in ".;,:":
        return False
    below = heading_number(after.text)
    return below is None or below.depth > number.depth


def _stands_at_a_start(pieces: list[Piece], index: int) -> bool:
    """Tell whether a line without a blank line above it can start something new, and prose follows at once."""
    before = pieces[index - 1] if index else None
    after = follower(pieces, index)
    if before is None:
        return True
    fresh = before.kind is not BlockKind.PARAGRAPH or before.role is not BlockRole.GUIDANCE or is_prose(before.text)
    return fresh and after is not None and (is_prose(after.text) or after.kind is BlockKind.LIST_ITEM)


def _is_numbered_heading(pieces: list[Piece], index: int) -> bool:
    """Tell a numbered heading, which prose follows, from an item of a numbered list, which the next item follows."""
    piece = pieces[index]
    if heading_number(piece.text) is None or not is_heading_shaped(piece.text) or piece.indent > 1:
        return False
    before = pieces[index - 1] if index else None
    after = follower(pieces, index)
    follows_item = before is not None and before.kind is BlockKind.LIST_ITEM and heading_number(before.text) is not None
    return after is not None and after.kind is BlockKind.PARAGRAPH and is_prose(after.text) and not follows_item


def _runs(pieces: list[Piece], indices: list[int]) -> list[list[int]]:
    """Group candidates that follow one another with only credits and pointers between them."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and follower(pieces, runs[-1][-1]) is pieces[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _body_after(pieces: list[Piece], index: int) -> bool:
    after = follower(pieces, index)
    if after is None:
        return False
    deeper = after.indent > pieces[index].indent
    return after.kind is not BlockKind.PARAGRAPH or is_prose(after.text) or after.gap > 0 or deeper


def _believable(pieces: list[Piece], run: list[int], first_text: int) -> list[int]:
    """Leave out the lines of an unmarked list: only the last line before a text can then be a heading."""
    before = pieces[run[0] - 1] if run[0] else None
    announced = before is not None and before.kind is BlockKind.PARAGRAPH and before.text.endswith(":")
    if announced and len(run) > 1 and pieces[run[-1]].gap <= pieces[run[-2]].gap:
        return []
    if run[0] < first_text or len(run) <= LONGEST_RUN:
        return run
    return [*(index for index in run[:-1] if is_colophon_title(pieces[index].text)), run[-1]]
