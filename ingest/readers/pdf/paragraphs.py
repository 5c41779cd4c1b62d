"""From lines to pieces: paragraphs, list items and tables, also where they run on over a column or a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from assistant.domain import BlockKind
from ingest.readers.content import Piece
from ingest.readers.lines import Marker
from ingest.readers.pdf.breaks import Spacing, breaks_address, goes_on, goes_on_elsewhere, is_unfinished, marker_at
from ingest.readers.pdf.fragments import Style
from ingest.readers.pdf.rows import Row
from ingest.readers.pdf.tables import Table
from ingest.readers.shapes import LONGEST_HEADING
from ingest.readers.wrapping import Joiner

_NESTED = 0.5  # of the size of the letters
_LETTER = 0.5  # the width of a letter, of its size


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece with the style of its letters, bold where all of its lines are; ``top`` says that it begins a page."""

    piece: Piece
    style: Style
    top: bool = False


def drafts(lines: Iterable[Row | Table], spacing: Spacing, joiner: Joiner) -> list[Draft]:
    """Put lines and tables together to pieces, in the order in which they are read."""
    builder = _Builder(spacing, joiner)
    for line in lines:
        if isinstance(line, Table):
            builder.add_table(line)
        else:
            builder.add(line)
    return builder.finish()


@dataclass(slots=True)
class _Open:
    """A piece under construction; ``gap`` counts the blank lines above it, ``place`` is set where others follow it."""

    rows: list[Row]
    marker: Marker | None
    gap: int
    top: bool
    place: int | None = None


class _Builder:
    """Takes lines one by one. What is held is a paragraph that may go on below a note or a picture."""

    def __init__(self, spacing: Spacing, joiner: Joiner) -> None:
        self._spacing = spacing
        self._joiner = joiner
        self._drafts: list[Draft] = []
        self._open: _Open | None = None
        self._held: _Open | None = None
        self._turned = 0
        self._before: Row | None = None
        self._last_marker: Marker | None = None
        self._indents: list[float] = []

    def add(self, row: Row) -> None:
        """Add a line to the piece under construction, or start one with it."""
        self._turn_page(row)
        rows = self._open.rows if self._open else []
        marker = marker_at(row, rows, self._open.marker if self._open else self._last_marker, self._spacing)
        if marker is None and self._open and self._goes_on(self._open, row):
            self._extend(self._open, row)
        elif marker is None and self._held and self._is_resumed(self._held, row):
            self._resume(self._held, row)
        else:
            if row.style == self._spacing.body:
                self._release()
            self._hold_or_close(row)
            self._open = _Open([row], marker, self._gap(row), self._is_top(row))
        self._before = row

    def add_table(self, table: Table) -> None:
        """Add a table."""
        first = table.rows[0]
        self._turn_page(first)
        self._hold_or_close(first)
        text = "\n".join(f"| {' | '.join(map(self._cell, row))} |" for row in table.cells)
        piece = Piece(BlockKind.TABLE, text, gap=self._gap(first), lines=len(table.rows), page=first.page)
        self._drafts.append(Draft(piece, first.style, self._is_top(first)))
        self._before, self._last_marker = table.rows[-1], None

    def finish(self) -> list[Draft]:
        """End what is under construction and return all."""
        self._close()
        self._release()
        return self._drafts

    def _goes_on(self, opened: _Open, row: Row) -> bool:
        if not self._keeps_order(opened, row):
            return False
        if row.region == opened.rows[-1].region:
            return goes_on(opened.rows, row, self._spacing, is_item=opened.marker is not None)
        return goes_on_elsewhere(opened.rows, row, self._spacing.body)

    def _hold_or_close(self, row: Row) -> None:
        if self._open and self._held is None and is_unfinished(self._open.rows, row, self._spacing.body):
            if self._open.place is None:
                self._open.place = len(self._drafts)
            self._held, self._open = self._open, None
        self._close()

    def _turn_page(self, row: Row) -> None:
        """On the page after that of a held paragraph it may go on, below the notes; later it has ended."""
        if self._before is None or row.page == self._before.page:
            return
        if self._held and self._held.rows[-1].page == self._before.page:
            self._close()
        elif self._held:
            self._release()
        self._turned = len(self._drafts)

    def _is_resumed(self, held: _Open, row: Row) -> bool:
        if not (row.text[0].islower() and self._keeps_order(held, row)):
            return False
        return goes_on_elsewhere(held.rows, row, self._spacing.body)

    def _keeps_order(self, piece: _Open, row: Row) -> bool:
        """Tell whether the pages stay in order with a line: not where notes stand in the middle of three pages."""
        first, last = piece.rows[0].page, piece.rows[-1].page
        return last in (first, row.page) or piece.place in (None, self._turned)

    def _extend(self, piece: _Open, row: Row) -> None:
        """Add a line to a piece; one that runs on over the page stands below the notes of that page."""
        if piece.place is not None and piece.rows[-1].page != row.page:
            piece.place = self._turned
        piece.rows.append(row)

    def _resume(self, held: _Open, row: Row) -> None:
        self._close()
        self._extend(held, row)
        self._open, self._held = held, None

    def _release(self) -> None:
        """Take what is held as ended."""
        if self._held:
            self._close()
            self._open, self._held = self._held, None
            self._close()

    def _close(self) -> None:
        if self._open:
            place = len(self._drafts) if self._open.place is None else self._open.place
            self._drafts.insert(place, self._draft(self._open))
            self._last_marker = self._open.marker
            self._open = None

    def _draft(self, opened: _Open) -> Draft:
        rows, marker = opened.rows, opened.marker
        first = rows[0]
        text, starts = self._joined(rows)
        piece = Piece(
            BlockKind.LIST_ITEM if marker else BlockKind.PARAGRAPH,
            text,
            marker=marker.text if marker else "",
            gap=opened.gap,
            indent=round(max(first.left - first.margin, 0) / (_LETTER * first.style.size)),
            lines=1 if len(text) <= LONGEST_HEADING or " " not in text else len(rows),
            level=self._depth(first, is_item=marker is not None),
            page=first.page,
            pages=starts,
        )
        size = max(rows, key=lambda row: len(row.text)).style.size
        return Draft(piece, Style(size, all(row.style.bold for row in rows)), opened.top)

    def _joined(self, rows: list[Row]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Return the text of the lines, and the offset in it at which each further page starts."""
        parts: list[str] = []
        turns: list[tuple[int, int]] = []
        for before, row in pairwise([None, *rows]):
            assert row is not None
            if before and before.page != row.page:
                turns.append((len(parts), row.page))
            elif before and breaks_address(parts[-1], row.text):
                parts[-1] += row.text
                continue
            parts.append(row.text)
        text = self._joiner.join(parts)
        return text, tuple((len(text) - len(self._joiner.join(parts[index:])), page) for index, page in turns)

    def _depth(self, row: Row, *, is_item: bool) -> int:
        """Return the nesting of a list item, from 0, by where its words begin."""
        indent = (row.body_left if is_item else row.left) - row.margin
        self._indents = [other for other in self._indents if other < indent - _NESTED * row.style.size]
        if not is_item:
            return 0
        self._indents.append(indent)
        return len(self._indents) - 1

    def _cell(self, lines: tuple[str, ...]) -> str:
        return self._joiner.join(lines) if lines else ""

    def _gap(self, row: Row) -> int:
        if self._before is None or row.region != self._before.region:
            return 0 if self._before is None else 1
        return self._spacing.blank_lines(self._before, row)

    def _is_top(self, row: Row) -> bool:
        return self._before is None or row.page != self._before.page
