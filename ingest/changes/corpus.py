"""The documents of the folder as it is now; one whose file has not changed is not read again."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from assistant.domain import Document, Language
from assistant.errors import CorpusError, ReaderError
from assistant.search.index.archive import Archive
from assistant.search.index.record import record_of
from assistant.search.known import NO_QUESTIONS, KnownQuestions
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memories
from ingest.changes.before import Before
from ingest.entry import Entry
from ingest.failure import Failure
from ingest.manifest import GLOSSARY, QUESTIONS, load_entries
from ingest.readers import read_document
from ingest.readers.screen import Screen, unscreened
from ingest.readings import PIPELINE, reading_key
from ingest.translations.folder import load_folder, still_used

DetectLanguage = Callable[[str], Language]
ReadDocument = Callable[[Path, Entry], Document]
Table = TypeVar("Table")


@dataclass(frozen=True)
class Corpus:
    """The corpus folder: fingerprints of all documents that can be had, and the documents that had to be read.

    ``withdrawn`` names the documents that are kept for reading only; ``memories`` are their translations.
    ``glossary`` and ``questions`` are None where their file could not be read. ``readings`` are the fingerprints of
    the files that are there, to be remembered.
    """

    documents: Mapping[str, Document]
    fingerprints: Mapping[str, str]
    withdrawn: frozenset[str]
    glossary: Glossary | None
    questions: KnownQuestions | None
    memories: Memories
    failed: tuple[Failure, ...]
    readings: Mapping[str, str]


def read_corpus(
    corpus_dir: Path,
    before: Before,
    archive: Archive,
    readings: Mapping[str, str],
    detect_language: DetectLanguage,
    screen: Screen = unscreened,
) -> Corpus:
    """Read the documents of a corpus folder that are not in service as they are."""
    inventory = load_entries(corpus_dir)
    reader = _Reader(
        corpus_dir, before, archive, readings, lambda path, entry: read_document(path, entry, detect_language, screen)
    )
    reader.failed += inventory.failed
    for entry in inventory.entries:
        reader.read(entry)
    glossary = reader.read_table(GLOSSARY, Glossary.load, NO_TERMS)
    questions = reader.read_table(QUESTIONS, KnownQuestions.load, NO_QUESTIONS)
    memories = reader.read_translations([entry.id for entry in inventory.entries])
    return Corpus(
        reader.documents,
        reader.fingerprints,
        frozenset(entry.id for entry in inventory.entries if entry.status == "withdrawn"),
        glossary,
        questions,
        memories,
        tuple(reader.failed),
        reader.remembered,
    )


class _Reader:
    """Reads one entry after another and gathers what comes of it."""

    def __init__(
        self, root: Path, before: Before, archive: Archive, readings: Mapping[str, str], read: ReadDocument
    ) -> None:
        self.documents: dict[str, Document] = {}
        self.fingerprints: dict[str, str] = {}
        self.failed: list[Failure] = []
        self.remembered: dict[str, str] = {}
        self._root = root
        self._before = before
        self._archive = archive
        self._readings = readings
        self._read_document = read

    def read(self, entry: Entry) -> None:
        path = self._root / entry.file
        key = reading_key(path, entry)
        known = self._readings.get(key)
        before = self._before.documents.get(entry.id)
        if known is None or before is None or before.fingerprint != known:
            known = self._read(path, entry)
            key = key if key == reading_key(path, entry) else ""  # it was written while it was read
        if known is not None:
            self.fingerprints[entry.id] = known
        if known is not None and key:
            self.remembered[key] = known

    def read_table(self, name: str, load: Callable[[Path], Table], none: Table) -> Table | None:
        """Read a table that goes with the documents; nothing where it cannot be read."""
        path = self._root / name
        try:
            return load(path) if path.exists() else none
        except CorpusError as error:
            self.failed.append(Failure(name, error.reason))
            return None

    def read_translations(self, documents: Collection[str]) -> Memories:
        """Read the translations of documents; what is wrong with some takes nothing from the others."""
        kept = load_folder(self._root)
        self.failed += [Failure(name, fault) for name, fault in kept.faults(documents).items()]
        found = still_used(kept, self._before.memories)
        return {key: memory for key, memory in found.items() if memory.document_id in documents}

    def _read(self, path: Path, entry: Entry) -> str | None:
        withdrawn = entry.status == "withdrawn"
        try:
            document = self._read_document(path, entry)
        except ReaderError as error:
            last = self._last(entry.id) if withdrawn else None
            if not withdrawn:
                self.failed.append(Failure(entry.file, error.reason))
            if last is None:
                return None
            document = last
        self.documents[entry.id] = document
        return digest([PIPELINE, record_of(document), withdrawn])

    def _last(self, document_id: str) -> Document | None:
        """Return what a withdrawn document said when its file could still be read."""
        return self._before.document(document_id) or self._archive.latest(document_id)


def digest(value: object) -> str:
    """Return the fingerprint of plain values."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
