"""How well PDFs are read: ``python -m evals.studies.readers.pdfs`` measures words, order and each sentence's page.

The documents are manuals of Debian with the text that lies beside them, and documents of known text, set by
LibreOffice, Chromium and LaTeX in one and in two columns. It says what has to be installed. ``--library`` reads with a
bare library instead (pdfminer.six, pdfplumber, pypdfium2), for comparison.
"""

import gzip
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.domain import BlockRole, Document, Language
from assistant.errors import AssistantError
from assistant.settings import load_settings
from assistant.text.language import detect_language
from evals.studies.readers.alignment import measure
from evals.studies.readers.libraries import LIBRARIES
from evals.studies.readers.manuals import Manual, manuals
from evals.studies.readers.pages import pages_of_sentences
from evals.studies.readers.producers import chromium, libreoffice, pdflatex
from ingest.manifest import load_entries
from ingest.readers import plain, read_document, reader_for

LEAST_RECALL = LEAST_ORDER = LEAST_PAGES = 0.98
WORSE = 4
_PRODUCERS = {"LibreOffice": libreoffice, "Chromium": chromium, "LaTeX": pdflatex}
_ADDRESS = re.compile(r"\s*\(\s*https?:[^)]{0,150}\)|<?(?:https?|ftp)://[^\s>]+>?")
_REFERENCE = re.compile(
    r"\b((?:Section|Chapter|Appendix|Paragraaf|Hoofdstuk|Bijlage)\s+[\dA-Z](?:\.\d+)*),\s+[\"“][^\"”]{3,300}[\"”]"
)
_NOTES = re.compile(
    r"^[-━]{20,}\n\n(?=\s*\^\[\d+\]).*?(?=^(?:Chapter|Hoofdstuk|Appendix|Bijlage) |\Z)", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF of known text; ``flow`` is that text without the notes, which stand elsewhere in it than on paper.

    ``published`` says that it comes from its publisher: then the known text has no table of contents.
    """

    name: str
    producer: str
    columns: int
    language: Language
    data: bytes
    truth: str
    flow: str
    published: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one PDF; ``pages`` is the share of its sentences whose page is right, of ``sentences``."""

    name: str
    producer: str
    columns: int
    language: Language
    recall: float
    order: float
    seconds: float
    pages: float | None = None
    sentences: int = 0

    @property
    def is_good(self) -> bool:
        """Whether the figures are as required."""
        right_pages = self.pages is None or self.pages >= LEAST_PAGES
        return self.recall >= LEAST_RECALL and self.order >= LEAST_ORDER and right_pages


def printed() -> Iterator[Printed]:
    """Yield the PDFs that can be had here."""
    found = list(manuals())
    for manual in found:
        yield _published(manual)
    for document in [*_corpus(), *(_as_document(manual) for manual in found if manual.name == "faq")]:
        for producer, produce in _PRODUCERS.items():
            for columns in (1, 2):
                yield Printed(
                    document.id,
                    producer,
                    columns,
                    document.language,
                    produce(document, columns),
                    document.text,
                    document.text,
                )


def figures_of(pdf: Printed, read: Callable[[Printed], str]) -> Figures:
    """Measure a way of reading on one PDF; addresses are left out, since a text may show them where a PDF links."""
    started = time.process_time()
    words = read(pdf)
    seconds = time.process_time() - started
    words = _ADDRESS.sub(" ", words)
    recall = measure(words, _ADDRESS.sub(" ", pdf.truth)).recall
    order = measure(words, _ADDRESS.sub(" ", pdf.flow)).order
    return Figures(pdf.name, pdf.producer, pdf.columns, pdf.language, recall, order, seconds)


def report(
    library: Annotated[str, typer.Option(help=f"Read with one of {', '.join(LIBRARIES)} instead.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON for each PDF, for programs.")] = False,
) -> None:
    """Print a line of figures for each PDF; exit 4 where one is not as required."""
    good = True
    try:
        for pdf in printed():
            found = figures_of(pdf, _bare(library)) if library else _with_pages(pdf)
            good = good and (found.is_good or bool(library))
            sys.stdout.write(f"{json.dumps(asdict(found)) if as_json else _line(found)}\n")
            sys.stdout.flush()
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from None
    raise typer.Exit(0 if good else WORSE)


def _published(manual: Manual) -> Printed:
    """Return a manual as its publisher set it: the titles that its text adds to references are not on paper."""
    data = gzip.decompress(Path(str(manual.text).replace(".txt.gz", ".pdf.gz")).read_bytes())
    truth = _REFERENCE.sub(r"\1", manual.truth())
    flow = _NOTES.sub("", truth)
    return Printed(manual.name, "xdvipdfmx", 1, manual.language, data, truth, flow, published=True)


def _corpus() -> Iterator[Document]:
    folder = load_settings().corpus_dir
    for entry in load_entries(folder).entries:
        yield read_document(folder / entry.file, entry, detect_language)


def _as_document(manual: Manual) -> Document:
    content = plain.read(gzip.decompress(manual.text.read_bytes()), manual.language)
    return Document(manual.name, content.title, manual.language, content.text, content.blocks)


def _bare(library: str) -> Callable[[Printed], str]:
    return lambda pdf: LIBRARIES[library](pdf.data)


def _with_pages(pdf: Printed) -> Figures:
    found = figures_of(pdf, _read)
    content = reader_for(".pdf").read(pdf.data, pdf.language)
    document = Document(pdf.name, content.title, pdf.language, content.text, content.blocks, pages=content.pages)
    checked = pages_of_sentences(document, pdf.data)
    return replace(found, pages=checked.share, sentences=checked.known)


def _read(pdf: Printed) -> str:
    """Return what is read; without the tables of contents where the known text has none."""
    content = reader_for(".pdf").read(pdf.data, pdf.language)
    kept = (block for block in content.blocks if not (pdf.published and block.role is BlockRole.POINTER))
    return "\n".join(content.text[block.start : block.end] for block in kept)


def _line(found: Figures) -> str:
    pages = "" if found.pages is None else f"  page {found.pages:.4f} of {found.sentences:5}"
    verdict = "" if found.is_good else "  TOO LOW"
    return (
        f"{found.name[:34]:34} {found.language}  {found.producer:11} {found.columns} col.  recall {found.recall:.4f}"
        f"  order {found.order:.4f}{pages}  {found.seconds:5.1f} s{verdict}"
    )


if __name__ == "__main__":
    typer.run(report)
