"""What searching asks of an index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language, Passage
from assistant.question.query import Query
from assistant.text.glossary import Glossary


class PassageTokens(Protocol):
    """A passage's tokens."""

    @property
    def vectors(self) -> NDArray[np.int8]:
        """Shape (tokens, 128)."""

    @property
    def spans(self) -> NDArray[np.int32]:
        """Shape (tokens, 2), in the passage's text; -1 for the context before it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A place that answers a known question, and how much that question is like the one asked, up to 1.

    ``start`` is an offset in the document's text.
    """

    passage_id: str
    start: int
    similarity: float


class Searchable(Protocol):
    """What retrieval asks of an index."""

    @property
    def glossary(self) -> Glossary:
        """The terms that a question's words are searched for with in the other language."""

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their similarity."""

    def matching(self, text: str, language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their BM25 score."""

    def like(self, query: Query, limit: int) -> Sequence[Likeness]:
        """Return the places of the known questions that are most like a question, best first."""

    def vectors(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return vectors by passage id."""

    def tokens(self, ids: Sequence[str]) -> Mapping[str, PassageTokens]:
        """Return tokens by passage id."""

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id."""
