"""What searching asks of an index."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language, Passage
from assistant.search.groups import Group, Sample
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

    ``start`` is an offset in the document's text; ``share`` is what the place has of the likeness to all places.
    """

    passage_id: str
    start: int
    similarity: float
    share: float = 1.0


@dataclass(frozen=True)
class Resemblance:
    """What a question is like, among the questions whose group is known.

    ``chances`` are those of each group, adding up to 1, and empty where no questions of the corpus are known;
    ``places`` answer the known questions most like it, best first; ``likest`` is the likest question of each group, and
    ``likeness`` how like it is, up to 1; ``documents`` are those that questions are known to be answered by.
    """

    chances: Mapping[Group, float] = field(default_factory=dict)
    places: tuple[Likeness, ...] = ()
    likest: Mapping[Group, Sample] = field(default_factory=dict)
    likeness: Mapping[Group, float] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()


class Searchable(Protocol):
    """What retrieval asks of an index."""

    @property
    def glossary(self) -> Glossary:
        """The terms that a question's words are searched for with in the other language."""

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their similarity."""

    def matching(self, text: str, language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their BM25 score."""

    def resembles(self, vector: NDArray[np.float32], *, follow_up: NDArray[np.float32] | None = None) -> Resemblance:
        """Return what a question, by its vector, is like among the questions that are known.

        With ``follow_up``, a question's vector by itself, ``vector`` is that of it and the one before it together.
        """

    def likeness(self, vector: NDArray[np.float32], without: str = "") -> Mapping[Group, float]:
        """Return how like a question is to the likest of each group, one row's own questions left out."""

    def vectors(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return by passage id the vectors of passages' words in a language, their own or a translation."""

    def tokens(self, ids: Sequence[str], language: Language) -> Mapping[str, PassageTokens]:
        """Return by passage id the tokens of passages' words in a language, placed in the passage's own text."""

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id."""
