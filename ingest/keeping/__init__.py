"""Puts documents in the corpus folder, withdraws them and takes them out, with the manifest kept in step.

Comments and the order of the manifest stay as they are; a document that cannot be read does not go in.
"""

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from pydantic import ValidationError

from assistant.domain import Document, Language
from assistant.locale.reasons import corpus_error
from ingest.entry import Entry, faults_of
from ingest.keeping.written import changed, put, record_of, state
from ingest.left_out import LeftOutReport, left_out_of
from ingest.manifest import load_entries, may_be_document, slug
from ingest.readers import DetectLanguage, check_format, is_supported, read_document

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_STATED = ("title", "publisher", "language", "url", "date", "kind")
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Given:
    """What a person states of a document; what is empty is found in the document itself."""

    title: str = ""
    publisher: str = ""
    language: Language | None = None
    url: str = ""
    date: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Found:
    """A document that can go in: its file outside of the corpus folder, its entry, and what was read of it."""

    source: Path
    entry: Entry
    read: Document
    replaces: str = ""

    @property
    def document(self) -> Document:
        """The document as it will be in the folder."""
        return dataclasses.replace(self.read, id=self.entry.id, path=self.entry.file)

    @property
    def report(self) -> LeftOutReport:
        """What of it is not quoted."""
        return left_out_of(self.read)


@dataclass(frozen=True)
class Keeper:
    """A corpus folder with its manifest."""

    corpus_dir: Path
    detect_language: DetectLanguage

    def candidates(self, path: Path) -> list[Path]:
        """Return the files that a path means: itself, or all documents in a folder.

        Raises:
            CorpusError: there is nothing there, or nothing that can be read.
        """
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if _may_be_added(path, file))
            if not found:
                raise corpus_error("folder.nothing_readable", folder=str(path))
            return found
        if not path.is_file():
            raise corpus_error("folder.no_file", file=str(path))
        check_format(path.name)
        return [path]

    def look(self, source: Path, given: Given, replaces: str = "") -> Found:
        """Read a document outside of the folder, and find what is not stated of it.

        ``replaces`` names one of the folder that it is the next version of; else its namesake is, where there is one.

        Raises:
            ReaderError: it cannot be read.
            CorpusError: what is stated of it cannot be, or there is no document that it could replace.
        """
        former = self._known(replaces) if replaces else None
        stated = {key: value for key in _STATED if (value := getattr(given, key))}
        name = _safe_name(source.name)
        document = read_document(source, _entry({"id": "new", "file": name, **stated}), self.detect_language)
        file = _beside(former.file, name) if former else f"{document.language}/{name}"
        entries = load_entries(self.corpus_dir, may_be_empty=True).entries
        namesake = former or next((other for other in entries if other.file == file), None)
        entry = _entry(
            {
                "file": file,
                "title": document.title,
                "publisher": given.publisher,
                "language": document.language,
                "url": document.url,
                "date": document.date,
                "kind": given.kind,
                "id": namesake.id if namesake else _free(slug(file), {other.id for other in entries}),
            }
        )
        return Found(source, entry, document, replaces)

    def add(self, found: Found, *, replace: bool = False) -> Entry:
        """Copy a document into the folder and write its entry; ``replace`` puts it in the place of its namesake.

        Raises:
            CorpusError: the folder has a document of this name already, or cannot be written.
        """
        entry, target = found.entry, self.corpus_dir / found.entry.file
        with changed(self.corpus_dir) as manifest:
            former = record_of(manifest, entry.id)
            if not (replace or found.replaces) and (target.exists() or former is not None):
                raise corpus_error("folder.taken", file=entry.file)
            before = self._known(found.replaces).file if found.replaces else entry.file
            put(found.source.read_bytes(), target)
            if before != entry.file:
                (self.corpus_dir / before).unlink(missing_ok=True)
            state(manifest, former, entry)
            return entry

    def withdraw(self, document_id: str) -> Entry:
        """Take a document out of service and keep its file.

        Raises:
            CorpusError: there is no such document, or the manifest cannot be written.
        """
        return self._give_status(document_id, "withdrawn")

    def reinstate(self, document_id: str) -> Entry:
        """Put a withdrawn document back into service.

        Raises:
            CorpusError: there is no such document, or the manifest cannot be written.
        """
        return self._give_status(document_id, "current")

    def _give_status(self, document_id: str, status: Literal["current", "withdrawn"]) -> Entry:
        entry = self._known(document_id)
        with changed(self.corpus_dir) as manifest:
            state(manifest, record_of(manifest, document_id), entry.model_copy(update={"status": status}))
        return entry

    def remove(self, document_id: str) -> Entry:
        """Take a document out of the folder and the manifest.

        Raises:
            CorpusError: there is no such document, another one is a translation of it, or nothing can be written.
        """
        entry = self._known(document_id)
        with changed(self.corpus_dir) as manifest:
            others = [
                str(other.get("id")) for other in manifest["document"] if other.get("translation_of") == document_id
            ]
            if others:
                raise corpus_error("folder.translated", ids=", ".join(others), id=document_id)
            kept = [other for other in manifest["document"] if other.get("id") != document_id]
            if len(kept) < len(manifest["document"]):
                del manifest["document"][[str(other.get("id")) for other in manifest["document"]].index(document_id)]
            (self.corpus_dir / entry.file).unlink(missing_ok=True)
        return entry

    def _known(self, document_id: str) -> Entry:
        for entry in load_entries(self.corpus_dir).entries:
            if entry.id == document_id:
                return entry
        raise corpus_error("folder.no_document", id=document_id)


def _may_be_added(folder: Path, file: Path) -> bool:
    inside = file.relative_to(folder).parts
    if any(part.startswith(".") for part in inside) or not may_be_document(file.name) or not file.is_file():
        return False
    return is_supported(file.name)


def _safe_name(name: str) -> str:
    """Return the name of a file as it can stand on any disk."""
    path = PurePosixPath(_UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip(". "))
    return f"{path.stem[:_LONGEST_NAME]}{path.suffix}"


def _entry(values: dict[str, Any]) -> Entry:
    try:
        return Entry.model_validate(values)
    except ValidationError as error:
        raise corpus_error("entry.stated", faults=faults_of(error)) from None


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate


def _beside(file: str, name: str) -> str:
    """Return where the next version of a file goes: in its place, under its name, with the suffix that it has now."""
    return str(PurePosixPath(file).with_suffix(PurePosixPath(name).suffix.lower()))
