"""The index in PostgreSQL as answering needs it: as a generation on disk, but read in one transaction a question."""

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any
from weakref import WeakMethod

import numpy as np
from numpy.typing import NDArray
from psycopg_pool import ConnectionPool

from assistant.domain import Language
from assistant.errors import IndexMismatch, IndexUnavailable
from assistant.search.borders import Borders
from assistant.search.index import Index
from assistant.search.index.holdings import DOCUMENTS, Remembered
from assistant.search.index.questions import QuestionStore
from assistant.search.index.schema import SCHEMA, Listed
from assistant.search.index.translations import translation_groups
from assistant.search.known import KnownQuestions
from assistant.search.ports import Resemblance
from assistant.search.postgres.place import readable
from assistant.search.postgres.reading import PostgresCatalog, PostgresVectors
from assistant.search.postgres.snapshot import Snapshot
from assistant.search.postgres.tables import FORMAT
from assistant.text.glossary import Glossary

LOOKS = 0.5
"""Seconds for which the version that was seen is taken to be the newest."""
CONNECTIONS = 16
HELD = 4
KEPT = 30.0
"""How many indexes, and for how many seconds, are held for what is kept of an answer after it was given."""
PATIENCE = 10.0
"""Seconds that a question waits for a connection."""


@dataclass(frozen=True)
class Edition:
    """What is held in memory of a version: all that is small, and asked for at every question."""

    corpus: int
    version: str
    dimensions: int
    meta: Mapping[str, str]
    lengths: Mapping[str, Any]
    passage_count: int
    glossary: Glossary
    questions: KnownQuestions
    listed: tuple[Listed, ...]
    groups: Mapping[str, str]
    asked: QuestionStore
    borders: Borders | None


