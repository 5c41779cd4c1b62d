"""Passage vectors in collections of Chroma, wherever Chroma is: one a language, our own vectors only."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

NAMES = "chroma.json"
"""The file of a generation that names its collections on a server, by language."""

# Vectors go to their files at once: those left in Chroma's log would be read into them at every opening.
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_search": 200, "batch_size": 16, "sync_threshold": 16}}


def storage_errors() -> tuple[type[Exception], ...]:
    """Return what goes wrong where an index cannot be read or written."""
    from chromadb.errors import ChromaError

    return (OSError, sqlite3.Error, ChromaError)


def is_on_server(folder: Path) -> bool:
    """Tell whether a generation's vectors are on a server."""
    return (folder / NAMES).exists()


# embedding_function=None everywhere: the default one downloads a model, and a stored one could run code.


def create_collection(client: "ClientAPI", name: str) -> "Collection":
    """Make a collection."""
    return client.create_collection(name, embedding_function=None, configuration=_CONFIGURATION)  # type: ignore[arg-type]


def open_collection(client: "ClientAPI", name: str) -> "Collection":
    """Return a collection that is there."""
    return client.get_collection(name, embedding_function=None)


class Collections:
    """The vectors of one index generation, by passage id; ``most`` are given to Chroma at once."""

    most = 10_000

    def __init__(self, client: "ClientAPI", collections: Mapping[Language, "Collection"]) -> None:
        self._client = client
        self._collections = collections

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

    def put(self, vectors: Mapping[str, NDArray[np.float32]], language: Language) -> None:
        """Insert or replace vectors by id."""
        ids = list(vectors)
        size = min(self._client.get_max_batch_size(), self.most)
        for start in range(0, len(ids), size):
            batch = ids[start : start + size]
            self._collections[language].upsert(
                ids=batch, embeddings=[vectors[passage_id].tolist() for passage_id in batch]
            )

    def delete(self, ids: Sequence[str], language: Language) -> None:
        """Delete vectors by id."""
        size = min(self._client.get_max_batch_size(), self.most)
        for start in range(0, len(ids), size):
            self._collections[language].delete(ids=list(ids[start : start + size]))
