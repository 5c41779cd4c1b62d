"""What makes the index in service into one of the corpus as it is now: compared by content, not by name or date."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from assistant.domain import Document, Language
from assistant.errors import CorpusError, IndexUnavailable, ReaderError
from assistant.search.index.archive import Archive
from assistant.search.index.catalog import SCHEMA, Listed
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from assistant.search.known import NO_QUESTIONS, KnownQuestions
from assistant.text.glossary import NO_TERMS, Glossary
from ingest.entry import Entry
from ingest.manifest import GLOSSARY, QUESTIONS, load_entries
from ingest.readers import read_document
from ingest.readings import PIPELINE, reading_key

DetectLanguage = Callable[[str], Language]
Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """A document that could not be read, and why."""

    path: str
    error: str


@dataclass(frozen=True)
class Before:
    """The index in service with its documents by id; none if there is none that can be built upon."""

    index: Holdings | None = None
    documents: Mapping[str, Listed] = field(default_factory=dict)

    @property
    def glossary(self) -> Glossary:
        """The terms of the index in service."""
        return self.index.glossary if self.index else NO_TERMS

    @property
    def questions(self) -> KnownQuestions:
        """The known questions of the index in service."""
        return self.index.questions if self.index else NO_QUESTIONS

    def serves(self, document_id: str) -> bool:
        """Tell whether a document is in service."""
        return document_id in self.documents and not self.documents[document_id].withdrawn

    def document(self, document_id: str) -> Document | None:
        """Return a document, also one that was withdrawn."""
        if self.index is None:
            return None
        return self.index.document(document_id) or self.index.withdrawn(document_id)


@dataclass(frozen=True)
class Corpus:
    """The corpus folder: fingerprints of all documents that can be had, and the documents that had to be read.

    ``withdrawn`` names the documents that are kept for reading only. ``glossary`` and ``questions`` are None where
    their file could not be read. ``readings`` are the fingerprints of the files that are there, to be remembered.
    """

    documents: Mapping[str, Document]
    fingerprints: Mapping[str, str]
    withdrawn: frozenset[str]
    glossary: Glossary | None
    questions: KnownQuestions | None
    failed: tuple[FailedDocument, ...]
    readings: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """What an ingest has to do, as document ids, and the glossary, known questions and version of what it makes.

    ``renamed`` gives the id that a document with the same text had before, its own where only its file has moved;
    ``shelved`` are withdrawn documents to be stored, ``withdrawn`` those of them that were in service; ``dropped``
    leave the index altogether, ``removed`` those of them that were in service and have not been renamed.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    renamed: Mapping[str, str]
    unchanged: tuple[str, ...]
    shelved: tuple[str, ...]
    withdrawn: tuple[str, ...]
    removed: tuple[str, ...]
    dropped: tuple[str, ...]
    glossary: Glossary
    questions: KnownQuestions
    version: str

    @property
    def changed(self) -> tuple[str, ...]:
        """The documents that get new passages."""
        return (*self.added, *self.updated, *self.renamed)


@contextmanager
def in_service(generations: Generations, model: str, opening: Callable[[Path], Holdings]) -> Iterator[Before]:
    """Open the index in service; one that is damaged or of another model is not built upon."""
    try:
        index = opening(generations.require_current())
    except IndexUnavailable:
        yield Before()
        return
    try:
        fits = index.model == model
        yield Before(index, {item.id: item for item in index.listed}) if fits else Before()
    finally:
        index.close()


def read_corpus(
    corpus_dir: Path, before: Before, archive: Archive, readings: Mapping[str, str], detect_language: DetectLanguage
) -> Corpus:
    """Read the documents of a corpus folder that are not in service as they are."""
    inventory = load_entries(corpus_dir)
    reader = _Reader(corpus_dir, before, archive, readings, detect_language)
    reader.failed += [FailedDocument(str(failure.path), failure.error) for failure in inventory.failed]
    for entry in inventory.entries:
        reader.read(entry)
    glossary = reader.read_table(GLOSSARY, Glossary.load, NO_TERMS)
    questions = reader.read_table(QUESTIONS, KnownQuestions.load, NO_QUESTIONS)
    return Corpus(
        reader.documents,
        reader.fingerprints,
        frozenset(entry.id for entry in inventory.entries if entry.status == "withdrawn"),
        glossary,
        questions,
        tuple(reader.failed),
        reader.remembered,
    )


