"""Bring the index in line with the corpus folder: read, compare, split, embed what is new, switch."""

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from assistant.domain import Document, Language
from assistant.errors import CorpusError, IndexUnavailable, ReaderError
from assistant.glossary import NO_TERMS, Glossary
from assistant.index import Index
from assistant.index.builder import Builder, Change, PassageEncoder, Progress
from assistant.index.catalog import SCHEMA
from assistant.index.generations import Generations
from assistant.index.vectors import STORAGE_ERRORS
from ingest.chunk import split
from ingest.manifest import GLOSSARY, load_entries
from ingest.readers import read_document

PIPELINE = 1  # raise it when a reader or the splitting changes, so that documents are read anew

DetectLanguage = Callable[[str], Language]


class IngestEncoder(PassageEncoder, Protocol):
    """The embedding model as an ingest needs it."""

    def count_tokens(self, text: str) -> int:
        """Return the number of the model's tokens in a text."""


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """A document that could not be read, and why."""

    path: str
    error: str


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did, in documents and passages; ``seconds`` of wall time."""

    added: int
    updated: int
    unchanged: int
    removed: int
    failed: tuple[FailedDocument, ...]
    embedded: int
    total: int
    corpus_version: str
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return the report as the command line prints it."""
        return {
            "documents": {
                "added": self.added,
                "updated": self.updated,
                "unchanged": self.unchanged,
                "removed": self.removed,
                "failed": [asdict(failure) for failure in self.failed],
            },
            "passages": {"embedded": self.embedded, "total": self.total},
            "corpus_version": self.corpus_version,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True)
class _Corpus:
    """The documents that could be read, by id, with their fingerprints, and the ones that could not.

    ``glossary`` is None where its file could not be read.
    """

    documents: dict[str, Document]
    fingerprints: dict[str, str]
    glossary: Glossary | None
    failed: tuple[FailedDocument, ...]


@dataclass(frozen=True)
class _Before:
    """The generation in service, empty if there is none that can be built upon."""

    folder: Path | None = None
    fingerprints: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    passages: int = 0
    glossary: Glossary = NO_TERMS


@dataclass(frozen=True)
class _Difference:
    """What makes the wanted corpus out of the one in service, as document ids; and the glossary that is wanted."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    glossary: Glossary
    version: str


def ingest(
    corpus_dir: Path,
    generations: Generations,
    model: str,
    *,
    detect_language: DetectLanguage,
    load_encoder: Callable[[], IngestEncoder],
    progress: Progress = lambda done, total: None,
) -> IngestReport:
    """Bring the index in line with a corpus folder; ``progress`` is told of embedded passages and their number.

    Raises:
        CorpusError: when there is nothing to read or the index could not be written; the one in service stays.
        DataFolderInUse: when another ingest is at work.
    """
    started = time.perf_counter()
    with generations.lock():
        corpus = _read(corpus_dir, detect_language)
        before = _before(generations, model)
        difference = _compare(corpus, before, model)
        embedded, total = 0, before.passages
        if before.folder is None or before.folder.name != difference.version:
            changes = _split(corpus, difference, load_encoder)
            with _disk_faults(generations.root), generations.build() as folder:
                builder = Builder(folder, before.folder, model, difference.glossary)
                try:
                    embedded = builder.apply(changes, difference.removed, load_encoder, progress)
                    total = builder.passage_count()
                finally:
                    builder.close()
                generations.put_in_service(folder, difference.version)
    return IngestReport(
        added=len(difference.added),
        updated=len(difference.updated),
        unchanged=len(difference.unchanged),
        removed=len(difference.removed),
        failed=corpus.failed,
        embedded=embedded,
        total=total,
        corpus_version=difference.version,
        seconds=time.perf_counter() - started,
    )


def _read(corpus_dir: Path, detect_language: DetectLanguage) -> _Corpus:
    inventory = load_entries(corpus_dir, detect_language)
    failed = [FailedDocument(str(failure.path), failure.error) for failure in inventory.failed]
    documents = {}
    for entry in inventory.entries:
        if entry.status == "withdrawn":
            continue
        try:
            documents[entry.id] = read_document(corpus_dir / entry.file, entry)
        except ReaderError as error:
            failed.append(FailedDocument(entry.file, str(error)))
    fingerprints = {key: _fingerprint(document) for key, document in documents.items()}
    glossary = None
    try:
        glossary = _read_glossary(corpus_dir / GLOSSARY)
    except CorpusError as error:
        failed.append(FailedDocument(GLOSSARY, str(error)))
    return _Corpus(documents, fingerprints, glossary, tuple(failed))


def _read_glossary(path: Path) -> Glossary:
    return Glossary.load(path) if path.exists() else NO_TERMS


def _before(generations: Generations, model: str) -> _Before:
    """Look at the generation in service; one that is damaged or of another model is not built upon."""
    folder = generations.current()
    if folder is None:
        return _Before()
    try:
        index = Index(folder)
    except IndexUnavailable:
        return _Before()
    try:
        if index.model != model:
            return _Before()
        paths = {document.path: document.id for document in index.documents()}
        return _Before(folder, index.fingerprints(), paths, index.passage_count, index.glossary)
    finally:
        index.close()


def _compare(corpus: _Corpus, before: _Before, model: str) -> _Difference:
    """Compare by content. What cannot be read stays as it last was, until it leaves the corpus."""
    failed_ids = (before.paths.get(failure.path) for failure in corpus.failed)
    kept = {key: before.fingerprints[key] for key in failed_ids if key and key not in corpus.documents}
    wanted = corpus.fingerprints | kept
    if not wanted:
        reasons = "; ".join(f"{failure.path}: {failure.error}" for failure in corpus.failed)
        raise CorpusError(f"None of the documents could be read, so the index stays as it is. {reasons}")
    glossary = before.glossary if corpus.glossary is None else corpus.glossary
    fresh = [key for key, value in corpus.fingerprints.items() if before.fingerprints.get(key) != value]
    return _Difference(
        added=tuple(key for key in fresh if key not in before.fingerprints),
        updated=tuple(key for key in fresh if key in before.fingerprints),
        unchanged=tuple(key for key in wanted if key not in fresh),
        removed=tuple(key for key in before.fingerprints if key not in wanted),
        glossary=glossary,
        version=_hash([SCHEMA, PIPELINE, model, sorted(wanted.items()), glossary.to_json()])[:12],
    )


def _split(corpus: _Corpus, difference: _Difference, load_encoder: Callable[[], IngestEncoder]) -> list[Change]:
    changed = (*difference.added, *difference.updated)
    return [
        Change(document, corpus.fingerprints[document.id], split(document, load_encoder().count_tokens))
        for document in (corpus.documents[key] for key in changed)
    ]


def _fingerprint(document: Document) -> str:
    return _hash([PIPELINE, asdict(document)])


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()


@contextmanager
def _disk_faults(root: Path) -> Iterator[None]:
    try:
        yield
    except STORAGE_ERRORS as error:
        free = shutil.disk_usage(root).free // 1_000_000
        raise CorpusError(
            f"The new index could not be written to {root} ({error}; {free} MB free). The index in service is "
            "unchanged. Free some space or check the folder's permissions, then run `ser-assistant ingest` again."
        ) from error
