"""Simple tables: lines whose parts stand below one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf.fragments import Fragment
from ingest.readers.pdf.rows import Row
from ingest.readers.shapes import is_contents_line

_FEWEST_ROWS = {2: 3}  # of a table with so many columns; of wider ones two will do
_FARTHEST = 3.5  # of the size of the letters, from one line to the next
_WRAPPED = 1.5
_CLOSER = 1.2
_OTHER_SIZE = 0.15
_LONGEST_CELL = 600


@dataclass(frozen=True, slots=True)
class Table:
    """Lines that are read as a table: ``cells`` holds for each row and column the lines of one cell."""

    rows: tuple[Row, ...]
    cells: tuple[tuple[tuple[str, ...], ...], ...]


class _Span(NamedTuple):
    """Where a column begins and ends."""

    left: float
    right: float

    def meets(self, other: "Fragment | _Span") -> bool:
        return self.left < other.right and other.left < self.right


def with_tables(rows: list[Row]) -> Iterator[Row | Table]:
    """Yield the lines in order, those of a table together."""
    start = 0
    while start < len(rows):
        columns, end = _grow(rows, start)
        table = _table(rows[start:end], columns) if end - start > 1 else None
        if table:
            yield table
            start = end
        else:
            yield rows[start]
            start += 1


def _grow(rows: list[Row], start: int) -> tuple[list[_Span], int]:
    """Return the columns of the table that a line may start, and where it ends."""
    columns = [_Span(cell.left, cell.right) for cell in rows[start].cells]
    end = start + 1
    if len(columns) < 2 or is_contents_line(rows[start].text):
        return columns, end
    while end < len(rows) and _belongs(rows[end], rows[end - 1], columns):
        columns = _widened(columns, rows[end].cells)
        end += 1
    return columns, end


def _belongs(row: Row, before: Row, columns: list[_Span]) -> bool:
    step = (row.base - before.base) / row.style.size
    if row.region != before.region or is_contents_line(row.text) or step > _FARTHEST:
        return False
    if abs(row.style.size - before.style.size) > _OTHER_SIZE * row.style.size:
        return False
    met = [[column for column in columns if column.meets(cell)] for cell in row.cells]
    if any(len(found) > 1 for found in met):
        return False
    if len(row.cells) == 1:
        return step <= _WRAPPED and bool(met[0])
    return sum(map(len, met)) >= 2 and len({found[0] for found in met if found}) == sum(map(len, met))


def _widened(columns: list[_Span], cells: Sequence[Fragment]) -> list[_Span]:
    """Return the columns with the cells of another line."""
    for cell in cells:
        met = next((column for column in columns if column.meets(cell)), None)
        others = [column for column in columns if column is not met]
        wide = _Span(min(met.left, cell.left), max(met.right, cell.right)) if met else _Span(cell.left, cell.right)
        columns = [*others, wide]
    return sorted(columns)


def _table(rows: list[Row], columns: list[_Span]) -> Table | None:
    whole = sum(len(row.cells) > 1 for row in rows)
    crossed = any(one.meets(other) for one, other in pairwise(columns))
    if crossed or whole < _FEWEST_ROWS.get(len(columns), 2) or _is_contents(rows):
        return None
    cells = tuple(tuple(_cell(group, column) for column in columns) for group in _groups(rows, columns[0]))
    if any(sum(map(len, cell)) > _LONGEST_CELL for row in cells for cell in row):
        return None
    return Table(tuple(rows), cells)


def _cell(rows: list[Row], column: _Span) -> tuple[str, ...]:
    return tuple(cell.text for row in rows for cell in row.cells if column.meets(cell))


def _groups(rows: list[Row], first: _Span) -> Iterator[list[Row]]:
    """Yield the lines of each row of a table: one that is closer than others, or has no first cell, goes on."""
    steps = [after.base - before.base for before, after in pairwise(rows)]
    uneven = max(steps) > _CLOSER * min(steps)
    group = [rows[0]]
    for row, step in zip(rows[1:], steps, strict=True):
        if step <= _CLOSER * min(steps) if uneven else not first.meets(row.cells[0]):
            group.append(row)
        else:
            yield group
            group = [row]
    yield group


def _is_contents(rows: list[Row]) -> bool:
    """Tell whether the lines are a table of contents: their last words are page numbers, in order."""
    last = [row.cells[-1].text for row in rows if len(row.cells) > 1]
    numbers = [int(text) for text in last if text.isdigit()]
    return len(numbers) == len(last) and numbers == sorted(numbers) and len(numbers) > 2