class PostgresIndex(Index):
    """The index for one question; its transaction begins with the first look and ends when nobody holds it."""

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What goes wrong where the server is away, or its tables are damaged."""
        return (IndexUnavailable, ValueError)

    def __init__(self, snapshot: Snapshot, edition: Edition, name: str) -> None:
        self.folder = Path("postgresql") / name
        self._name = name
        self._snapshot = snapshot
        self._adopt(edition)
        snapshot.at_begin = WeakMethod(self._renew)

    def close(self) -> None:
        """Give the connection back."""
        self._snapshot.close()

    def resembles(self, vector: NDArray[np.float32], *, follow_up: NDArray[np.float32] | None = None) -> Resemblance:
        """Return what a question, by its vector, is like among the questions of the state that is read."""
        self._snapshot.begin()
        return super().resembles(vector, follow_up=follow_up)

    def files(self) -> dict[str, bytes]:
        """Return the small files of the generation."""
        return files_of(self._snapshot, self._name)

    def _renew(self) -> None:
        """Take what has been committed since this was given out: from now on all is read from that."""
        if version_in(self._snapshot, self._name) != self.version:
            self._adopt(load_edition(self._snapshot, self._name))

    def _adopt(self, edition: Edition) -> None:
        snapshot, self.version, self.model = self._snapshot, edition.version, edition.meta.get("model", "")
        catalog = PostgresCatalog(snapshot, edition.corpus, edition.meta, edition.lengths)
        vectors = PostgresVectors(snapshot, edition.corpus, edition.dimensions)
        self._catalog, self._vectors = catalog, vectors
        self.glossary, self.questions, self.listed = edition.glossary, edition.questions, edition.listed
        self.passage_count, self.borders, self._asked = edition.passage_count, edition.borders, edition.asked
        self._groups = dict(edition.groups)
        self._memory = lru_cache(maxsize=DOCUMENTS)(catalog.memory)
        self._document = lru_cache(maxsize=DOCUMENTS)(catalog.document)
        self._passages = Remembered(catalog.passages)
        self._known_vectors = {each: Remembered(_of(vectors.get, each)) for each in Language}
        self._known_tokens = {each: Remembered(_of(vectors.tokens, each)) for each in Language}


def _of(read: Any, language: Language) -> Any:
    return lambda ids: read(ids, language=language)


class PostgresInService:
    """Gives the index that was committed last; each call gives one that is read in a transaction of its own."""

    def __init__(self, address: str, corpus: str, model: str) -> None:
        self._corpus = corpus
        self._model = model
        readable(address)
        options: dict[str, Any] = {"check": ConnectionPool.check_connection, "timeout": PATIENCE, "max_idle": 60.0}
        self._pool = ConnectionPool(address, min_size=0, max_size=CONNECTIONS, name="questions", open=True, **options)
        # Apart, so that who looks for the version never waits for those who hold a question's transaction.
        self._watch = ConnectionPool(address, min_size=0, max_size=2, name="version", open=True, **options)
        self._lock = Lock()
        self._edition: Edition | None = None
        self._looked = 0.0
        self._given: deque[tuple[float, PostgresIndex]] = deque(maxlen=HELD)

    def get(self) -> PostgresIndex:
        """Return the index.

        Raises:
            IndexUnavailable: where the database does not answer, or holds no index of these documents.
            IndexMismatch: when it was made with another embedding model or by another version of the program.
        """
        with self._lock:
            if self._edition is None or time.monotonic() - self._looked > LOOKS:
                self._edition = self._newest()
                self._looked = time.monotonic()
            index = PostgresIndex(Snapshot(self._pool), self._edition, self._corpus)
            while self._given and time.monotonic() - self._given[0][0] > KEPT:
                self._given.popleft()
            self._given.append((time.monotonic(), index))
        return index

    def made(self, version: str) -> PostgresIndex:
        """Return the index that an answer was just made from, where it is still at hand, else the one in service."""
        with self._lock:
            given = [index for _, index in self._given if index.version == version]
        return given[-1] if given else self.get()

    def close(self) -> None:
        """Close the connections."""
        self._given.clear()
        self._pool.close()
        self._watch.close()

    def _newest(self) -> Edition:
        snapshot = Snapshot(self._watch)
        try:
            version = version_in(snapshot, self._corpus)
            if self._edition is not None and self._edition.version == version:
                return self._edition
            edition = load_edition(snapshot, self._corpus)
        finally:
            snapshot.close()
        if (model := edition.meta.get("model", "")) != self._model:
            raise IndexMismatch(
                f"The index in PostgreSQL was made with the embedding model {model!r}, but {self._model!r} is "
                "configured. Run `ser-assistant ingest`, or set ASSISTANT_EMBEDDING_MODEL back."
            )
        return edition


def version_in(snapshot: Snapshot, corpus: str) -> str:
    """Return the version that is in service, empty where there is none."""
    if not snapshot.rows("SELECT 1 WHERE to_regclass('ser_index.corpora') IS NOT NULL"):
        return ""
    rows = snapshot.rows("SELECT version FROM ser_index.corpora WHERE name = %s AND format = %s", (corpus, FORMAT))
    return str(rows[0][0]) if rows else ""


def files_of(snapshot: Snapshot, corpus: str) -> dict[str, bytes]:
    """Return the small files of what is in service."""
    query = "SELECT f.name, f.data FROM ser_index.files f JOIN ser_index.corpora c ON c.id = f.corpus WHERE c.name = %s"
    return dict(snapshot.rows(query, (corpus,)))


def load_edition(snapshot: Snapshot, corpus: str) -> Edition:
    """Return what is in service, of a snapshot.

    Raises:
        IndexUnavailable: where there is nothing.
        IndexMismatch: where it was made by another version of the program.
    """
    if not version_in(snapshot, corpus):
        raise IndexUnavailable(
            f"The database of ASSISTANT_INDEX holds no index of {corpus!r} yet. Run `ser-assistant ingest` to make it."
        )
    query = "SELECT id, version, dimensions, meta, lengths, passages FROM ser_index.corpora WHERE name = %s"
    number, version, dimensions, meta, lengths, passages = snapshot.rows(query, (corpus,))[0]
    if meta.get("schema") != str(SCHEMA):
        raise IndexMismatch("The index was made by another version of the program. Run `ser-assistant ingest`.")
    listed = PostgresCatalog(snapshot, number, meta, lengths).listed()
    with TemporaryDirectory(prefix="ser-index-") as name:  # what reads these reads files
        for path, data in files_of(snapshot, corpus).items():
            (Path(name) / Path(path).name).write_bytes(data)
        asked, borders = QuestionStore(Path(name)), Borders.load(Path(name))
    glossary, questions = Glossary.from_json(meta["glossary"]), KnownQuestions.from_json(meta["questions"])
    groups = translation_groups({item.id: item.translation_of for item in listed})
    return Edition(
        number, version, dimensions, meta, lengths, passages, glossary, questions, listed, groups, asked, borders
    )
