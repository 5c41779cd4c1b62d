"""Passage vectors in Chroma: one collection a language, cosine distance, our own vectors only.

Chroma takes a second to load, so it is loaded when vectors are opened: to list documents needs none.
"""

import logging
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.search.index.generations import share
from assistant.search.index.sqlite import connect, copy_database, is_free

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

logger = logging.getLogger(__name__)

# Vectors go to their files at once: those left in Chroma's log would be read into them at every opening.
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_search": 200, "batch_size": 16, "sync_threshold": 16}}
_CLIENTS = Lock()  # Chroma shares a client between all who open a folder, and makes it without a lock of its own
_DATABASE = "chroma.sqlite3"


def storage_errors() -> tuple[type[Exception], ...]:
    """Return what goes wrong where an index cannot be read or written."""
    from chromadb.errors import ChromaError

    return (OSError, sqlite3.Error, ChromaError)


def copy_vectors(source: Path, target: Path, changing: Iterable[Language] = tuple(Language)) -> None:
    """Copy a folder of vectors; files of languages that stay as they are are shared, since Chroma only reads them.

    Chroma writes to its database whenever a folder is opened, so that is copied apart.
    """
    target.mkdir()
    copy_database(source / _DATABASE, target / _DATABASE)
    staying = _folders(target / _DATABASE, set(Language) - set(changing))
    for file in source.glob("*/*"):
        (target / file.parent.name).mkdir(exist_ok=True)
        give = share if file.parent.name in staying else shutil.copyfile
        give(file, target / file.parent.name / file.name)


def _folders(database: Path, languages: Iterable[Language]) -> set[str]:
    """Return the names of the folders that hold the vectors of languages."""
    query = "SELECT s.id, c.name FROM segments s JOIN collections c ON c.id = s.collection WHERE s.scope = 'VECTOR'"
    names = set(map(_name, languages))
    with closing(connect(database, "ro")) as connection:
        return {str(folder) for folder, name in connection.execute(query) if name in names}


def _name(language: Language) -> str:
    return f"passages_{language}"


class VectorStore:
    """The vectors of one index generation, by passage id."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self._copy = None if create or is_free(folder / _DATABASE) else _private_copy(folder)
        self._folder = Path(self._copy.name) / folder.name if self._copy else folder
        self._client = _client(self._folder)
        try:
            self._collections = {language: self._collection(language, create) for language in Language}
        except BaseException:
            self.close()  # or Chroma gives it to the next who opens this folder
            raise

    def _collection(self, language: Language, create: bool) -> "Collection":
        # embedding_function=None everywhere: the default one downloads a model, and a stored one could run code.
        name = _name(language)
        if create:
            return self._client.create_collection(name, embedding_function=None, configuration=_CONFIGURATION)  # type: ignore[arg-type]
        return self._client.get_collection(name, embedding_function=None)

    def close(self) -> None:
        """Release the folder."""
        with _CLIENTS:
            self._client.close()  # type: ignore[attr-defined]  # the interface does not declare it
        if self._copy:
            self._copy.cleanup()

    def close_compact(self) -> None:
        """Release the folder and give back the room in its SQLite file that Chroma's log has left."""
        self.close()
        with closing(connect(self._folder / _DATABASE, "rw")) as connection:
            connection.execute("VACUUM")

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their cosine similarity, best first."""
        collection = self._collections[language]
        found = collection.query(query_embeddings=[vector.tolist()], n_results=limit, include=["distances"])
        distances = found["distances"] or [[]]
        return [(passage_id, 1 - distance) for passage_id, distance in zip(found["ids"][0], distances[0], strict=True)]

    def get(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return stored vectors by id; unknown ids are left out."""
        if not ids:
            return {}
        found = self._collections[language].get(ids=list(ids), include=["embeddings"])
        vectors = found["embeddings"]
        if vectors is None:
            return {}
        return {key: np.asarray(value, np.float32) for key, value in zip(found["ids"], vectors, strict=True)}

    def put(self, vectors: dict[str, NDArray[np.float32]], language: Language) -> None:
        """Insert or replace vectors by id."""
        ids = list(vectors)
        size = self._client.get_max_batch_size()
        for start in range(0, len(ids), size):
            batch = ids[start : start + size]
            self._collections[language].upsert(
                ids=batch, embeddings=[vectors[passage_id].tolist() for passage_id in batch]
            )

    def delete(self, ids: Sequence[str], language: Language) -> None:
        """Delete vectors by id."""
        size = self._client.get_max_batch_size()
        for start in range(0, len(ids), size):
            self._collections[language].delete(ids=list(ids[start : start + size]))


def _private_copy(folder: Path) -> TemporaryDirectory[str]:
    """Copy a folder to open it: Chroma would wait for who has stopped while opening it, without an end."""
    logger.warning("A process that has stopped holds %s; it is read from a copy", folder)
    copy = TemporaryDirectory(prefix="ser-index-", ignore_cleanup_errors=True)
    copy_vectors(folder, Path(copy.name) / folder.name)
    return copy


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    settings = ChromaSettings(anonymized_telemetry=False)
    with _CLIENTS:
        try:
            return chromadb.PersistentClient(str(folder), settings=settings)
        except AttributeError:  # Chroma keeps a client that failed to start, trips over it once, and then forgets it
            return chromadb.PersistentClient(str(folder), settings=settings)
