"""What a file really is, whatever its name says."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

_HEAD = 4096
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_HEADER_LINE = re.compile(rb"\s*[\w-]+:", re.ASCII)
_OLD_WORD = "a document of the old kind (.doc, .xls, .ppt), or one with a password"
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_WORD),
    (b"{\\rtf", "a rich text document (.rtf)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (.7z)"),
    (b"Rar!", "a compressed file (.rar)"),
)
_PACKAGES = (
    ("word/", ".docx", ""),
    ("xl/", ".xlsx", ""),
    ("ppt/", ".pptx", ""),
    ("content.xml", "", "an OpenDocument file of a kind that is not read"),
    ("META-INF/container.xml", "", "an e-book (.epub)"),
)


@dataclass(frozen=True, slots=True)
class Format:
    """What a file's content shows: ``suffix`` of a format that can have a reader, or the ``name`` of one that has none.

    Both are empty where the content does not tell: plain text, Markdown, something unknown.
    """

    suffix: str = ""
    name: str = ""


def format_of(data: bytes) -> Format:
    """Tell a file's format from its content."""
    if b"%PDF-" in data[:1024]:
        return Format(".pdf")
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return Format(name=name)
    if is_web_archive(data) or _HTML.match(_characters(data[:_HEAD])):
        return Format(".html")
    return Format()


def is_web_archive(data: bytes) -> bool:
    """Tell whether a file is a page saved with all that belongs to it as one file (``.mhtml``)."""
    return bool(_HEADER_LINE.match(data)) and b"multipart/related" in data[:_HEAD].lower()


def _package(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            kind = package.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        return Format(name="a damaged or incomplete file: a Word document that was not copied whole looks like this")
    if kind.strip() in _OPEN_DOCUMENTS:
        return Format(_OPEN_DOCUMENTS[kind.strip()])
    for beginning, suffix, name in _PACKAGES:
        if any(member.startswith(beginning) for member in names):
            return Format(suffix, name)
    return Format(name="a compressed folder (.zip)")


def _characters(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore")
    return head.replace(b"\0", b"").decode("utf-8-sig", "replace")
