"""What a Word file refers to and shows in its place: other files inside of it, diagrams and charts."""

from collections.abc import Iterator

from lxml import etree

from assistant.domain import BlockKind
from ingest.readers.characters.decode import decode
from ingest.readers.content import Piece
from ingest.readers.docx.names import R
from ingest.readers.docx.package import Package
from ingest.readers.formats import format_of
from ingest.readers.html.main import main_content
from ingest.readers.html.page import open_page
from ingest.readers.html.walk import read_pieces as read_html
from ingest.readers.lines import split_lines, tidy
from ingest.readers.omissions import LeftOut
from ingest.readers.structure import join_cells

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_NO_TEXT = ("pres", "parTrans", "sibTrans", "doc")
_CELLS = 500


def chunk_pieces(data: bytes, left_out: LeftOut) -> list[Piece] | None:
    """Read a file that stands for text (an ``altChunk``); None for one that cannot be read, or is a Word file."""
    found = format_of(data)
    if found.suffix == ".html" or (not found.suffix and not found.unread and data.lstrip()[:1] == b"<"):
        return read_html(main_content(open_page(data).root, left_out))
    if found.suffix or found.unread:
        return None
    return [Piece(BlockKind.PARAGRAPH, line.text, gap=1) for line in split_lines(decode(data))]


def object_pieces(drawing: etree._Element, package: Package) -> Iterator[Piece]:
    """Yield the words of the diagrams and charts that a drawing shows."""
    for diagram in drawing.iter(DGM + "relIds"):
        part = package.related_part(diagram.get(R + "dm") or "")
        yield from diagram_pieces(part) if part is not None else ()
    for chart in drawing.iter(C + "chart"):
        part = package.related_part(chart.get(R + "id") or "")
        yield from _chart(part) if part is not None else ()


def diagram_pieces(model: etree._Element) -> Iterator[Piece]:
    """Yield the words of a diagram (SmartArt), an item for each of its shapes."""
    for point in model.iter(DGM + "pt"):
        words = tidy(" ".join(text.text or "" for text in point.iter(A + "t")))
        if words and (point.get("type") or "node") not in _NO_TEXT:
            yield Piece(BlockKind.LIST_ITEM, f"- {words}", "- ", indent=1)


def _chart(chart: etree._Element) -> Iterator[Piece]:
    title = chart.find(f".//{C}title")
    words = tidy("".join(text.text or "" for text in title.iter(A + "t"))) if title is not None else ""
    if words:
        yield Piece(BlockKind.PARAGRAPH, words, gap=1)
    series = list(chart.iter(C + "ser"))[:_CELLS]
    labels = max((_points(one, "cat") for one in series), key=len, default=[])
    values = [_points(one, "val") for one in series]
    rows = [["", *(" ".join(_points(one, "tx")) for one in series)]]
    rows += [
        [label, *(column[index] if index < len(column) else "" for column in values)]
        for index, label in enumerate(labels)
    ]
    text = "\n".join(join_cells(row) for row in rows if any(row))
    if text:
        yield Piece(BlockKind.TABLE, text, gap=1)


def _points(series: etree._Element, name: str) -> list[str]:
    holder = series.find(C + name)
    return [tidy(point.text or "") for point in holder.iter(C + "v")][:_CELLS] if holder is not None else []
