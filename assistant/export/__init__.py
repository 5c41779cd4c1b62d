"""Answers and partner briefs as files to keep and to send: Word, PDF, Markdown and the text of an e-mail."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.domain import Language
from assistant.export.paper import Paper
from assistant.locale import message

__all__ = ["FORMATS", "Format", "file_name"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is called in each language, its suffix and media type, and what writes it."""

    names: Mapping[Language, str]
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


def _mail(paper: Paper) -> bytes:
    from assistant.export.mail import write

    return write(paper)


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIL = {language: message("export.mail", language) for language in Language}
FORMATS = {
    "docx": Format(dict.fromkeys(Language, "Word"), ".docx", _WORD, _docx),
    "pdf": Format(dict.fromkeys(Language, "PDF"), ".pdf", "application/pdf", _pdf),
    "md": Format(dict.fromkeys(Language, "Markdown"), ".md", "text/markdown; charset=utf-8", _markdown),
    "txt": Format(_MAIL, ".txt", "text/plain; charset=utf-8", _mail),
}
"""The formats by the name that an address or option uses; each loads its library when first used."""
