"""Whether each sentence of a PDF is on the page that the reader says: by the text that pdftotext gives of each page."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass

from assistant.domain import BlockKind, BlockRole, Document
from assistant.errors import AssistantError
from assistant.text.sentences import sentence_spans

_NOT_LETTERS = re.compile(r"[\W_]+")
_LETTERS = 30
_FEWEST = 20


@dataclass(frozen=True, slots=True)
class PagesChecked:
    """How many sentences were found on a page, and for how many of them it is the page that the reader says."""

    right: int
    known: int

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.known if self.known else float("nan")


def pages_of_sentences(document: Document, data: bytes) -> PagesChecked:
    """Look for the first letters of each sentence of the guidance; one that is on no page as a whole is left out.

    Raises:
        AssistantError: pdftotext is not installed.
    """
    pages = _page_texts(data)
    right = known = 0
    for start, words in _sentences(document):
        places = {number for number, page in enumerate(pages, start=1) if words in page}
        known += bool(places)
        right += document.page_at(start) in places
    return PagesChecked(right, known)


def _sentences(document: Document) -> list[tuple[int, str]]:
    """Return where each sentence begins, with its first letters; short ones and headings may stand on many pages."""
    found = []
    for block in document.blocks:
        if block.role is not BlockRole.GUIDANCE or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        text = document.text[block.start : block.end]
        for start, end in sentence_spans(text, document.language):
            letters = _letters(text[start:end])[:_LETTERS]
            if len(letters) >= _FEWEST:
                found.append((block.start + start, letters))
    return found


def _page_texts(data: bytes) -> list[str]:
    if shutil.which("pdftotext") is None:
        raise AssistantError("pdftotext is not installed. On Debian: sudo apt-get install poppler-utils.")
    run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return [_letters(page) for page in run.stdout.decode("utf-8", "replace").split("\f")]


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())
