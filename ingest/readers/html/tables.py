"""Tables of data as rows of cells; tables that only lay out a page are told apart from them."""

from collections.abc import Iterator

from lxml import html

from ingest.readers.html.inline import text_of
from ingest.readers.structure import join_cells

_LONGEST_CELL = 600
LONGEST_LABEL = 80
_LONGEST_INNER = 200
_MOST_COLUMNS = 100
_LAYOUT_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "article", "main", "section")


def is_data(table: html.HtmlElement) -> bool:
    """Tell whether a table holds data: more than one column, and nothing in its cells that stands by itself."""
    if (table.get("role") or "").casefold() in ("presentation", "none"):
        return False
    if next(table.iterdescendants(*_LAYOUT_TAGS), None) is not None:
        return False
    cells = [list(_cells(row)) for row in _rows(table)]
    if max(map(len, cells), default=0) < 2:
        return False
    if next(table.iterdescendants("table"), None) is not None and not _holds_small_tables(table, cells):
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for row in cells for cell in row)


def rows_of(table: html.HtmlElement) -> str:
    """Return a table's rows line by line, the cells of a row with bars between; each under its own column."""
    lines: list[list[str]] = []
    below: dict[int, int] = {}  # for each column, in how many more rows a cell from above fills it
    for row in _rows(table):
        line: list[str] = []
        for cell in _cells(row):
            _skip_filled(line, below)
            across = _whole(cell.get("colspan"))
            for column in range(len(line), len(line) + across):
                below[column] = max(_whole(cell.get("rowspan")) - 1, 0)
            line += [_words(cell)] + [""] * (across - 1)
        _skip_filled(line, below)
        lines.append(line)
    return "\n".join(join_cells(line) for line in lines if any(line))


def label_columns(table: html.HtmlElement) -> None:
    """Put the head of its column over each long cell of a table: old and new text side by side keep their labels."""
    rows = [list(_cells(row)) for row in _rows(table)]
    labels = [text_of(cell) for cell in rows[0]] if rows else []
    if len(labels) < 2 or not all(0 < len(label) <= LONGEST_LABEL for label in labels[-2:]):
        return
    if any(len(row) != len(labels) for row in rows) or len(rows) < 2:
        return
    for row in rows[1:]:
        for cell, label in zip(row, labels, strict=True):
            if label and len(text_of(cell)) > LONGEST_LABEL and next(cell.iter(*_LAYOUT_TAGS), None) is None:
                heading = html.Element("h6")
                heading.text, heading.tail, cell.text = label, cell.text, None
                cell.insert(0, heading)
    for cell in rows[0]:
        cell.clear(keep_tail=True)


def _skip_filled(line: list[str], below: dict[int, int]) -> None:
    while below.get(len(line), 0) > 0 and len(line) < _MOST_COLUMNS:
        below[len(line)] -= 1
        line.append("")


def _words(cell: html.HtmlElement) -> str:
    """Return a cell's words; those of a table inside of it row by row."""
    inner = cell.find(".//table")
    if inner is None:
        return text_of(cell)
    rows = ["; ".join(filter(None, (_row_words(row) for row in _rows(inner))))]
    tail = inner.tail or ""
    parent = inner.getparent()
    if parent is not None:
        inner.tail = None
        parent.remove(inner)
    return " ".join(filter(None, [text_of(cell), *rows, " ".join(tail.split())]))


def _row_words(row: html.HtmlElement) -> str:
    return " ".join(filter(None, map(text_of, _cells(row))))


def _holds_small_tables(table: html.HtmlElement, cells: list[list[html.HtmlElement]]) -> bool:
    """Tell whether a table of headed columns has small tables in some cells: a page's frame has no such columns."""
    inner = list(table.iterdescendants("table"))
    small = all(sum(map(len, other.itertext())) <= _LONGEST_INNER for other in inner)
    firsts = [row[0] for row in cells if row]
    return (
        small
        and len(cells) > 1
        and not any(cell.find(".//table") is not None for cell in (*cells[0], *firsts))
        and all(other.find(".//table") is None for other in inner)
        and all(text_of(cell) for cell in cells[0])
    )


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the rows of a table, without those of tables inside of it."""
    return (row for row in table.iterdescendants("tr") if next(row.iterancestors("table"), None) is table)


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (cell for cell in row.iterchildren("td", "th"))


def _whole(span: str | None) -> int:
    span = (span or "").strip()
    return min(max(int(span), 1), _MOST_COLUMNS) if span.isdecimal() and len(span) < 5 else 1
