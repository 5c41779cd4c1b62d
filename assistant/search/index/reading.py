"""What an opened index reads from, wherever that is: files of a generation, or a database."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Language, Passage
from assistant.search.index.schema import Listed, Stored
from assistant.text.memory import Memory


class ReadsCatalog(Protocol):
    """Documents, passages and their words, as ``Catalog`` reads them."""

    def meta(self, key: str) -> str:
        """Return a property of the generation, empty when it is not set."""

    def listed(self) -> tuple[Listed, ...]:
        """Return all documents by id, the withdrawn ones too."""

    def document(self, document_id: str, *, withdrawn: bool = False) -> Document | None:
        """Return a document with its canonical text, or None."""

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id; unknown ids are left out."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""

    def passage_count(self) -> int:
        """Return how many passages there are."""

    def passage_counts(self) -> dict[str, int]:
        """Return how many passages each document has that has any."""

    def stored(self) -> list[Stored]:
        """Return where vectors are, of all."""

    def memories(self) -> dict[tuple[str, Language], Memory]:
        """Return the translations of all documents."""

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""

    def stems(self, language: Language) -> Iterator[tuple[str, list[str]]]:
        """Yield the passages of a language with the stems of their words."""

    def search(self, stems: list[str], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their BM25 score, best first."""

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of a language all of some stems occur."""


class ReadsVectors(Protocol):
    """Passages' vectors, as ``VectorStore`` reads them."""

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their cosine similarity, best first."""

    def get(self, ids: Sequence[str], language: Language) -> Mapping[str, NDArray[np.float32]]:
        """Return stored vectors by id; unknown ids are left out."""
