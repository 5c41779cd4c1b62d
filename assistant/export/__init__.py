"""Answers and partner briefs as files to keep and to send: Markdown, Word and PDF."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from assistant.export.paper import Paper

__all__ = ["FORMATS", "Format", "file_name"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is called, its suffix and media type, and what writes it."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Paper], bytes]


def file_name(title: str, suffix: str) -> str:
    """Return a file name of small letters, digits and hyphens only, safe in every system and header."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")
    return f"{slug or 'ser'}{suffix}"


def _markdown(paper: Paper) -> bytes:
    from assistant.export.markdown import write

    return write(paper)


def _docx(paper: Paper) -> bytes:
    from assistant.export.docx import write

    return write(paper)


def _pdf(paper: Paper) -> bytes:
    from assistant.export.pdf import write

    return write(paper)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    "docx": Format("Word", ".docx", _WORD, _docx),
    "pdf": Format("PDF", ".pdf", "application/pdf", _pdf),
    "md": Format("Markdown", ".md", "text/markdown; charset=utf-8", _markdown),
}
"""The formats by the name that an address or option uses; each loads its library when first used."""
