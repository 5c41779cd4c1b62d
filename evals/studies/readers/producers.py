"""The programs that make a PDF of a document: LibreOffice, Chromium and LaTeX."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.domain import Document
from assistant.errors import AssistantError
from evals.studies.readers.flat_odt import flat_odt
from evals.studies.readers.latex import latex
from evals.studies.readers.web_page import web_page

_PACKAGES = {"soffice": "libreoffice-writer", "chromium": "chromium", "pdflatex": "texlive-latex-recommended"}
_SECONDS = 300


def libreoffice(document: Document, columns: int = 1) -> bytes:
    """Set a document with LibreOffice.

    Raises:
        AssistantError: LibreOffice is not installed, or it made no PDF.
    """
    with TemporaryDirectory() as folder:
        source = Path(folder) / "document.fodt"
        source.write_text(flat_odt(document, columns), encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        return _run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)], folder)


def chromium(document: Document, columns: int = 1) -> bytes:
    """Print a document with Chromium, with the head and foot that it adds.

    Raises:
        AssistantError: Chromium is not installed, or it made no PDF.
    """
    with TemporaryDirectory() as folder:
        source = Path(folder) / "document.html"
        source.write_text(web_page(document, columns), encoding="utf-8")
        output = f"--print-to-pdf={Path(folder, 'document.pdf')}"
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        return _run(["chromium", *flags, output, source.as_uri()], folder)


def pdflatex(document: Document, columns: int = 1) -> bytes:
    """Set a document with LaTeX, words broken at the ends of lines.

    Raises:
        AssistantError: LaTeX is not installed, or it made no PDF.
    """
    with TemporaryDirectory() as folder:
        source = Path(folder) / "document.tex"
        source.write_text(latex(document, columns), encoding="utf-8")
        return _run(["pdflatex", "-interaction=nonstopmode", "-output-directory", folder, str(source)], folder)


def _run(command: list[str], folder: str) -> bytes:
    program = command[0]
    if shutil.which(program) is None:
        raise AssistantError(f"{program} is not installed. On Debian: sudo apt-get install {_PACKAGES[program]}.")
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False)
    output = Path(folder) / "document.pdf"
    if not output.is_file():
        raise AssistantError(f"{program} made no PDF: {(run.stderr or run.stdout)[-500:]}")
    return output.read_bytes()
