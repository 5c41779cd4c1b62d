"""The index in service: passages found by vector and by word, and the documents that they are slices of."""

import logging
from collections.abc import Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Language, Passage
from assistant.errors import IndexMismatch, IndexUnavailable
from assistant.glossary import Glossary
from assistant.index.catalog import SCHEMA, Catalog
from assistant.index.generations import Generations
from assistant.index.tokens import PassageTokens, TokenStore
from assistant.index.vectors import STORAGE_ERRORS, VectorStore
from assistant.lexicon import content_stems

logger = logging.getLogger(__name__)

__all__ = ["Index", "IndexInService"]


class Index:
    """One generation, opened for reading."""

    def __init__(self, folder: Path) -> None:
        self.version = folder.name
        try:
            with ExitStack() as opened:
                self._catalog = Catalog(folder / "catalog.sqlite")
                opened.callback(self._catalog.close)
                self.model = self._catalog.meta("model")
                self._check_schema()
                self.glossary = Glossary.from_json(self._catalog.meta("glossary"))
                self._tokens = TokenStore(folder, self._catalog.token_count())
                self._vectors = VectorStore(folder / "chroma")
                opened.callback(self._vectors.close)
                self._opened = opened.pop_all()
        except (*STORAGE_ERRORS, ValueError) as error:
            raise IndexUnavailable(
                f"The index in {folder} cannot be opened ({error}). Run `ser-assistant ingest` to make it again."
            ) from error
        self._document = lru_cache(maxsize=256)(self._catalog.document)
        self.passage_count = self._catalog.passage_count()

    def _check_schema(self) -> None:
        if self._catalog.meta("schema") != str(SCHEMA):
            raise IndexMismatch("The index was made by another version of the program. Run `ser-assistant ingest`.")

    def close(self) -> None:
        """Release the files."""
        self._opened.close()

    def fingerprints(self) -> dict[str, str]:
        """Return each document's fingerprint by id."""
        return self._catalog.fingerprints()

    def documents(self) -> tuple[Document, ...]:
        """Return all documents by id."""
        return tuple(found for key in self._catalog.fingerprints() if (found := self.document(key)))

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text, or None."""
        return self._document(document_id)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id; unknown ids are left out."""
        return self._catalog.passages(ids)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""
        return self._catalog.passages_of(document_id)

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids of a language with their cosine similarity, best first."""
        return self._vectors.nearest(vector, language, limit)

    def matching(self, text: str, language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids of a language with their BM25 score for a text's words, best first."""
        return self._catalog.search(content_stems(text, language), language, limit)

    def frequency(self, stem: str, language: Language) -> int:
        """Return in how many passages of a language a stem occurs."""
        return self._catalog.frequency(stem, language)

    def vectors(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return passages' vectors by id."""
        return self._vectors.get(ids, language)

    def tokens(self, ids: Sequence[str]) -> dict[str, PassageTokens]:
        """Return passages' token vectors by id."""
        return {
            item.passage_id: self._tokens.get(item.token_start, item.token_count) for item in self._catalog.stored(ids)
        }


class IndexInService:
    """Gives the generation that is in service now; a new one is taken at the next call."""

    def __init__(self, generations: Generations, model: str) -> None:
        self._generations = generations
        self._model = model
        self._lock = Lock()
        self._index: Index | None = None

    def get(self) -> Index:
        """Return the index in service.

        Raises:
            IndexUnavailable: when there is none, or it cannot be opened.
            IndexMismatch: when it was made with another embedding model.
        """
        with self._lock:
            folder = self._generations.current()
            if self._index is None:
                self._index = self._open(folder or self._generations.require_current())
            elif folder is not None and folder.name != self._index.version:
                try:
                    self._index = self._open(folder)
                except IndexUnavailable as error:
                    logger.warning("The index that was open stays in service: %s", error)
            return self._index  # a damaged CURRENT does not take away what is open and whole

    def _open(self, folder: Path) -> Index:
        index = Index(folder)
        if index.model != self._model:
            index.close()
            raise IndexMismatch(
                f"The index was made with the embedding model {index.model!r}, but {self._model!r} is configured. "
                "Run `ser-assistant ingest`, or set ASSISTANT_EMBEDDING_MODEL back."
            )
        return index
