"""From lines to pieces: paragraphs, list items, tables and the headings that a document marks itself."""

from collections import Counter

from assistant.domain import BlockKind, Language
from ingest.readers.content import Piece
from ingest.readers.lines import (
    Line,
    Marker,
    is_address,
    is_dead_navigation,
    is_rule,
    is_table_row,
    markdown_heading,
    marker_of,
    underline_level,
    without_dead_links,
)
from ingest.readers.shapes import LONGEST_HEADING, heading_number, is_credit, is_heading_shaped
from ingest.readers.wrapping import Joiner, line_groups, soft_breaks, usual_width


def pieces_of_lines(lines: list[Line], language: Language) -> list[Piece]:
    """Put the lines of a text together; lines that are only dead links are left out."""
    groups = line_groups(lines)
    builder = _Builder(Joiner(lines, language))
    width = usual_width(groups)
    for group in groups:
        items = _item_markers(group, builder.pieces)
        for index, (line, soft) in enumerate(zip(group, soft_breaks(group, width), strict=True)):
            builder.add(line, items[index], soft=soft, new_page=_starts_page(group, index))
        builder.close()
    nest_items(builder.pieces)
    return builder.pieces


def nest_items(pieces: list[Piece]) -> None:
    """Give list items their depth, from 0, by their indents."""
    indents: list[int] = []
    for piece in pieces:
        indents = [indent for indent in indents if indent < piece.indent]
        if piece.kind is BlockKind.LIST_ITEM:
            piece.level = len(indents)
            indents.append(piece.indent)


def _item_markers(group: list[Line], before: list[Piece]) -> list[Marker | None]:
    """Return the marker of each line that is a list item; a wrapped line may begin with a dash or number by chance."""
    markers = [marker_of(line.text) for line in group]
    styles = Counter(marker.style for marker in markers if marker)
    items: list[Marker | None] = []
    for index, marker in enumerate(markers):
        first = index == 0 or items[-1] is not None or group[index - 1].text[-1] in ".:;?!"
        plausible = marker is not None and (first or styles[marker.style] > 1 or marker.style == "bullet •")
        items.append(marker if marker and plausible and _is_list_style(marker, styles, before) else None)
    return items


def _is_list_style(marker: Marker, styles: Counter[str], before: list[Piece]) -> bool:
    if marker.style.startswith("number"):
        return marker.style != "number "
    if marker.style == "chapter":
        return False
    if marker.style == "letter":
        return marker.value == 1 or styles["letter"] > 1 or _follows_letter(marker, before)
    return True


def _follows_letter(marker: Marker, before: list[Piece]) -> bool:
    last = marker_of(before[-1].text) if before else None
    return last is not None and last.style == "letter" and last.value == marker.value - 1


def _starts_page(group: list[Line], index: int) -> bool:
    """Tell whether a line stands out by its indent: text taken from a PDF so marks the first line of a page."""
    line = group[index]
    near = [*group[max(0, index - 1) : index], *group[index + 1 : index + 2]]
    return line.indent > 0 and bool(near) and all(other.indent == 0 for other in near) and is_heading_shaped(line.text)


class _Builder:
    """Takes lines one by one; ``pieces`` are those that are finished."""

    def __init__(self, joiner: Joiner) -> None:
        self.pieces: list[Piece] = []
        self._joiner = joiner
        self._open: Piece | None = None
        self._lines: list[str] = []
        self._dropped_gap = 0

    def close(self) -> None:
        """End the piece under construction."""
        if self._open is None:
            return
        join = "\n".join if self._open.kind is BlockKind.TABLE else self._joiner.join
        self._open.text = without_dead_links(join(self._lines)).strip()
        self._open.lines = len(self._lines)
        if self._open.text:
            self.pieces.append(self._open)
        self._open = None

    def add(self, line: Line, marker: Marker | None, *, soft: bool, new_page: bool) -> None:
        """Add a line to the piece under construction, or start one with it."""
        if is_rule(line.text) and "|" in line.text:
            return
        if self._underlines(line) or is_rule(line.text) or (marker is None and is_dead_navigation(line.text)):
            self.close()
            self._dropped_gap = max(self._dropped_gap, line.gap)
        elif (heading := markdown_heading(line.text)) and line.indent < 4 and is_heading_shaped(heading[1]):
            self._start(Piece(BlockKind.HEADING, heading[1], level=heading[0], explicit=True), line)
            self._number_heading()
            self.close()
        elif self._continues(line, marker, soft=soft):
            self._append(line)
        elif is_table_row(line.text):
            self._start(Piece(BlockKind.TABLE, line.text), line)
        elif marker is not None:
            self._start(Piece(BlockKind.LIST_ITEM, line.text, marker=marker.text), line)
        else:
            self._start(Piece(BlockKind.PARAGRAPH, line.text, new_page=new_page), line)

    def _append(self, line: Line) -> None:
        assert self._open is not None
        self._lines.append(line.text)
        if self._open.kind is BlockKind.PARAGRAPH:
            self._open.indent = min(self._open.indent, line.indent)

    def _underlines(self, line: Line) -> bool:
        """Take a line of equal signs or dashes as the mark of a heading, if one line of words stands above it."""
        level, piece = underline_level(line.text), self._open
        words = self._lines[0] if len(self._lines) == 1 else ""
        if not level or piece is None or piece.kind is BlockKind.TABLE or not 0 < len(words) <= LONGEST_HEADING:
            return False
        piece.kind, piece.level, piece.explicit, piece.text = BlockKind.HEADING, level, True, words
        self._number_heading()
        return True

    def _continues(self, line: Line, marker: Marker | None, *, soft: bool) -> bool:
        piece = self._open
        if piece is None or marker is not None:
            return False
        row = is_table_row(line.text)
        if row or piece.kind is BlockKind.TABLE:
            return row and piece.kind is BlockKind.TABLE
        if is_address(line.text) or is_address(self._lines[-1]) or (is_credit(line.text) and not soft):
            return False
        if line.text.startswith("©"):
            return False
        return soft or (piece.kind is BlockKind.LIST_ITEM and line.indent > piece.indent)

    def _start(self, piece: Piece, line: Line) -> None:
        self.close()
        piece.gap, piece.indent = max(line.gap, self._dropped_gap), line.indent
        self._dropped_gap = 0
        self._open, self._lines = piece, [piece.text]

    def _number_heading(self) -> None:
        assert self._open is not None
        number = heading_number(self._open.text)
        self._open.marker = number.text if number else ""
