"""Real manuals whose text is known: web pages as published, and the same as Word and Markdown by other programs.

``python -m evals.studies.readers.manuals`` measures the readers on them; it needs the Debian packages
installation-guide-amd64, debian-faq, debian-faq-nl, pandoc and libreoffice-writer.
"""

import gzip
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import html

from assistant.domain import Language
from evals.studies.readers.alignment import measure
from ingest.readers import reader_for

_DOCUMENTATION = Path("/usr/share/doc")
_GUIDE = _DOCUMENTATION / "installation-guide-amd64"
_FAQ = _DOCUMENTATION / "debian" / "FAQ"
_ADDRESS = re.compile(r"\s*\(\s*https?:[^)]*\)|<?(?:https?|ftp)://[^\s>]+>?")
_CONTENTS = re.compile(r"^(?:Table of Contents|Inhoudsopgave)\n\n(?:.+\n)+", re.MULTILINE)
_AROUND = ("navheader", "navfooter", "toc")


@dataclass(frozen=True, slots=True)
class Manual:
    """A manual as its publisher made it: its pages in order, and the text that lies beside them."""

    name: str
    language: Language
    pages: tuple[Path, ...]
    text: Path
    first_words: str

    def truth(self) -> str:
        """Return the words of all chapters, without addresses and tables of contents, which the pages show as links."""
        text = gzip.decompress(self.text.read_bytes()).decode().replace("\u00a0", " ")
        start = re.search(f"^{self.first_words}", text, re.MULTILINE)
        return _ADDRESS.sub("", _CONTENTS.sub("", text[start.start() if start else 0 :]))


def manuals() -> Iterator[Manual]:
    """Yield the manuals that are installed."""
    for language, first in ((Language.EN, r"Chapter 1\. "), (Language.NL, r"Hoofdstuk 1\. ")):
        folder = _GUIDE / language
        yield Manual("guide", language, _pages(folder, "index.html"), folder / f"install.{language}.txt.gz", first)
        folder = _FAQ / "nl" if language is Language.NL else _FAQ
        yield Manual(
            "faq", language, _pages(folder, f"index.{language}.html"), _FAQ / f"debian-faq.{language}.txt.gz", first
        )


def made(manual: Manual, folder: Path) -> Iterator[Path]:
    """Yield the manual as one page, and what other programs make of that page: two Word files and Markdown."""
    page = folder / f"{manual.name}.html"
    page.write_text(_joined(manual), encoding="utf-8")
    yield page
    for suffix, form in (("docx", "docx"), ("md", "gfm")):
        _run(["pandoc", str(page), "-t", form, "-o", str(folder / f"pandoc.{suffix}")])
        yield folder / f"pandoc.{suffix}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    converted = ["--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)]
    _run(["soffice", profile, "--headless", *converted, str(page)])
    yield page.with_suffix(".docx")


def report() -> None:
    """Write a line of figures for each manual in each form."""
    for manual in manuals():
        truth = manual.truth()
        _write(manual, "pages as published", "\n".join(_read(page) for page in manual.pages), truth)
        with TemporaryDirectory() as folder:
            for file in made(manual, Path(folder)):
                _write(manual, file.name, _read(file), truth)


def _pages(folder: Path, index: str) -> tuple[Path, ...]:
    contents = (folder / index).read_text(encoding="utf-8").partition('class="toc"')[2]
    names = dict.fromkeys(re.findall(r'href="([\w.-]+\.html)', contents))
    return tuple(folder / name for name in names if (folder / name).exists() and name != index)


def _joined(manual: Manual) -> str:
    bodies = []
    for page in manual.pages:
        body = html.document_fromstring(page.read_bytes()).find("body")
        assert body is not None
        for element in [element for element in body.iter("div") if element.get("class") in _AROUND]:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        bodies += [html.tostring(element, encoding="unicode") for element in body]
    head = f'<head><meta charset="utf-8"><title>{manual.name}</title></head>'
    return f'<html lang="{manual.language}">{head}<body>{"".join(bodies)}</body></html>'


def _read(file: Path) -> str:
    return reader_for(file.suffix).read(file.read_bytes(), Language.EN).text


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _write(manual: Manual, form: str, text: str, truth: str) -> None:
    found = measure(_ADDRESS.sub("", text), truth)
    figures = f"recall {found.recall:.4f}  order {found.order:.4f}  precision {found.precision:.4f}"
    sys.stdout.write(f"{manual.name} {manual.language}  {form:18}  {figures}\n")


if __name__ == "__main__":
    report()
