"""The rows and cells of a Word table, and whether it holds data or only lays out a page."""

from collections.abc import Iterator

from lxml import etree

from ingest.readers.docx.names import W, child, value
from ingest.readers.docx.styles import Styles

_LONGEST_CELL = 600
_OUT = {W + "del", W + "moveFrom"}


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of each row that was not deleted."""
    return [
        list(_inside(row, "tc"))
        for row in _inside(table, "tr")
        if child(row, "trPr", "del") is None and child(row, "trPr", "moveFrom") is None
    ]


def is_continued(cell: etree._Element) -> bool:
    """Tell whether a cell only goes on with the one above it."""
    merged = child(cell, "tcPr", "vMerge")
    return merged is not None and value(merged) != "restart"


def is_data(rows: list[list[etree._Element]], styles: Styles) -> bool:
    """Tell whether a table holds data: more than one column, and nothing in its cells that stands by itself."""
    if max(map(len, rows), default=0) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    if any(next(cell.iter(W + "tbl"), None) is not None for cell in cells):
        return False
    if len(rows) == 1 and any(len(cell.findall(W + "p")) > 1 for cell in cells):
        return False
    if any(styles.heading_level(paragraph) for cell in cells for paragraph in cell.iter(W + "p")):
        return False
    return all(sum(len(text.text or "") for text in cell.iter(W + "t")) <= _LONGEST_CELL for cell in cells)


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows or cells of an element, also those inside content controls and insertions."""
    for inner in element:
        if inner.tag == W + name:
            yield inner
        elif inner.tag not in _OUT and inner.tag in (W + "sdt", W + "sdtContent", W + "ins", W + "customXml"):
            yield from _inside(inner, name)
