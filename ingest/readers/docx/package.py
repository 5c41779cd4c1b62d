"""The parts of a Word file: a zip archive of XML, unpacked within bounds, with nothing fetched or resolved."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from assistant.errors import Reason
from assistant.locale.reasons import reader_error

LARGEST_PART = 50 * 1024 * 1024
_LARGEST_WHOLE = 200 * 1024 * 1024
_WHAT = Reason("office.word")
_STRICT = (b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/")
_STRICT_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/main", b"drawingml/2006/main"),
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An opened Word file."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            ReaderError: it is damaged.
        """
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise reader_error("office.damaged", what=_WHAT) from None
        self._unpacked = 0
        self._relating: dict[str, list[etree._Element]] = {}
        self._names = {name.casefold(): name for name in self._archive.namelist()}
        self.document = self._related("", "officeDocument") or "word/document.xml"

    def main(self) -> etree._Element:
        """Return the document itself.

        Raises:
            ReaderError: it is missing, damaged, encrypted or far too large.
        """
        root = self.part(self.document)
        if root is None:
            raise reader_error("office.damaged", what=_WHAT)
        return root

    def beside(self, kind: str) -> etree._Element | None:
        """Return the part of a kind (``styles``, ``numbering``, ``footnotes``) that belongs to the document, if any."""
        name = self._related(self.document, kind)
        return self.part(name) if name else None

    def about(self) -> etree._Element | None:
        """Return what the file says of the document: title, dates, language."""
        name = self._related("", "core-properties")
        return self.part(name) if name else None

    def part(self, name: str) -> etree._Element | None:
        """Return a part by its name, if it is there.

        Raises:
            ReaderError: it is damaged, encrypted or far too large.
        """
        stored = self._names.get(name.casefold())
        return None if stored is None else self._parse(stored)

    def all_beside(self, kind: str) -> list[etree._Element]:
        """Return all parts of a kind that belong to the document, such as ``header``."""
        names = [self._target(relation) for relation in self._relations(self.document) if _is_of(relation, kind)]
        return [part for part in map(self.part, filter(None, names)) if part is not None]

    def related_part(self, relation_id: str) -> etree._Element | None:
        """Return the part that the document refers to by the id of a relation, if it is inside of the file."""
        name = self._by_id(relation_id)
        return self.part(name) if name else None

    def related_data(self, relation_id: str) -> bytes | None:
        """Return the bytes of the part that the document refers to by the id of a relation, if it is there."""
        stored = self._names.get(self._by_id(relation_id).casefold())
        return None if stored is None else self._read(stored)

    def _by_id(self, relation_id: str) -> str:
        found = (relation for relation in self._relations(self.document) if relation.get("Id") == relation_id)
        return next((self._target(relation) for relation in found), "")

    def _read(self, name: str) -> bytes:
        size = self._archive.getinfo(name).file_size
        self._unpacked += size
        if size > LARGEST_PART or self._unpacked > _LARGEST_WHOLE:
            raise reader_error("office.large", what=_WHAT)
        try:
            return self._archive.read(name)  # never more than it declares
        except RuntimeError:
            raise reader_error("office.password", what=_WHAT) from None
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
            raise reader_error("office.damaged", what=_WHAT) from None

    def _parse(self, name: str) -> etree._Element:
        data = self._read(name)
        if b"<!DOCTYPE" in data:
            raise reader_error("office.entities", what=_WHAT)
        try:
            return etree.fromstring(_transitional(data), _parser())
        except etree.XMLSyntaxError:
            raise reader_error("office.damaged", what=_WHAT) from None

    def _related(self, source: str, kind: str) -> str:
        """Return the name of the part that another one refers to as of a kind."""
        named = (self._target(relation, source) for relation in self._relations(source) if _is_of(relation, kind))
        return next(filter(None, named), "")

    def _relations(self, source: str) -> list[etree._Element]:
        if source not in self._relating:
            folder, file = posixpath.split(source)
            part = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
            self._relating[source] = list(part.iter(_RELATIONSHIP)) if part is not None else []
        return self._relating[source]

    def _target(self, relation: etree._Element, source: str | None = None) -> str:
        """Return the name of a part inside of the file; nothing for what lies outside."""
        if relation.get("TargetMode") == "External":
            return ""
        folder = posixpath.split(self.document if source is None else source)[0]
        return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")


def _is_of(relation: etree._Element, kind: str) -> bool:
    return (relation.get("Type") or "").endswith(f"/{kind}")


def _parser() -> etree.XMLParser:
    """No entity is resolved, nothing is loaded; libxml2's own limits on depth and size hold."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)


def _transitional(data: bytes) -> bytes:
    """Bring a document of the strict kind to the names that all others use."""
    if _STRICT[0] not in data[:4096]:
        return data
    data = data.replace(*_STRICT)
    for strict, usual in _STRICT_NAMES:
        data = data.replace(_STRICT[1] + strict, _STRICT[1] + usual)
    return data
