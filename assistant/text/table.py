"""The tables that people keep beside the documents: CSV, as whichever spreadsheet wrote it."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import CorpusError


def read_rows(path: Path, header: Sequence[str], largest: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows under the header that are not blank, each with its line, and with commas or semicolons between.

    Raises:
        CorpusError: naming the file and the line, where it is no such table or larger than so many bytes.
    """
    text = _text(path, largest)
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        if [cell.strip() for cell in next(rows, [])] != [*header]:
            raise table_error(path, f"line 1: the header is not {','.join(header)!r}")
        yield from ((rows.line_num, cells) for cells in rows if any(cells))
    except csv.Error as error:
        raise table_error(path, f"line {rows.line_num}: {error}") from None


def fault_of_width(cells: Sequence[str], header: Sequence[str]) -> str:
    """Return what is wrong with a row's number of cells, empty where nothing is."""
    return "" if len(cells) == len(header) else f"{len(cells)} cells instead of {len(header)}"


def table_error(path: Path, fault: str) -> CorpusError:
    """Return the error that tells who keeps a table what to correct."""
    return CorpusError(f"{path.name}, {fault}. Correct it and ingest again.")


def _text(path: Path, largest: int) -> str:
    try:
        if not path.is_file() or path.stat().st_size > largest:
            raise table_error(path, f"not a file of at most {largest} bytes")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise table_error(path, f"line {line}: not UTF-8; save it as CSV in UTF-8") from None
    except OSError as error:
        raise table_error(path, str(error)) from None
