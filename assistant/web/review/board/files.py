"""Tables as files that a spreadsheet opens, in which no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from fastapi.responses import Response, StreamingResponse

Cell = str | int | float | None

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""

CSV = "text/csv; charset=utf-8"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True)
class Table:
    """A table; ``name`` is that of its file, ``shares`` the numbers of the columns that hold shares from 0 to 1."""

    name: str
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: frozenset[int] = frozenset()


def lines(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> Iterator[str]:
    """Write a table line by line, as in RFC 4180."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    page.write(BYTE_ORDER_MARK)
    for row in chain([header], rows):
        writer.writerow([harmless(cell) for cell in row])
        yield page.getvalue()
        page.seek(0)
        page.truncate()


def harmless(cell: Cell) -> Cell:
    """Return a cell that a spreadsheet shows as it is: words that it would take for a formula get an apostrophe."""
    formula = isinstance(cell, str) and (cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA))
    return f"'{cell}" if formula else cell


def download(content: Iterable[str], name: str, media_type: str) -> Response:
    """Return a file for the reader to keep, written as it is sent."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingResponse(content, media_type=media_type, headers=headers)
