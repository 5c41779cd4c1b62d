"""Tables of data as rows of cells; tables that only lay out a page are told apart from them."""

from collections.abc import Iterator

from lxml import html

from ingest.readers.html.inline import text_of
from ingest.readers.structure import join_cells

_LONGEST_CELL = 600
_LAYOUT_TAGS = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "main", "section")


def is_data(table: html.HtmlElement) -> bool:
    """Tell whether a table holds data: more than one column, and nothing in its cells that stands by itself."""
    if (table.get("role") or "").casefold() in ("presentation", "none"):
        return False
    if next(table.iterdescendants(*_LAYOUT_TAGS), None) is not None:
        return False
    cells = [list(_cells(row)) for row in _rows(table)]
    if max(map(len, cells), default=0) < 2:
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for row in cells for cell in row)


def rows_of(table: html.HtmlElement) -> str:
    """Return a table's rows line by line, the cells of a row with bars between."""
    rows = [[text_of(cell) for cell in _cells(row)] for row in _rows(table)]
    return "\n".join(join_cells(row) for row in rows if any(row))


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (row for row in table.iterdescendants("tr"))


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (cell for cell in row.iterchildren("td", "th"))
