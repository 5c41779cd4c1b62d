"""Puts documents in the corpus folder, withdraws them and takes them out, with the manifest kept in step.

Comments and the order of the manifest stay as they are; a document that cannot be read does not go in.
"""

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import tomlkit
from filelock import FileLock
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError

from assistant.domain import Language
from assistant.errors import CorpusError
from ingest.entry import Entry
from ingest.left_out import LeftOutReport, left_out_of
from ingest.manifest import MANIFEST, load_entries, may_be_document, slug
from ingest.readers import DetectLanguage, check_format, is_supported, read_whole

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
    """A document that can go in: its file outside of the corpus folder, its entry, and what of it is not quoted."""

    source: Path
    entry: Entry
    report: LeftOutReport


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
                raise CorpusError(f"The folder {path} holds no document of a format that can be read.")
            return found
        if not path.is_file():
            raise CorpusError(f"There is no file {path}. Check its name.")
        check_format(path.name)
        return [path]

    def look(self, source: Path, given: Given) -> Found:
        """Read a document outside of the folder, and find what is not stated of it.

        Raises:
            ReaderError: it cannot be read.
            CorpusError: what is stated of it cannot be.
        """
        stated = {key: value for key in _STATED if (value := getattr(given, key))}
        name = _safe_name(source.name)
        reading = read_whole(source, _entry({"id": "new", "file": name, **stated}), self.detect_language)
        document = reading.document
        entry = _entry(
            {
                "file": f"{document.language}/{name}",
                "title": document.title,
                "publisher": given.publisher,
                "language": document.language,
                "url": document.url,
                "date": document.date,
                "kind": given.kind,
                "id": slug(f"{document.language}/{name}"),
            }
        )
        return Found(source, entry, left_out_of(reading))

    def add(self, found: Found, *, replace: bool = False) -> Entry:
        """Copy a document into the folder and write its entry; ``replace`` puts it in the place of its namesake.

        Raises:
            CorpusError: the folder has a document of this name already, or cannot be written.
        """
        with self._manifest() as manifest:
            target = self.corpus_dir / found.entry.file
            known = {str(record.get("file")): record for record in manifest["document"]}
            record = known.get(found.entry.file)
            if (target.exists() or record is not None) and not replace:
                raise CorpusError(
                    f"The folder has a document {found.entry.file!r} already. Give yours another name, or replace the "
                    "one that is there with --replace."
                )
            ids = {str(other.get("id")) for other in manifest["document"] if other is not record}
            entry = found.entry.model_copy(update={"id": str(record["id"]) if record else _free(found.entry.id, ids)})
            _put(found.source.read_bytes(), target)
            _state(manifest, record, entry)
            return entry

    def withdraw(self, document_id: str) -> Entry:
        """Take a document out of service and keep its file.

        Raises:
            CorpusError: there is no such document, or the manifest cannot be written.
        """
        entry = self._known(document_id)
        with self._manifest() as manifest:
            record = _record(manifest, document_id)
            _state(manifest, record, entry.model_copy(update={"status": "withdrawn"}))
        return entry

    def remove(self, document_id: str) -> Entry:
        """Take a document out of the folder and the manifest.

        Raises:
            CorpusError: there is no such document, another one is a translation of it, or nothing can be written.
        """
        entry = self._known(document_id)
        with self._manifest() as manifest:
            others = [
                str(other.get("id")) for other in manifest["document"] if other.get("translation_of") == document_id
            ]
            if others:
                raise CorpusError(f"{', '.join(others)} is a translation of {document_id}. Remove that first.")
            kept = [other for other in manifest["document"] if other.get("id") != document_id]
            if len(kept) < len(manifest["document"]):
                del manifest["document"][[str(other.get("id")) for other in manifest["document"]].index(document_id)]
            (self.corpus_dir / entry.file).unlink(missing_ok=True)
        return entry

    def _known(self, document_id: str) -> Entry:
        for entry in load_entries(self.corpus_dir).entries:
            if entry.id == document_id:
                return entry
        raise CorpusError(f"The folder holds no document {document_id!r}. `ser-assistant corpus` lists them all.")

    @contextmanager
    def _manifest(self) -> Iterator[Any]:
        """Open the manifest to be changed; it is written as a whole, by one at a time."""
        path = self.corpus_dir / MANIFEST
        try:
            with FileLock(self.corpus_dir / ".manifest.lock", timeout=10):
                manifest = tomlkit.parse(path.read_text(encoding="utf-8-sig") if path.is_file() else "")
                manifest.setdefault("document", tomlkit.aot())
                yield manifest
                _put(tomlkit.dumps(manifest).encode(), path)
        except TOMLKitError as error:
            raise CorpusError(f"{path} is not valid TOML: {error}. Correct it and try again.") from None
        except OSError as error:
            raise CorpusError(f"{error.filename or path} cannot be written: {error.strerror}.") from None


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
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise CorpusError(f"This cannot be stated of a document: {faults}.") from None


def _fields(entry: Entry) -> dict[str, str]:
    return {
        "id": entry.id,
        "file": entry.file,
        "title": entry.title,
        "publisher": entry.publisher,
        "language": str(entry.language or ""),
        "url": entry.url,
        "date": entry.date,
        "kind": entry.kind,
        "status": entry.status,
    }


def _state(manifest: Any, record: Any | None, entry: Entry) -> None:
    """Write an entry into the manifest; what a person left empty stays as it is."""
    if record is None:
        record = tomlkit.table()
        manifest["document"].append(record)
        for key, value in _fields(entry).items():
            if value or key not in ("language", "kind"):
                record[key] = value
        record.add(tomlkit.nl())
        return
    for key, value in _fields(entry).items():
        if value:
            record[key] = value


def _record(manifest: Any, document_id: str) -> Any | None:
    return next((record for record in manifest["document"] if record.get("id") == document_id), None)


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate


def _put(data: bytes, target: Path) -> None:
    """Write a file as a whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=target.parent, prefix=".partial-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(partial).chmod(0o644)
    Path(partial).replace(target)
