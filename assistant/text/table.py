"""The tables that people keep beside the documents: CSV, as whichever spreadsheet wrote it."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import CorpusError, Reason
from assistant.locale.reasons import corpus_error, reason_of


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
            raise table_error(path, at_line(1, Reason("table.header", {"header": ",".join(header)})))
        yield from ((rows.line_num, cells) for cells in rows if any(cells))
    except csv.Error as error:
        raise table_error(path, at_line(rows.line_num, Reason("table.not_csv"))) from error


def fault_of_width(cells: Sequence[str], header: Sequence[str]) -> Reason | None:
    """Return what is wrong with a row's number of cells, None where nothing is."""
    if len(cells) == len(header):
        return None
    return Reason("table.width", {"cells": len(cells), "wanted": len(header)})


def at_line(line: int, fault: Reason) -> Reason:
    """Return a fault with the line where it stands."""
    return Reason("line", {"line": str(line), "fault": fault})


def first_of(faults: Sequence[Reason], most: int) -> tuple[Reason, ...]:
    """Return the first of some faults, and that there are more where there are."""
    more = (Reason("more", {"count": len(faults) - most}),) if len(faults) > most else ()
    return (*faults[:most], *more)


def table_error(path: Path, *faults: Reason) -> CorpusError:
    """Return the error that tells who keeps a table what to correct."""
    return corpus_error("table.fault", file=path.name, faults=faults)


def _text(path: Path, largest: int) -> str:
    try:
        if not path.is_file() or path.stat().st_size > largest:
            raise table_error(path, Reason("table.no_file", {"bytes": str(largest)}))
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise table_error(path, at_line(line, Reason("table.not_utf8"))) from None
    except OSError as error:
        raise table_error(path, Reason("table.unreadable", {"fault": reason_of(error)})) from None
