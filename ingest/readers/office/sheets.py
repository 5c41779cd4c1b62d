"""Reads Excel workbooks (.xlsx): a sheet is a page, its name a heading. The results of formulas count, none is run."""

import io
import re
from collections.abc import Iterator
from datetime import date, time
from itertools import groupby
from typing import Any

from assistant.domain import BlockKind, Language
from assistant.errors import Reason
from assistant.locale.reasons import reader_error
from ingest.readers.content import Content, Piece, Reader
from ingest.readers.lines import tidy
from ingest.readers.office.archive import parts_of
from ingest.readers.omissions import LeftOut, Why
from ingest.readers.structure import Particulars, join_cells, to_content

_WHAT = Reason("office.sheets")
_SAMPLE = 20_000
_MOST_CELLS = 500_000
_UNNAMED = re.compile(r"(sheet|blad|tabelle|feuil) ?\d*", re.IGNORECASE)


def sample(data: bytes) -> str:
    """Return the first words of a workbook."""
    return "\n".join(piece.text for piece in _Book(data).pieces())[:_SAMPLE]


def read(data: bytes, language: Language) -> Content:
    """Read a workbook.

    Raises:
        ReaderError: it is damaged, too large, has a password or holds no words.
    """
    book = _Book(data)
    return to_content(list(book.pieces()), book.particulars(), book.left_out)


class _Book:
    """A workbook."""

    def __init__(self, data: bytes) -> None:
        import openpyxl

        parts_of(data, _WHAT)
        try:
            self._book: Any = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
            self._formulas: Any = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
        except Exception:  # noqa: BLE001  the library lets through whatever its parsers raise
            raise reader_error("office.damaged", what=_WHAT) from None
        self.left_out = LeftOut()
        self._left = _MOST_CELLS

    def particulars(self) -> Particulars:
        """Return what the file says of the workbook."""
        said = self._book.properties
        changed = said.modified or said.created
        return Particulars(title=tidy(said.title or ""), date=changed.date().isoformat() if changed else "")

    def pieces(self) -> Iterator[Piece]:
        """Yield the sheets that are shown, in order."""
        for number, sheet in enumerate(self._book.worksheets, start=1):
            rows = [self._row(sheet, row, number) for row in sheet.iter_rows()]
            if sheet.sheet_state != "visible":
                self.left_out.add(Why.HIDDEN, " ".join(cell for row in rows for cell in row), number)
                continue
            for piece in _sheet(sheet.title, rows):
                piece.page = number
                yield piece

    def _row(self, sheet: Any, row: tuple[Any, ...], number: int) -> list[str]:
        self._left -= len(row)
        if self._left < 0:
            raise reader_error("office.cells", what=_WHAT, cells=_MOST_CELLS)
        hidden_row = bool(row) and sheet.row_dimensions[row[0].row].hidden
        cells = []
        for cell in row:
            if getattr(cell, "comment", None):
                self.left_out.add(Why.COMMENT, cell.comment.text, number)
            words = self._shown(sheet, cell, number)
            why = _why_out(sheet, cell, hidden_row=hidden_row) if words else None
            if why:
                self.left_out.add(why, words, number)
            cells.append("" if why else words)
        return cells

    def _unstruck(self, parts: Any, number: int) -> str:
        """Return the words of a cell in several styles without those that are struck out."""
        struck = [getattr(getattr(part, "font", None), "strike", None) for part in parts]
        for part, is_struck in zip(parts, struck, strict=True):
            if is_struck:
                self.left_out.add(Why.STRUCK, str(part).strip(), number)
        return tidy("".join(str(part) for part, is_struck in zip(parts, struck, strict=True) if not is_struck))

    def _shown(self, sheet: Any, cell: Any, number: int) -> str:
        """Return a cell as it is shown; a formula whose result is not in the file is named."""
        value = cell.value
        if value is None:
            formula = self._formulas[sheet.title][cell.coordinate].value
            if isinstance(formula, str) and formula.startswith("="):
                self.left_out.add(Why.OBJECT, f"{sheet.title}!{cell.coordinate} {formula}")
            return ""
        if isinstance(value, list):
            return self._unstruck(value, number)
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, (date, time)):  # a moment is a date, too
            return str(value).removesuffix(" 00:00:00")
        if isinstance(value, (int, float)):
            return f"{value * 100:.10g}%" if "%" in (cell.number_format or "") else f"{value:.12g}"
        return tidy(str(value))


def _why_out(sheet: Any, cell: Any, *, hidden_row: bool) -> Why | None:
    """Tell why a cell is not to be read: nobody sees it, or it is struck out."""
    if hidden_row or sheet.column_dimensions[cell.column_letter].hidden:
        return Why.HIDDEN
    font = cell.font
    if font is not None and font.strike:
        return Why.STRUCK
    white = font is not None and font.color is not None and font.color.rgb in ("FFFFFFFF", "00FFFFFF")
    filled = cell.fill is not None and cell.fill.fill_type is not None
    return Why.INVISIBLE if (white and not filled) or cell.number_format == ";;;" else None


def _sheet(name: str, rows: list[list[str]]) -> Iterator[Piece]:
    if any(any(row) for row in rows) and not _UNNAMED.fullmatch(name):
        yield Piece(BlockKind.HEADING, tidy(name), gap=1, level=1, explicit=True)
    for filled, group in groupby(rows, key=any):
        if filled:
            yield from _block(list(group))


def _block(rows: list[list[str]]) -> Iterator[Piece]:
    """Yield neighbouring rows as a table, or as paragraphs where only one column is filled."""
    used = [column for column in range(max(map(len, rows))) if any(row[column : column + 1] != [""] for row in rows)]
    lines = [[row[column] if column < len(row) else "" for column in used] for row in rows]
    used = [column for column in range(len(used)) if any(line[column] for line in lines)]
    lines = [[line[column] for column in used] for line in lines]
    if len(used) == 1:
        yield from (Piece(BlockKind.PARAGRAPH, line[0], gap=1) for line in lines)
    else:
        yield Piece(BlockKind.TABLE, "\n".join(map(join_cells, lines)), gap=1)


READER = Reader(sample, read)
