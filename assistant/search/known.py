"""The questions that the documents are known to answer, noted by the people who keep them.

A row of ``questions.csv`` holds a document's id, an anchor (words as they stand in it, at the place of the answer) and
the question in English and Dutch. A row whose anchor is no longer in its document is left out until it is corrected.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Self

from assistant.domain import Document, Language, Passage
from assistant.text.table import fault_of_width, read_rows, table_error

HEADER = ["document", "anchor", "en", "nl"]
LARGEST_FILE = 10_000_000  # bytes
LONGEST_CELL = 400  # characters


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: where the answer stands, and the question in each language, empty where it has none."""

    document: str
    anchor: str
    en: str
    nl: str

    def in_language(self, language: Language) -> str:
        """Return the question in a language."""
        return self.en if language is Language.EN else self.nl


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question, and the place that answers it: the passage, and the offset in the document's text."""

    passage_id: str
    start: int
    language: Language
    text: str


@dataclass(frozen=True)
class KnownQuestions:
    """The rows of the file."""

    rows: tuple[Row, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file: UTF-8, header ``document,anchor,en,nl``; semicolons do as well, as for the glossary.

        Raises:
            CorpusError: naming the file and the first wrong line with its fault.
        """
        rows = []
        for line, cells in read_rows(path, HEADER, LARGEST_FILE):
            if fault := fault_of_width(cells, HEADER):
                raise table_error(path, f"line {line}: {fault}")
            row = Row(*(" ".join(cell.split()) for cell in cells))
            if not row.document or not row.anchor or not (row.en or row.nl):
                raise table_error(
                    path, f"line {line}: a document, an anchor and a question in at least one language are needed"
                )
            if max(map(len, astuple(row))) > LONGEST_CELL:
                raise table_error(path, f"line {line}: a cell longer than {LONGEST_CELL} characters")
            rows.append(row)
        return cls(tuple(rows))

    @classmethod
    def from_json(cls, stored: str) -> Self:
        """Read what ``to_json`` wrote."""
        return cls(tuple(Row(*cells) for cells in json.loads(stored or "[]")))

    def to_json(self) -> str:
        """Write the rows for an index."""
        return json.dumps([astuple(row) for row in self.rows], ensure_ascii=False)

    def placed(
        self, document: Callable[[str], Document | None], passages_of: Callable[[str], Sequence[Passage]]
    ) -> Iterator[KnownQuestion]:
        """Yield the questions with their passage and offset; those whose anchor is in no passage are left out."""
        for row in self.rows:
            found = document(row.document)
            start = found.text.find(row.anchor) if found else -1
            passages = passages_of(row.document) if start >= 0 else ()
            passage = next((each for each in passages if each.start <= start < each.end), None)
            if passage:
                asked = ((language, row.in_language(language)) for language in Language)
                yield from (KnownQuestion(passage.id, start, language, text) for language, text in asked if text)


NO_QUESTIONS = KnownQuestions()
