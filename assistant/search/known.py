"""The questions that the documents are known to answer, and those known that they do not, noted by who keeps them.

A row of ``questions.csv`` holds a document's id, an anchor (words as they stand in it, at the place of the answer) and
the question in English and Dutch. Several anchors, with " | " between them, are the answer together, in that order. A
row of which an anchor is no longer in its document is left out until it is corrected. ``follow_ups.csv`` holds the same
of second questions of a chat, with the question before. A row of ``gaps.csv`` holds a question in both languages and
what the documents do not say, as it ends the sentence "The documents do not say …".
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Self

from assistant.domain import Document, Language, Passage
from assistant.errors import CorpusError, Reason
from assistant.search.groups import FOLLOWS, Group, Place, Sample
from assistant.text.table import at_line, fault_of_width, read_rows, table_error

HEADER = ["document", "anchor", "en", "nl"]
FOLLOW_UPS = "follow_ups.csv"
FOLLOW_UPS_HEADER = ["document", "anchor", "en_before", "en", "nl_before", "nl"]
GAPS = "gaps.csv"
GAPS_HEADER = ["en", "nl", "missing_en", "missing_nl"]
BETWEEN = " | "
LARGEST_FILE = 10_000_000  # bytes
LONGEST_CELL = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file: where the answer stands, and the question in each language, empty where it has none.

    A follow-up is held with the question before it, as both are looked up together.
    """

    document: str
    anchor: str
    en: str
    nl: str

    @property
    def anchors(self) -> tuple[str, ...]:
        """The words at each place of the answer."""
        return tuple(each.strip() for each in self.anchor.split(BETWEEN) if each.strip())


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that the documents do not answer, and what they do not say, in each language."""

    en: str
    nl: str
    missing_en: str
    missing_nl: str


@dataclass(frozen=True)
class KnownQuestions:
    """The rows of the files."""

    rows: tuple[Row, ...] = ()
    gaps: tuple[Gap, ...] = ()
    follow_ups: tuple[Row, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file and those beside it: UTF-8, with the headers above; semicolons do as well.

        Raises:
            CorpusError: naming the file and the first wrong line with its fault.
        """
        rows = [row for line, cells in _lines(path, HEADER) if (row := _row(path, line, cells))]
        gaps, follow_ups = path.with_name(GAPS), path.with_name(FOLLOW_UPS)
        found = [_gap(gaps, line, cells) for line, cells in _beside(gaps, GAPS_HEADER)]
        later = [_follow_up(follow_ups, line, cells) for line, cells in _beside(follow_ups, FOLLOW_UPS_HEADER)]
        return cls(tuple(rows), tuple(found), tuple(later))

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """Read what ``to_json`` wrote."""
        values = json.loads(stored or "{}")
        rows, follow_ups = (tuple(Row(*cells) for cells in values.get(name, ())) for name in ("rows", "follow_ups"))
        return cls(rows, tuple(Gap(*cells) for cells in values.get("gaps", ())), follow_ups)

    def to_json(self) -> str:
        """Write the rows for an index."""
        named = (("rows", self.rows), ("gaps", self.gaps), ("follow_ups", self.follow_ups))
        return json.dumps({name: [astuple(each) for each in values] for name, values in named}, ensure_ascii=False)

    def samples(
        self, document: Callable[[str], Document | None], passages_of: Callable[[str], Sequence[Passage]]
    ) -> Iterator[Sample]:
        """Yield the questions with their places, then the gaps; a row of which a place is gone is left out."""
        for key, note, rows in ((Group.KNOWN.value, "", self.rows), (FOLLOWS, FOLLOWS, self.follow_ups)):
            for number, row in enumerate(rows):
                places = _places(row, document, passages_of)
                texts = {Language.EN: row.en, Language.NL: row.nl} if places else {}
                for language, text in texts.items():
                    if text:
                        yield Sample(Group.KNOWN, f"{key}-{number}", language, text, note, places)
        for number, gap in enumerate(self.gaps):
            key = f"{Group.GAP}-{number}"
            yield Sample(Group.GAP, key, Language.EN, gap.en, f"{gap.missing_en}\n{gap.missing_nl}")
            yield Sample(Group.GAP, key, Language.NL, gap.nl, f"{gap.missing_en}\n{gap.missing_nl}")


NO_QUESTIONS = KnownQuestions()


def _places(
    row: Row, document: Callable[[str], Document | None], passages_of: Callable[[str], Sequence[Passage]]
) -> tuple[Place, ...]:
    found = document(row.document)
    starts = [found.text.find(anchor) for anchor in row.anchors] if found else []
    passages = passages_of(row.document) if starts and min(starts) >= 0 else ()
    places = [
        Place(passage.id, start) for start in starts for passage in passages if passage.start <= start < passage.end
    ]
    return tuple(places) if len(places) == len(starts) else ()


def _row(path: Path, line: int, cells: list[str]) -> Row:
    row = Row(*cells)
    if not row.document or not row.anchors or not (row.en or row.nl):
        raise _error(path, line, Reason("question.lacking"))
    return row


def _follow_up(path: Path, line: int, cells: list[str]) -> Row:
    document, anchor, en_before, en, nl_before, nl = cells
    if not (bool(en_before) == bool(en) and bool(nl_before) == bool(nl)):
        raise _error(path, line, Reason("question.before"))
    return _row(path, line, [document, anchor, f"{en_before} {en}".strip(), f"{nl_before} {nl}".strip()])


def _gap(path: Path, line: int, cells: list[str]) -> Gap:
    if not all(cells):
        raise _error(path, line, Reason("question.gap"))
    return Gap(*cells)


def _beside(path: Path, header: list[str]) -> Iterator[tuple[int, list[str]]]:
    return _lines(path, header) if path.exists() else iter(())


def _lines(path: Path, header: list[str]) -> Iterator[tuple[int, list[str]]]:
    for line, cells in read_rows(path, header, LARGEST_FILE):
        if fault := fault_of_width(cells, header):
            raise _error(path, line, fault)
        if max(map(len, cells)) > LONGEST_CELL:
            raise _error(path, line, Reason("table.long_cell", {"limit": LONGEST_CELL}))
        yield line, [" ".join(cell.split()) for cell in cells]


def _error(path: Path, line: int, fault: Reason) -> CorpusError:
    return table_error(path, at_line(line, fault))
