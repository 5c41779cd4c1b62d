"""Reads PowerPoint presentations (.pptx): a slide is a page, its title a heading."""

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from assistant.domain import BlockKind, Language
from assistant.errors import Reason
from assistant.locale.reasons import reader_error
from ingest.readers.content import Content, Piece, Reader
from ingest.readers.docx.objects import A, diagram_pieces
from ingest.readers.lines import tidy
from ingest.readers.office.archive import parts_of
from ingest.readers.office.slide_sight import Sight
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.structure import Particulars, join_cells, to_content

_WHAT = Reason("office.slides")
_SAMPLE = 20_000
_DEEPEST = 20
_MOST_CELLS = 500
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_FURNITURE = ("DATE", "FOOTER", "SLIDE_NUMBER", "HEADER")


def sample(data: bytes) -> str:
    """Return the words of the first slides."""
    pieces: list[Piece] = []
    for piece in _Deck(data).pieces():
        pieces.append(piece)
        if sum(len(one.text) for one in pieces) > _SAMPLE:
            break
    return "\n".join(piece.text for piece in pieces)


def read(data: bytes, language: Language) -> Content:
    """Read a presentation.

    Raises:
        ReaderError: it is damaged, too large, has a password or holds no words.
    """
    deck = _Deck(data)
    pieces = list(deck.pieces())
    return to_content(pieces, deck.particulars(), deck.left_out)


class _Deck:
    """A presentation."""

    def __init__(self, data: bytes) -> None:
        import pptx

        parts_of(data, _WHAT)
        try:
            self._deck: Any = pptx.Presentation(io.BytesIO(data))
        except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError, pptx.exc.PythonPptxError):
            raise reader_error("office.damaged", what=_WHAT) from None
        self.left_out = LeftOut()

    def particulars(self) -> Particulars:
        """Return what the file says of the presentation."""
        said = self._deck.core_properties
        changed = said.modified or said.created
        return Particulars(date=changed.date().isoformat() if changed else "")

    def pieces(self) -> Iterator[Piece]:
        """Yield the words of all slides that are shown, in order."""
        for number, slide in enumerate(self._deck.slides, start=1):
            if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
                self.left_out.add(Why.COMMENT, slide.notes_slide.notes_text_frame.text, number)
            if slide._element.get("show") in ("0", "false"):
                self.left_out.add(
                    Why.HIDDEN, " ".join(text.text or "" for text in slide._element.iter(A + "t")), number
                )
                continue
            for piece in self._slide(slide):
                piece.page = number
                yield piece

    def _slide(self, slide: Any) -> Iterator[Piece]:
        self._sight = Sight(slide)
        title = slide.shapes.title
        words = self._cell(title.text_frame, title) if title is not None else ""
        if words:
            yield Piece(BlockKind.HEADING, words, gap=1, level=1, explicit=True)
        shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
        for shape in sorted(shapes, key=lambda shape: ((shape.top or 0) // 200_000, shape.left or 0)):
            yield from self._shape(shape, 0)

    def _shape(self, shape: Any, depth: int) -> Iterator[Piece]:
        if hasattr(shape, "shapes") and depth < _DEEPEST:
            for inner in shape.shapes:
                yield from self._shape(inner, depth + 1)
        elif shape.is_placeholder and shape.placeholder_format.type.name in _FURNITURE:
            self.left_out.add(Why.RUNNING_HEAD, shape.text_frame.text if shape.has_text_frame else "")
        elif shape.has_text_frame:
            yield from self._frame(shape)
        elif getattr(shape, "has_table", False):
            yield from _table([[self._cell(cell.text_frame) for cell in row.cells] for row in shape.table.rows])
        elif getattr(shape, "has_chart", False):
            yield from _chart(shape.chart)
        else:
            yield from self._other(shape)

    def _frame(self, shape: Any) -> Iterator[Piece]:
        listed = shape.is_placeholder and len([one for one in shape.text_frame.paragraphs if one.text.strip()]) > 1
        for paragraph in shape.text_frame.paragraphs:
            words = tidy(self._words(paragraph, shape))
            bullet = paragraph._p.pPr is not None and any(
                paragraph._p.pPr.find(A + name) is not None for name in ("buChar", "buAutoNum")
            )
            if words and (listed or bullet or paragraph.level):
                yield Piece(BlockKind.LIST_ITEM, f"- {words}", "- ", level=paragraph.level)
            elif words:
                yield Piece(BlockKind.PARAGRAPH, words, gap=1)

    def _cell(self, frame: Any, shape: Any | None = None) -> str:
        return tidy(" ".join(self._words(paragraph, shape) for paragraph in frame.paragraphs))

    def _words(self, paragraph: Any, shape: Any | None) -> str:
        """Return the words of a paragraph without those that are struck out, or that nobody sees in its shape."""
        kept = []
        for part in paragraph._p.iter(A + "r", A + "br", A + "fld"):
            properties = part.find(A + "rPr")
            text = " " if part.tag == A + "br" else part.findtext(A + "t") or ""
            if properties is not None and properties.get("strike", "noStrike") != "noStrike":
                self.left_out.add(Why.STRUCK, text)
            elif properties is not None and shape is not None and self._sight.is_unseen(properties, shape):
                self.left_out.add(Why.INVISIBLE, text)
            else:
                kept.append(text)
        return "".join(kept)

    def _other(self, shape: Any) -> Iterator[Piece]:
        """Read a diagram; note what is said of a picture."""
        for diagram in shape._element.iter(_DIAGRAM):
            try:
                part = shape.part.related_part(diagram.get(_DATA))
                yield from diagram_pieces(etree.fromstring(part.blob))
            except (KeyError, etree.XMLSyntaxError):
                self.left_out.add(Why.OBJECT, shape.name)
        described = next((inner.get("descr") for inner in shape._element.iter() if inner.get("descr")), "")
        self.left_out.add(Why.OBJECT, described or "")


def _table(rows: list[list[str]]) -> Iterator[Piece]:
    text = "\n".join(join_cells(row) for row in rows if any(row))
    if text:
        yield Piece(BlockKind.TABLE, text, gap=1)


def _chart(chart: Any) -> Iterator[Piece]:
    if chart.has_title and chart.chart_title.has_text_frame:
        yield Piece(BlockKind.PARAGRAPH, tidy(chart.chart_title.text_frame.text), gap=1)
    for plot in chart.plots:
        series = list(plot.series)[:_MOST_CELLS]
        labels = [str(label) for label in plot.categories][:_MOST_CELLS]
        values = [[_shown(value) for value in one.values] for one in series]
        rows = [["", *(tidy(one.name or "") for one in series)]]
        rows += [
            [label, *(column[at] if at < len(column) else "" for column in values)] for at, label in enumerate(labels)
        ]
        yield from _table(rows)


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


READER = Reader(sample, read)
