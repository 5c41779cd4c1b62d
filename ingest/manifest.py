"""What the corpus folder holds: its manifest, and the documents that the manifest does not name."""

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from assistant.errors import CorpusError, Reason
from assistant.locale.reasons import corpus_error, place_of, reason_of
from assistant.search.known import FOLLOW_UPS, GAPS
from ingest.entry import Entry, faults_of
from ingest.failure import Failure
from ingest.readers import check_format

MANIFEST = "manifest.toml"
GLOSSARY = "glossary.csv"
QUESTIONS = "questions.csv"
TRANSLATIONS = ".xlf"
DRAFTS = "question-drafts.csv"
NOT_DOCUMENTS = {MANIFEST, GLOSSARY, QUESTIONS, GAPS, FOLLOW_UPS, DRAFTS}


@dataclass(frozen=True, slots=True)
class Inventory:
    """The documents of a folder, those of the manifest first, and what is wrong with the others."""

    entries: tuple[Entry, ...]
    failed: tuple[Failure, ...]


def load_entries(corpus_dir: Path, *, may_be_empty: bool = False) -> Inventory:
    """List the documents of a corpus folder, with or without a manifest; none of them is opened.

    Raises:
        CorpusError: there is no such folder, it holds no documents, or its manifest is not TOML.
    """
    if not corpus_dir.is_dir():
        raise corpus_error("folder.missing", folder=str(corpus_dir))
    collector = _Collector(corpus_dir.resolve())
    records = read_manifest(collector.root)
    collector.add_listed(records)
    collector.add_unlisted()
    if not (may_be_empty or collector.entries or collector.failed or records):
        raise corpus_error("folder.empty", folder=str(corpus_dir))
    return Inventory(tuple(collector.entries), tuple(collector.failed))


def slug(path: str) -> str:
    """Make an id of a path in the corpus folder, without its last suffix."""
    stem = PurePosixPath(path).with_suffix("").as_posix()
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-") or "document"


def read_manifest(root: Path) -> list[Any]:
    """Return the records of a folder's manifest as they stand there, none where it has none.

    Raises:
        CorpusError: it is not TOML, or holds anything else.
    """
    path = root / MANIFEST
    if not path.is_file():
        return []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise corpus_error("manifest.not_toml", path=str(path), place=place_of(error)) from error
    unknown = sorted(content.keys() - {"document"})
    records = content.get("document", [])
    if unknown or not isinstance(records, list):
        names = ", ".join(unknown) or "document"
        raise corpus_error("manifest.other_tables", path=str(path), names=names)
    return records


class _Collector:
    """Gathers entries and failures, and remembers which files and ids are taken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.entries: list[Entry] = []
        self.failed: list[Failure] = []
        self._files: set[str] = set()
        self._ids: set[str] = set()

    def add_listed(self, records: list[Any]) -> None:
        known = {str(record.get("id")) for record in records if isinstance(record, dict)}
        for number, record in enumerate(records, start=1):
            name = _name(record, number)
            try:
                self._add(self._checked(record, known))
            except ValidationError as error:
                self.failed.append(
                    Failure(name, Reason("manifest.entry", {"faults": faults_of(error), "manifest": MANIFEST}))
                )
            except CorpusError as error:
                self.failed.append(Failure(name, error.reason))
            self._files.add(PurePosixPath(name).as_posix())

    def add_unlisted(self) -> None:
        for path in _walk(self.root):
            if path in self._files:
                continue
            try:
                _require_readable_name(path)
                self._require_inside(path)
                self._add(Entry(id=self._free_id(slug(path)), file=path))
            except CorpusError as error:
                self.failed.append(Failure(_printable(path), error.reason))

    def _checked(self, record: Any, known: set[str]) -> Entry:
        entry = Entry.model_validate(record)
        file = PurePosixPath(entry.file).as_posix()
        if entry.id in self._ids:
            raise corpus_error("manifest.same_id", id=entry.id, manifest=MANIFEST)
        if file in self._files:
            raise corpus_error("manifest.same_file", file=file, manifest=MANIFEST)
        if entry.translation_of is not None and entry.translation_of not in known - {entry.id}:
            raise corpus_error("manifest.no_original", id=entry.translation_of, manifest=MANIFEST)
        self._require_inside(file)
        if entry.status == "current" and not (self.root / file).is_file():
            raise corpus_error("manifest.no_file", file=file, manifest=MANIFEST)
        return entry.model_copy(update={"file": file})

    def _require_inside(self, file: str) -> None:
        target = self.root / file
        try:
            inside = target.resolve().is_relative_to(self.root) and ".." not in PurePosixPath(file).parts
            folder = target.exists() and not target.is_file()
        except RuntimeError:  # how Python says it of a link that leads to itself
            raise corpus_error("manifest.unopened", file=file, fault=Reason("os.ELOOP")) from None
        except OSError as error:
            raise corpus_error("manifest.unopened", file=file, fault=reason_of(error)) from None
        if not inside:
            raise corpus_error("manifest.outside", file=file)
        if folder:
            raise corpus_error("manifest.no_plain_file", file=file)

    def _add(self, entry: Entry) -> None:
        check_format(entry.file)
        self.entries.append(entry)
        self._ids.add(entry.id)

    def _free_id(self, wanted: str) -> str:
        candidate, number = wanted, 2
        while candidate in self._ids:
            candidate, number = f"{wanted}-{number}", number + 1
        return candidate


def _name(record: Any, number: int) -> str:
    named = record.get("file") or record.get("id") if isinstance(record, dict) else None
    return str(named or f"{MANIFEST}, document {number}")


def _require_readable_name(path: str) -> None:
    if _printable(path) != path:
        raise corpus_error("manifest.file_name")


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _walk(root: Path) -> Iterator[str]:
    """Yield the paths of what may be documents, sorted; a link to a folder is yielded, not followed."""
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and not _belongs_to_page(name, files)]
        links = [name for name in folders if (here / name).is_symlink()]
        found += [(here / name).relative_to(root).as_posix() for name in [*files, *links] if may_be_document(name)]
    found = [path for path in found if not path.endswith(TRANSLATIONS)]
    yield from sorted(found)


def _belongs_to_page(folder: str, files: list[str]) -> bool:
    """Tell whether a folder holds the pictures and scripts of a page that a browser saved beside it."""
    page = re.sub(r"_(files|bestanden)$", "", folder)
    return page != folder and not {f"{page}.html", f"{page}.htm"}.isdisjoint(files)


def may_be_document(name: str) -> bool:
    """Tell by its name whether a file is a document, and not one that goes with them."""
    return not name.startswith(".") and name not in NOT_DOCUMENTS and Path(name).stem.lower() != "readme"
