"""The formats that are read, in one table, and what a file really is, whatever its name says."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from assistant.errors import Reason

_HEAD = 4096
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_HEADER_LINE = re.compile(rb"\s*[\w-]+:", re.ASCII)
_UNREAD = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason("format.old_office")),
    (b"{\\rtf", Reason("format.rtf")),
    (b"\x89PNG", Reason("format.picture")),
    (b"\xff\xd8\xff", Reason("format.picture")),
    (b"GIF8", Reason("format.picture")),
    (b"II*\0", Reason("format.picture")),
    (b"MM\0*", Reason("format.picture")),
    (b"\x1f\x8b", Reason("format.compressed", {"suffix": ".gz"})),
    (b"7z\xbc\xaf\x27\x1c", Reason("format.compressed", {"suffix": ".7z"})),
    (b"Rar!", Reason("format.compressed", {"suffix": ".rar"})),
)
_UNREAD_PACKAGES = {
    "content.xml": Reason("format.open_other"),
    "META-INF/container.xml": Reason("format.epub"),
}


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read: all that is known of it but its reader, the ``READER`` of a module in this package.

    ``name`` is that of its text in the catalogues (``reasons.format``). It is set where the content always shows what a
    file is: by a ``signature`` at its beginning or, in a ZIP, by how a ``member``'s name begins or by its ``mimetype``.
    """

    suffixes: tuple[str, ...]
    reader: str
    name: str = ""
    signature: bytes = b""
    member: str = ""
    mimetype: bytes = b""


_OPEN = b"application/vnd.oasis.opendocument."
FORMATS = (
    Format((".docx",), "docx", "word", member="word/"),
    Format((".htm", ".html", ".mht", ".mhtml"), "html"),
    Format((".markdown", ".md"), "markdown"),
    Format((".odp",), "office.open_document", "presentation", mimetype=_OPEN + b"presentation"),
    Format((".odt",), "office.open_document", "text", mimetype=_OPEN + b"text"),
    Format((".pdf",), "pdf", "pdf", signature=b"%PDF-"),
    Format((".pptx",), "office.slides", "slides", member="ppt/"),
    Format((".text", ".txt"), "plain"),
    Format((".xlsx",), "office.sheets", "sheets", member="xl/"),
)
BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a file's content shows: ``suffix`` of a format that is read, or what it is if that is ``unread``.

    There is neither where the content does not tell: plain text, Markdown, something unknown.
    """

    suffix: str = ""
    unread: Reason | None = None


def format_of(data: bytes, formats: tuple[Format, ...] = FORMATS) -> Shown:
    """Tell a file's format from its content; what the table of formats names is found before what cannot be read."""
    if b"%PDF-" in data[:1024]:  # some programs write something before the beginning
        return Shown(".pdf")
    if data.startswith(b"PK\x03\x04"):
        return _package(data, formats)
    for each in formats:
        if each.signature and data.startswith(each.signature):
            return Shown(each.suffixes[0])
    for signature, name in _UNREAD:
        if data.startswith(signature):
            return Shown(unread=name)
    if is_web_archive(data) or _HTML.match(_characters(data[:_HEAD])):
        return Shown(".html")
    return Shown()


def is_web_archive(data: bytes) -> bool:
    """Tell whether a file is a page saved with all that belongs to it as one file (``.mhtml``)."""
    return bool(_HEADER_LINE.match(data)) and b"multipart/related" in data[:_HEAD].lower()


def _package(data: bytes, formats: tuple[Format, ...]) -> Shown:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            kind = package.read("mimetype")[:100].strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        return Shown(unread=Reason("format.cut_off"))
    for each in formats:
        inside = each.member and any(name.startswith(each.member) for name in names)
        if inside or (each.mimetype and each.mimetype == kind):
            return Shown(each.suffixes[0])
    unread = (name for member, name in _UNREAD_PACKAGES.items() if member in names)
    return Shown(unread=next(unread, Reason("format.zip")))


def _characters(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.replace(b"\0", b"").decode("utf-8-sig", "replace")
