"""From the bytes of a web page to its tree of elements. Nothing is fetched, run or resolved."""

import codecs
import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage

from lxml import etree, html

from assistant.locale.reasons import reader_error
from ingest.readers.characters.decode import decode
from ingest.readers.formats import is_web_archive

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,80}?encoding=[\"']([\w:.-]+)", re.IGNORECASE
)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")
_HEAD = 4096
_MOST_TAGS = 300_000
_WESTERN = ("iso-8859-1", "latin1", "us-ascii", "windows-1252")  # all of them Windows-1252, as in browsers


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page; ``saved_from`` is the address that the program which saved it wrote down."""

    root: html.HtmlElement
    saved_from: str = ""


def open_page(data: bytes) -> Page:
    """Parse a page, or the page inside a web archive (``.mhtml``).

    Raises:
        ReaderError: it is empty, too large, not text, or nested too deeply.
    """
    saved_from = ""
    if is_web_archive(data):
        data, saved_from = _unpack(data)
    source = decode(_as_utf8(data))
    if source.count("<") > _MOST_TAGS:
        raise reader_error("page.tags")
    found = _SAVED_FROM.search(source[:_HEAD])
    return Page(parse(source), found[1] if found else saved_from)


def parse(source: str) -> html.HtmlElement:
    """Return the root of the tree that HTML describes.

    Raises:
        ReaderError: it is empty, or nested too deeply.
    """
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True)
    try:
        root = html.document_fromstring(source.encode(), parser=parser)
    except etree.ParserError:
        raise reader_error("file.no_words") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise reader_error("page.deep")
    return root


def _as_utf8(data: bytes) -> bytes:
    """Bring a page that is not UTF-8 out of the encoding that it declares, if it declares one that exists."""
    declared = _declared_encoding(data)
    if not declared or _is_utf8(data):
        return data
    try:
        return data.decode(declared, errors="replace").encode()
    except LookupError:
        return data


def _declared_encoding(data: bytes) -> str:
    found = _CHARSET.search(data[:_HEAD])
    if found is None or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    name = (found[1] or found[2]).decode("ascii", "replace").casefold()
    return "" if name.startswith("utf") or name in _WESTERN else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unpack(data: bytes) -> tuple[bytes, str]:
    """Return the first page of a web archive and its address."""
    archive = email.message_from_bytes(data, policy=email.policy.default)
    for part in archive.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            page = part.get_payload(decode=True)
            address = str(part.get("Content-Location") or archive.get("Snapshot-Content-Location") or "")
            if isinstance(page, bytes):
                return page, address if address.startswith(("http://", "https://")) else ""
    raise reader_error("page.none")
