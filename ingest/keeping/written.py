"""Writes the manifest: by one at a time, as a whole or not at all, its comments and order kept."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tomlkit
from filelock import FileLock
from tomlkit.exceptions import TOMLKitError

from assistant.locale.reasons import corpus_error, place_of, reason_of
from ingest.entry import Entry
from ingest.manifest import MANIFEST, read_manifest


@contextmanager
def changed(corpus_dir: Path) -> Iterator[Any]:
    """Open the manifest to be changed; it is written as a whole, by one at a time."""
    path = corpus_dir / MANIFEST
    try:
        with FileLock(corpus_dir / ".manifest.lock", timeout=10):
            read_manifest(corpus_dir)
            manifest = tomlkit.parse(path.read_text(encoding="utf-8-sig") if path.is_file() else "")
            manifest.setdefault("document", tomlkit.aot())
            yield manifest
            put(tomlkit.dumps(manifest).encode(), path)
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise corpus_error("manifest.not_toml", path=str(path), place=place_of(error)) from error
    except OSError as error:
        raise corpus_error("folder.cannot_write", file=str(error.filename or path), fault=reason_of(error)) from None


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


def state(manifest: Any, record: Any | None, entry: Entry) -> None:
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


def record_of(manifest: Any, document_id: str) -> Any | None:
    """Return the record of a document in an open manifest."""
    return next((record for record in manifest["document"] if record.get("id") == document_id), None)


def put(data: bytes, target: Path) -> None:
    """Write a file as a whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=target.parent, prefix=".partial-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(partial).chmod(0o644)
    Path(partial).replace(target)
