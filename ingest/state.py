"""How the documents of a folder stand beside the index in service. Nothing is changed by looking."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain import Document
from assistant.errors import IndexUnavailable, ReaderError, Reason
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from ingest.entry import Entry
from ingest.failure import Failure
from ingest.manifest import load_entries
from ingest.readers import DetectLanguage, read_document
from ingest.readings import load_readings, reading_key
from ingest.sync import READINGS


@dataclass(frozen=True)
class EntryState:
    """An entry of the folder: the document that it is now and the one in service, where there are such.

    ``fault`` says why it cannot be read; a withdrawn document is not read.
    """

    entry: Entry
    document: Document | None
    served: Document | None
    fault: Reason | None = None


@dataclass(frozen=True)
class Service:
    """The index in service: documents and the number of their passages by id; empty where there is none."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    passages: Mapping[str, int] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FolderState:
    """How each entry of a folder stands; and the entries and files that cannot be taken in."""

    entries: tuple[EntryState, ...]
    failed: tuple[Failure, ...]
    service: Service


def look(corpus_dir: Path, generations: Generations, detect_language: DetectLanguage) -> FolderState:
    """Look at a folder and its index; a file is read only if it may have changed since the last ingest.

    Raises:
        CorpusError: there is no such folder, it holds no documents, or its manifest is not TOML.
    """
    inventory = load_entries(corpus_dir)
    service, readings = _service(generations), load_readings(generations.root / READINGS)
    states = []
    for entry in inventory.entries:
        path, served = corpus_dir / entry.file, service.documents.get(entry.id)
        if entry.status == "withdrawn":
            states.append(EntryState(entry, None, served))
        elif served and readings.get(reading_key(path, entry)) == service.fingerprints[entry.id]:
            states.append(EntryState(entry, served, served))
        else:
            states.append(_read(path, entry, served, detect_language))
    return FolderState(tuple(states), inventory.failed, service)


def _read(path: Path, entry: Entry, served: Document | None, detect_language: DetectLanguage) -> EntryState:
    try:
        return EntryState(entry, read_document(path, entry, detect_language), served)
    except ReaderError as error:
        return EntryState(entry, None, served, error.reason)


def _service(generations: Generations) -> Service:
    folder = generations.current()
    try:
        index = Holdings(folder) if folder else None
    except IndexUnavailable:
        index = None
    if index is None:
        return Service()
    with closing(index):
        documents = {document.id: document for document in index.documents()}
        counts = index.passage_counts()
        return Service(
            documents,
            {key: counts.get(key, 0) for key in documents},
            {item.id: item.fingerprint for item in index.listed},
        )
