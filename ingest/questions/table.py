"""The table of drafts in a corpus folder, as people go through it: what they keep gets a yes in its first column."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import Reason
from assistant.locale.reasons import corpus_error, reason_of
from assistant.search.known import HEADER, LARGEST_FILE, Row
from assistant.text.table import at_line, fault_of_width, read_rows, table_error
from ingest.manifest import DRAFTS
from ingest.questions.drafts import Draft

COLUMNS = ["keep", *HEADER, "says"]
YES = frozenset({"yes", "y", "x", "ja", "j", "1"})
NO = frozenset({"no", "n", "nee", "0"})
_FORMULA = ("=", "+", "-", "@", "\t")  # what a spreadsheet would work out


def load(corpus_dir: Path) -> tuple[Draft, ...]:
    """Return the drafts of a folder, none where there is no table.

    Raises:
        CorpusError: naming the first wrong line with its fault.
    """
    path = corpus_dir / DRAFTS
    if not path.exists():
        return ()
    found = []
    for line, cells in read_rows(path, COLUMNS, LARGEST_FILE):
        if fault := fault_of_width(cells, COLUMNS):
            raise table_error(path, at_line(line, fault))
        keep, document, anchor, english, dutch, says = (" ".join(_bare(cell).split()) for cell in cells)
        if keep.lower() not in {"", *YES, *NO}:
            raise table_error(path, at_line(line, Reason("table.yes_or_no", {"said": keep})))
        found.append(Draft(Row(document, anchor, english, dutch), says, keep.lower()))
    return tuple(found)


def save(corpus_dir: Path, drafts: Sequence[Draft]) -> Path:
    """Write the drafts in the place of the earlier ones; the table is whole or as it was."""
    rows = ([each.keep, each.row.document, each.row.anchor, each.row.en, each.row.nl, each.says] for each in drafts)
    return _write(corpus_dir / DRAFTS, [COLUMNS, *([_safe(cell) for cell in row] for row in rows)])


def accept(corpus_dir: Path, questions: Path, known: Sequence[Row]) -> int:
    """Add what people keep to the known questions, and take it off the table; return how many there are.

    Raises:
        CorpusError: when a table cannot be read.
    """
    drafts = load(corpus_dir)
    kept = [each.row for each in drafts if each.keep in YES and each.row not in known]
    if kept:
        rows = [[each.document, each.anchor, each.en, each.nl] for each in (*known, *kept)]
        _write(questions, [HEADER, *rows])
    save(corpus_dir, [each for each in drafts if each.keep not in YES])
    return len(kept)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _write(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(written.getvalue(), encoding="utf-8", newline="")
        partial.replace(path)
    except OSError as error:
        raise corpus_error("folder.cannot_write", file=str(path), fault=reason_of(error)) from None
    return path
