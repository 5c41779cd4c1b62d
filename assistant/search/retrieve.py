"""Find the passages for a question, in both languages, so that neither crowds out the other.

For each language two legs give candidates: vectors in the language-neutral space and, where the question has the
language's words, BM25. All candidates are then scored alike: the passage's vector against the question's, plus how well
each word of the question meets its best word of the passage (late interaction, as in ColBERT), and of its best stretch.
A passage that is known to answer a question like this one scores higher by how like it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Hit, Language, Passage
from assistant.question.query import Query
from assistant.search.ports import Likeness, PassageTokens, Searchable
from assistant.text.glossary import Glossary
from assistant.vectors import EncodedText

CANDIDATES = 15  # of each language and leg
STRETCH = 32  # tokens, about a sentence
KNOWN = 10  # places that answer the known questions most like this one
ALIKE = 0.4  # similarity of two questions from which on they may mean the same


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts beside the similarity of the vectors; set on the dev split."""

    late: float = 2.0
    closest: float = 1.0
    lexical: float = 0.1
    known: float = 2.0


WEIGHTS = Weights()


@dataclass(frozen=True)
class Retrieved:
    """The hits, best first, and for each the similarity of every question token to every passage token.

    ``known`` holds the places that answer questions known to be like this one, best first.
    """

    hits: tuple[Hit, ...]
    matches: dict[str, "TokenMatch"]
    known: tuple[Likeness, ...] = ()

    def likeness(self, passage_id: str, start: int, end: int) -> float:
        """Return how much above ``ALIKE`` the likest question is that is answered between two offsets, else 0."""
        found = (each.similarity for each in self.known if each.passage_id == passage_id and start <= each.start < end)
        return max(max(found, default=0.0) - ALIKE, 0.0)


@dataclass(frozen=True)
class TokenMatch:
    """``similarity`` has shape (question tokens, passage tokens), values up to 1; ``spans`` as in ``PassageTokens``."""

    similarity: NDArray[np.float32]
    spans: NDArray[np.int32]

    def late(self, weights: NDArray[np.float32]) -> float:
        """Return the weighted mean over the question's tokens of their best match in the passage."""
        return weighted_mean(self.similarity.max(axis=1), weights) if self.similarity.size else 0.0

    def closest(self, weights: NDArray[np.float32]) -> float:
        """Return the late interaction with the best stretch of the passage, ``STRETCH`` tokens long.

        A long passage that has the question's words here and there scores lower than one that has them together.
        """
        if not self.similarity.size:
            return 0.0
        halves = np.maximum.reduceat(self.similarity, np.arange(0, self.similarity.shape[1], STRETCH // 2), axis=1)
        stretches = np.maximum(halves[:, :-1], halves[:, 1:]) if halves.shape[1] > 1 else halves
        return float((weights @ stretches).max() / weights.sum())

    def within(self, start: int, end: int) -> NDArray[np.float32]:
        """Return each question token's best match among the tokens of a span of the passage's text."""
        inside = (self.spans[:, 0] >= start) & (self.spans[:, 1] <= end)
        if not inside.any():
            return np.zeros(len(self.similarity), np.float32)
        best: NDArray[np.float32] = self.similarity[:, inside].max(axis=1)
        return best


def weighted_mean(values: NDArray[np.float32], weights: NDArray[np.float32]) -> float:
    """Return what ``np.average`` does, which takes ten times as long for arrays as short as a question."""
    return float((values * weights).sum() / weights.sum())


def retrieve(query: Query, index: Searchable, limit: int = 10, weights: Weights = WEIGHTS) -> Retrieved:
    """Return the best passages for a question, best first."""
    hits: list[Hit] = []
    matches: dict[str, TokenMatch] = {}
    known = tuple(index.like(query, KNOWN))
    for language in Language:
        found, match = _candidates(query, index, language, known, weights)
        hits += found
        matches |= match
    ranked = sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:limit]
    return Retrieved(tuple(ranked), {hit.passage.id: matches[hit.passage.id] for hit in ranked}, known)


def _candidates(
    query: Query, index: Searchable, language: Language, known: Sequence[Likeness], weights: Weights
) -> tuple[list[Hit], dict[str, TokenMatch]]:
    vector = query.encoded.vector
    alike: dict[str, float] = {}
    for likeness in known:
        alike.setdefault(likeness.passage_id, max(likeness.similarity - ALIKE, 0.0))
    dense = dict(index.nearest(vector, language, CANDIDATES))
    lexical = dict(index.matching(_words_in(language, query, index.glossary), language, CANDIDATES))
    missing = index.vectors([key for key in dict.fromkeys((*lexical, *alike)) if key not in dense], language)
    dense |= {key: float(stored @ vector) for key, stored in missing.items()}
    highest = max(lexical.values(), default=1.0)
    matches = {key: token_match(query.encoded, tokens) for key, tokens in index.tokens(list(dense)).items()}
    hits = []
    for key, passage in index.passages(list(dense)).items():
        if _is_heading(passage):
            continue
        late, share = matches[key].late(query.weights), lexical.get(key, 0.0) / highest
        closest = matches[key].closest(query.weights)
        score = dense[key] + weights.late * late + weights.closest * closest + weights.lexical * share
        score += weights.known * alike.get(key, 0.0)
        hits.append(Hit(passage, score, dense=dense[key], late=late, lexical=share))
    return hits, matches


def _words_in(language: Language, query: Query, glossary: Glossary) -> str:
    """Return the question's own words, which may be names, and in the other language its terms translated."""
    terms = [] if language is query.language else glossary.translated(query.text, query.language, language)
    return " ".join([query.text, *terms])


def _is_heading(passage: Passage) -> bool:
    """Tell whether a passage is a heading alone; what stands under it has the heading as its context."""
    return bool(passage.heading_path) and passage.text.strip() == passage.heading_path[-1]


def token_match(question: EncodedText, passage: PassageTokens) -> TokenMatch:
    """Compare every token of a question with every token of a passage."""
    similarity = question.tokens.astype(np.float32) @ passage.vectors.astype(np.float32).T / (127.0 * 127.0)
    return TokenMatch(similarity, np.asarray(passage.spans))