class _Reader:
    """Reads one entry after another and gathers what comes of it."""

    def __init__(
        self, root: Path, before: Before, archive: Archive, readings: Mapping[str, str], detect: DetectLanguage
    ) -> None:
        self.documents: dict[str, Document] = {}
        self.fingerprints: dict[str, str] = {}
        self.failed: list[FailedDocument] = []
        self.remembered: dict[str, str] = {}
        self._root = root
        self._before = before
        self._archive = archive
        self._readings = readings
        self._detect_language = detect

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
            self.failed.append(FailedDocument(name, str(error)))
            return None

    def _read(self, path: Path, entry: Entry) -> str | None:
        withdrawn = entry.status == "withdrawn"
        try:
            document = read_document(path, entry, self._detect_language)
        except ReaderError as error:
            last = self._last(entry.id) if withdrawn else None
            if not withdrawn:
                self.failed.append(FailedDocument(entry.file, str(error)))
            if last is None:
                return None
            document = last
        self.documents[entry.id] = document
        return _hash([PIPELINE, asdict(document), withdrawn])

    def _last(self, document_id: str) -> Document | None:
        """Return what a withdrawn document said when its file could still be read."""
        return self._before.document(document_id) or self._archive.latest(document_id)


def compare(corpus: Corpus, before: Before, model: str) -> Difference:
    """Compare by content. What cannot be read stays as it last was, until it leaves the corpus.

    Raises:
        CorpusError: when there is nothing to make an index of.
    """
    failed = {failure.path for failure in corpus.failed}
    kept = {key: item.fingerprint for key, item in before.documents.items() if item.path in failed}
    wanted = kept | dict(corpus.fingerprints)
    if not wanted:
        reasons = "; ".join(f"{failure.path}: {failure.error}" for failure in corpus.failed)
        raise CorpusError(f"None of the documents could be read, so the index stays as it is. {reasons}")
    fingerprints = {key: item.fingerprint for key, item in before.documents.items()}
    same = {key for key, value in wanted.items() if fingerprints.get(key) == value}
    fresh = [key for key in corpus.documents if key not in same and key not in corpus.withdrawn]
    dropped = tuple(key for key in before.documents if key not in wanted)
    renamed = _renamed(fresh, dropped, corpus, before)
    rest = [key for key in fresh if key not in renamed]
    shelved = tuple(key for key in corpus.documents if key in corpus.withdrawn and key not in same)
    glossary = before.glossary if corpus.glossary is None else corpus.glossary
    questions = before.questions if corpus.questions is None else corpus.questions
    tables = [glossary.to_json(), questions.to_json()]
    return Difference(
        added=tuple(key for key in rest if not before.serves(key)),
        updated=tuple(key for key in rest if before.serves(key)),
        renamed=renamed,
        unchanged=tuple(key for key in wanted if key in same and before.serves(key)),
        shelved=shelved,
        withdrawn=tuple(key for key in shelved if before.serves(key)),
        removed=tuple(key for key in dropped if before.serves(key) and key not in renamed.values()),
        dropped=dropped,
        glossary=glossary,
        questions=questions,
        version=_hash([SCHEMA, PIPELINE, model, sorted(wanted.items()), *tables])[:12],
    )


def _renamed(fresh: list[str], dropped: tuple[str, ...], corpus: Corpus, before: Before) -> dict[str, str]:
    """Find for documents with the text of one that has gone, or of their own in another file, the id they had."""
    gone = [before.documents[key] for key in dropped if before.serves(key)]
    free = {(item.version, item.language): item.id for item in gone}
    found = {}
    for key in fresh:
        document, own = corpus.documents[key], before.documents.get(key)
        text = (document.version, document.language)
        if own and before.serves(key):
            if text == (own.version, own.language) and document.path != own.path:
                found[key] = key
        elif text in free:
            found[key] = free.pop(text)
    return found


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
