"""The known questions of a generation: what an editor noted that a place in a document answers, with their vectors.

A reader's question is compared with them as question to question, which a small model does far better than question to
passage, and in the reader's own language, since each is noted in both.
"""

import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.question.query import Query, token_weights
from assistant.search.known import KnownQuestion
from assistant.search.ports import Likeness
from assistant.vectors import EncodedWords

QUESTIONS = "questions.json"
VECTORS = "questions.npz"
COMPARED = 50  # the questions with the nearest vectors, which are compared word by word


@dataclass(frozen=True)
class QuestionVectors:
    """A question's vector (dimensions,), its tokens (tokens, 128) and their spans (tokens, 2)."""

    vector: NDArray[np.float32]
    tokens: NDArray[np.int8]
    spans: NDArray[np.int32]


class QuestionStore:
    """Read access to a generation's known questions; there may be none."""

    def __init__(self, folder: Path) -> None:
        path = folder / QUESTIONS
        stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        self.questions = tuple(KnownQuestion(key, start, Language(spoken), text) for key, start, spoken, text in stored)
        self._weights = cache(self._weigh)  # they are the same for every reader's question
        if not self.questions:
            return
        with np.load(folder / VECTORS) as arrays:
            self._vectors = arrays["vectors"].astype(np.float32)
            self._tokens, self._spans, self._starts = arrays["tokens"], arrays["spans"], arrays["starts"]

    def known_vectors(self) -> dict[tuple[Language, str], QuestionVectors]:
        """Return the vectors by language and words, so that the next generation need not make them again."""
        return {(known.language, known.text): self.vectors(row) for row, known in enumerate(self.questions)}

    def vectors(self, row: int) -> QuestionVectors:
        """Return the vectors of a question by its place in ``questions``."""
        inside = slice(self._starts[row], self._starts[row + 1])
        return QuestionVectors(self._vectors[row], self._tokens[inside], self._spans[inside])

    def like(self, query: Query, limit: int) -> list[Likeness]:
        """Return the places of the known questions that are most like a question, best first, each place once."""
        if not self.questions:
            return []
        near = np.argsort(-(self._vectors @ query.encoded.vector), kind="stable")[:COMPARED]
        similarities = self._similarities(query, near)
        found: dict[tuple[str, int], float] = {}
        for place in np.argsort(-similarities, kind="stable"):
            known = self.questions[near[place]]
            found.setdefault((known.passage_id, known.start), float(similarities[place]))
        return [Likeness(*place, similarity) for place, similarity in found.items()][:limit]

    def _similarities(self, query: Query, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Compare word by word in both directions: neither question may ask what the other does not.

        The words of all known questions are compared at once, each question's from where it starts.
        """
        tokens = [self._tokens[self._starts[row] : self._starts[row + 1]] for row in rows]
        starts = np.cumsum([0, *(len(each) for each in tokens[:-1])])
        known = np.concatenate(tokens).astype(np.float32)
        similarity = query.encoded.tokens.astype(np.float32) @ known.T / (127.0 * 127.0)
        weights = np.concatenate([self._weights(int(row)) for row in rows])
        there = query.weights @ np.maximum.reduceat(similarity, starts, axis=1) / query.weights.sum()
        back = np.add.reduceat(similarity.max(axis=0) * weights, starts) / np.add.reduceat(weights, starts)
        both: NDArray[np.float32] = (there + back) / 2
        return both

    def _weigh(self, row: int) -> NDArray[np.float32]:
        known = self.questions[row]
        return token_weights(known.text, known.language, self.vectors(row).spans)


def write_questions(folder: Path, questions: Sequence[KnownQuestion], encoded: Sequence[EncodedWords]) -> None:
    """Write a generation's known questions."""
    rows = [astuple(known) for known in questions]
    (folder / QUESTIONS).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    if rows:
        np.savez(
            folder / VECTORS,
            allow_pickle=False,
            vectors=np.array([each.vector for each in encoded], np.float16),
            tokens=np.concatenate([each.tokens for each in encoded]),
            spans=np.concatenate([each.spans for each in encoded]),
            starts=np.cumsum([0, *(len(each.tokens) for each in encoded)]),
        )
