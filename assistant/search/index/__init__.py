"""The index in service: passages found by vector and by word, and the documents that they are slices of."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import cast

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.errors import IndexMismatch, IndexUnavailable
from assistant.search.borders import BORDERS, Borders
from assistant.search.groups import Group, Sample
from assistant.search.index.catalog import Catalog
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings, Remembered
from assistant.search.index.questions import QuestionStore
from assistant.search.index.reading import ReadsVectors
from assistant.search.index.tokens import PassageTokens, TokenStore
from assistant.search.index.vectors import IN_FOLDERS, VectorPlace, storage_errors
from assistant.search.likeness.fitting import QUESTIONS, VECTORS
from assistant.search.ports import Resemblance
from assistant.text.lexicon import content_stems

logger = logging.getLogger(__name__)

KEPT_OPEN = 300.0
"""Seconds in which a generation that was in service stays open, for answers that were begun on it."""

__all__ = ["Index", "IndexInService"]


class Index(Holdings):
    """One generation, opened for searching; its vectors are in its folder, or on a server."""

    def __init__(self, folder: Path, place: VectorPlace = IN_FOLDERS) -> None:
        self._place = place
        super().__init__(folder)

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What goes wrong where the files are damaged."""
        return (*storage_errors(), ValueError)

    def _open(self, opened: ExitStack) -> None:
        super()._open(opened)
        catalog = cast(Catalog, self._catalog)
        tokens = TokenStore(self.folder, catalog.token_count())
        vectors = self._place.open(self.folder)
        self._vectors: ReadsVectors = vectors
        opened.callback(vectors.close)
        # Nothing that these hold on to may be this index itself: it is closed when nobody holds it any more.
        read_tokens = partial(_read_tokens, catalog, tokens)
        self._known_vectors = {each: Remembered(partial(self._vectors.get, language=each)) for each in Language}
        self._known_tokens = {each: Remembered(partial(read_tokens, language=each)) for each in Language}
        self._asked = QuestionStore(self.folder)
        self.borders = Borders.load(self.folder)

    def stems(self, language: Language) -> Iterator[tuple[str, list[str]]]:
        """Yield the passages of a language with the stems of their words."""
        return self._catalog.stems(language)

    def files(self) -> dict[str, bytes]:
        """Return the small files of the generation: its known questions, and what is on topic."""
        there = (self.folder / name for name in (QUESTIONS, VECTORS, BORDERS))
        return {path.name: path.read_bytes() for path in there if path.exists()}

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids of a language with their cosine similarity, best first."""
        return self._vectors.nearest(vector, language, limit)

    def matching(self, text: str, language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids of a language with their BM25 score for a text's words, best first."""
        return self._catalog.search(content_stems(text, language), language, limit)

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of a language all of some stems occur."""
        return self._catalog.frequency(stems, language)

    def resembles(self, vector: NDArray[np.float32], *, follow_up: NDArray[np.float32] | None = None) -> Resemblance:
        """Return what a question, by its vector, is like among the questions that are known."""
        like = self._asked.resembles(vector, follow_up=follow_up)
        if like.chances or self.borders is None:
            return like
        near = [similarity for language in Language for _, similarity in self.nearest(vector, language, 1)]
        talk = self.borders.small_talk(like.likeness, max(near, default=0.0))
        return replace(like, chances={Group.SMALL_TALK: talk})

    def likeness(self, vector: NDArray[np.float32], without: str = "") -> dict[Group, float]:
        """Return how like a question is to the likest of each group, the questions of a row left out."""
        return self._asked.likeness(vector, without)

    def unknown_documents(self) -> tuple[str, ...]:
        """Return the documents in service that no known questions are of."""
        known = {place.passage_id.rpartition(":")[0] for each in self._asked.known() for place in each.places}
        return tuple(each.id for each in self._in_service() if each.id not in known)

    def known_questions(self) -> Sequence[Sample]:
        """Return the questions that places are known to answer."""
        return self._asked.known()

    def vectors(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return passages' vectors by id."""
        return self._known_vectors[language].get(ids)

    def tokens(self, ids: Sequence[str], language: Language) -> dict[str, PassageTokens]:
        """Return by id the token vectors of passages' words in a language, their own or a translation."""
        return self._known_tokens[language].get(ids)


def _read_tokens(
    catalog: Catalog, store: TokenStore, ids: Sequence[str], language: Language
) -> dict[str, PassageTokens]:
    return {item.passage_id: store.get(item.token_start, item.token_count) for item in catalog.stored(ids, language)}


class IndexInService:
    """Gives the generation that is in service now; a new one is taken at the next call."""

    def __init__(self, generations: Generations, model: str, kept_open: float = KEPT_OPEN) -> None:
        self._generations = generations
        self._model = model
        self._kept_open = kept_open
        self._lock = Lock()
        self._ready: Index | None = None
        self._index: Index | None = None
        self._before: list[tuple[Index, float]] = []

    def get(self) -> Index:
        """Return the index in service; whoever has it can go on with it, also when the next one is taken.

        Raises:
            IndexUnavailable: when there is none, or it cannot be opened.
            IndexMismatch: when it was made with another embedding model.
        """
        with self._lock:
            folder = self._generations.current()
            if self._index is None:
                self._index = self._open(folder or self._generations.require_current())
            elif folder is not None and folder != self._index.folder:
                try:
                    opened = self._open(folder)
                    self._before.append((self._index, time.monotonic()))
                    self._index = opened
                except IndexUnavailable as error:
                    logger.warning("The index that was open stays in service: %s", error)
            self._before = [each for each in self._before if time.monotonic() - each[1] < self._kept_open]
            return self._index  # a damaged CURRENT does not take away what is open and whole

    def hand(self, ready: Index) -> None:
        """Give a generation that is opened and warm: no reader waits for it when it is switched to."""
        with self._lock:
            self._ready = ready

    def made(self, version: str) -> Index:
        """Return the generation of a version: an answer that was begun before a switch, or two, ends after it.

        It is the one in service where that version is not at hand any more.
        """
        now = self.get()
        return next((each for each in (now, *(index for index, _ in self._before)) if each.version == version), now)

    def _open(self, folder: Path) -> Index:
        ready, self._ready = self._ready, None
        try:
            index = ready if ready is not None and ready.folder == folder else Index(folder, self._generations.vectors)
        except IndexUnavailable:
            newest = self._generations.current()
            if newest in (None, folder):
                raise
            index = Index(
                newest, self._generations.vectors
            )  # while it was opened, two ingests switched and cleared it away
        if index.model != self._model:
            index.close()
            raise IndexMismatch(
                f"The index was made with the embedding model {index.model!r}, but {self._model!r} is configured. "
                "Run `ser-assistant ingest`, or set ASSISTANT_EMBEDDING_MODEL back."
            )
        return index
