"""The rows and cells of a Word table, and whether it holds data or only lays out a page."""

from collections.abc import Iterator

from lxml import etree

from ingest.readers.docx.names import MC, W, child, value, whole
from ingest.readers.docx.styles import Styles
from ingest.readers.docx.unprinted import is_prompt, text_in

_LONGEST_CELL = 600
LONGEST_LABEL = 80
_LONGEST_INNER = 200
_MOST_COLUMNS = 100
_OUT = {W + "del", W + "moveFrom", MC + "Fallback"}


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of each row that was not deleted, an empty place behind one that spans several columns."""
    return [list(_spread(row)) for row in _inside(table, "tr") if not _is_deleted(row)]


def deleted_rows(table: etree._Element) -> list[etree._Element]:
    """Return the rows that were deleted."""
    return [row for row in _inside(table, "tr") if _is_deleted(row)]


def labels_of(rows: list[list[etree._Element]]) -> list[str]:
    """Return the heads of the columns of a table whose cells are too long for rows; none where it only lays out."""
    labels = [text_in(cell).strip() for cell in rows[0]] if len(rows) > 1 else []
    even = all(len(row) == len(labels) for row in rows)
    return labels if len(labels) > 1 and even and all(0 < len(label) <= LONGEST_LABEL for label in labels) else []


def parts_of(cell: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs, tables, chunks and empty controls of a cell, in order; those of a table come with it."""
    for inner in cell:
        if inner.tag in (W + "p", W + "tbl", W + "altChunk") or (inner.tag == W + "sdt" and is_prompt(inner)):
            yield inner
        elif inner.tag not in _OUT:
            yield from parts_of(inner)


def _spread(row: etree._Element) -> Iterator[etree._Element]:
    for cell in _inside(row, "tc"):
        yield cell
        span = value(child(cell, "tcPr", "gridSpan"))
        yield from (etree.Element(W + "tc") for _ in range(min(whole(span, 1), _MOST_COLUMNS) - 1))


def _is_deleted(row: etree._Element) -> bool:
    return child(row, "trPr", "del") is not None or child(row, "trPr", "moveFrom") is not None


def is_continued(cell: etree._Element) -> bool:
    """Tell whether a cell only goes on with the one above it."""
    merged = child(cell, "tcPr", "vMerge")
    return merged is not None and value(merged) != "restart"


def is_data(rows: list[list[etree._Element]], styles: Styles) -> bool:
    """Tell whether a table holds data: more than one column, and nothing in its cells that stands by itself."""
    if max(map(len, rows), default=0) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    inner = [table for cell in cells for table in cell.iter(W + "tbl")]
    if inner and not _holds_small_tables(rows, inner):
        return False
    if len(rows) == 1 and any(len(cell.findall(W + "p")) > 1 for cell in cells):
        return False
    if any(styles.heading_level(paragraph) for cell in cells for paragraph in cell.iter(W + "p")):
        return False
    return all(sum(len(text.text or "") for text in cell.iter(W + "t")) <= _LONGEST_CELL for cell in cells)


def _holds_small_tables(rows: list[list[etree._Element]], inner: list[etree._Element]) -> bool:
    """Tell whether a table of headed columns has small tables in some cells: a page's frame has no such columns."""
    outer = [*rows[0], *(row[0] for row in rows if row)]
    return (
        len(rows) > 1
        and not any(cell.find(f".//{W}tbl") is not None for cell in outer)
        and not any(table.find(f".//{W}tbl") is not None for table in inner)
        and all(any((text.text or "").strip() for text in cell.iter(W + "t")) for cell in rows[0])
        and all(sum(len(text.text or "") for text in table.iter(W + "t")) <= _LONGEST_INNER for table in inner)
    )


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows or cells of an element, also those inside content controls and insertions."""
    for inner in element:
        if inner.tag == W + name:
            yield inner
        elif inner.tag not in _OUT and inner.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _inside(inner, name)
