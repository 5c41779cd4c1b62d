"""The corpus as PDF: the same documents under the same ids, so that its evaluation can be held to that of the texts.

``python -m evals.studies.readers.as_pdf FOLDER`` makes the corpus; then

    ser-assistant ingest --corpus FOLDER --data DATA
    ser-assistant eval --data DATA --compare RUN        # RUN: a run over the texts, with the same code
"""

import re
import shutil
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from assistant.domain import Document
from assistant.settings import load_settings
from assistant.text.language import detect_language
from evals.studies.readers.producers import chromium, libreoffice, pdflatex
from ingest.manifest import GLOSSARY, MANIFEST, load_entries
from ingest.readers import read_document


class Producer(StrEnum):
    """The program that makes the PDFs."""

    LIBREOFFICE = "libreoffice"
    CHROMIUM = "chromium"
    PDFLATEX = "pdflatex"


_PRODUCE = {
    Producer.LIBREOFFICE: libreoffice,
    Producer.CHROMIUM: chromium,
    Producer.PDFLATEX: pdflatex,
}


def make(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where the PDFs and their manifest are written.")],
    producer: Annotated[Producer, typer.Option(help="The program that makes the PDFs.")] = Producer.LIBREOFFICE,
    columns: Annotated[int, typer.Option(min=1, max=2, help="Columns a page.")] = 1,
) -> None:
    """Write each document of the corpus as a PDF, with its headings styled as a word processor's user would."""
    write_corpus(load_settings().corpus_dir, folder, lambda document: _PRODUCE[producer](document, columns))


def write_corpus(corpus: Path, folder: Path, produce: Callable[[Document], bytes]) -> None:
    """Write a corpus folder that holds the documents of another one as PDFs, and all else as it is."""
    for entry in load_entries(corpus).entries:
        target = folder / _as_pdf(entry.file)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(produce(read_document(corpus / entry.file, entry, detect_language)))
        sys.stdout.write(f"{target}\n")
    manifest = (corpus / MANIFEST).read_text(encoding="utf-8")
    in_pdf = re.sub(r'^file = "(.+)"$', lambda found: f'file = "{_as_pdf(found[1])}"', manifest, flags=re.MULTILINE)
    (folder / MANIFEST).write_text(in_pdf, encoding="utf-8")
    shutil.copy(corpus / GLOSSARY, folder / GLOSSARY)


def _as_pdf(file: str) -> str:
    return PurePosixPath(file).with_suffix(".pdf").as_posix()


if __name__ == "__main__":
    typer.run(make)
