"""Find the passages for a question, in both languages, so that neither crowds out the other.

For each language two legs give candidates: vectors in the language-neutral space and, where the question has the
language's words, BM25. All candidates are then scored alike: the passage's vector against the question's, plus how well
each word of the question meets its best word of the passage (late interaction, as in ColBERT), and of its best stretch.
A passage that is translated is met by its own words and by the translation's, and counts once: by the better vector,
and for each word of the question by the better word.
A passage that is known to answer a question like this one scores higher by how like it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Hit, Language, Passage
from assistant.question.query import LONG, Query
from assistant.search.groups import ON_TOPIC, Group
from assistant.search.ports import Likeness, PassageTokens, Resemblance, Searchable
from assistant.text.glossary import Glossary
from assistant.vectors import EncodedText

CANDIDATES = 15  # of each language and leg
STRETCH = 32  # tokens, about a sentence
PART_LIKE = 0.5  # likeness to a known question from which on a part of a question is looked up by itself
PART_CHANCE = 0.3  # the chance of being one that it must have besides


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

    ``like`` tells what the question is like among those that are known.
    """

    hits: tuple[Hit, ...]
    matches: dict[str, "TokenMatch"]
    like: Resemblance = field(default_factory=Resemblance)

    def share(self, passage_id: str, start: int, end: int) -> float:
        """Return what the places between two offsets of a document have of the likeness to all known questions."""
        places = self.like.places
        return sum(each.share for each in places if each.passage_id == passage_id and start <= each.start < end)


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

    def beside(self, other: "TokenMatch") -> "TokenMatch":
        """Return this match and one with the same passage in another language."""
        similarity = np.concatenate([self.similarity, other.similarity], axis=1)
        return TokenMatch(similarity, np.concatenate([self.spans, other.spans]))

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


def retrieve(
    query: Query, index: Searchable, limit: int = 10, weights: Weights = WEIGHTS, candidates: int = CANDIDATES
) -> Retrieved:
    """Return the best passages for a question, best first; one that is found in both languages counts once."""
    like = _resembles(query, index)
    alike: dict[str, float] = defaultdict(float)
    for place in like.places:
        alike[place.passage_id] += place.share * max(place.similarity, 0.0)
    legs = [_Leg.of(query, index, language, candidates) for language in Language]
    ids = list(dict.fromkeys((*alike, *(key for leg in legs for key in (*leg.dense, *leg.lexical)))))
    met: dict[str, _Met] = {}
    for leg in legs:
        for key, found in leg.meet(ids, query, index).items():
            met[key] = met[key].beside(found) if key in met else found
    passages = index.passages(ids)
    hits = [
        met[key].hit(passage, query, weights, alike.get(key, 0.0))
        for key, passage in passages.items()
        if not _is_heading(passage)
    ]
    ranked = sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))[:limit]
    return Retrieved(tuple(ranked), {hit.passage.id: met[hit.passage.id].match for hit in ranked}, like)


def _resembles(query: Query, index: Searchable) -> Resemblance:
    """Return what a question is like: of a long one the part that is most like a question on the documents.

    The places are those of all its parts that are like known questions, each part counting alike.
    """

    def on_topic(vector: NDArray[np.float32]) -> float:
        likeness = index.likeness(vector)
        return max(likeness.get(each, -1.0) for each in ON_TOPIC)

    whole = max(query.vectors, key=on_topic) if len(query.text) > LONG else query.encoded.vector
    like = index.resembles(whole, follow_up=query.follow_up)
    parts = [found for found in map(index.resembles, query.parts) if _is_like_known(found)]
    return replace(like, places=_together([like, *parts])) if parts else like


def _is_like_known(like: Resemblance) -> bool:
    likeness, chance = like.likeness.get(Group.KNOWN, 0.0), like.chances.get(Group.KNOWN, 0.0)
    return likeness >= PART_LIKE and chance >= PART_CHANCE


def _together(found: Sequence[Resemblance]) -> tuple[Likeness, ...]:
    """Return the places of several resemblances as those of one, best first."""
    shares: dict[tuple[str, int], float] = defaultdict(float)
    likeness: dict[tuple[str, int], float] = {}
    for place in (place for like in found for place in like.places):
        key = (place.passage_id, place.start)
        shares[key] += place.share / len(found)
        likeness[key] = max(likeness.get(key, -1.0), place.similarity)
    ranked = sorted(shares, key=lambda key: (-shares[key], key))
    return tuple(Likeness(*key, likeness[key], shares[key]) for key in ranked)


@dataclass(frozen=True, slots=True)
class _Met:
    """How a question meets a passage: in its own words, in a translation, or best of both."""

    dense: float
    lexical: float
    closest: float
    match: TokenMatch

    def beside(self, other: "_Met") -> "_Met":
        return _Met(
            max(self.dense, other.dense),
            max(self.lexical, other.lexical),
            max(self.closest, other.closest),
            self.match.beside(other.match),
        )

    def hit(self, passage: Passage, query: Query, weights: Weights, alike: float) -> Hit:
        late = self.match.late(query.weights)
        score = self.dense + weights.late * late + weights.closest * self.closest + weights.lexical * self.lexical
        return Hit(passage, score + weights.known * alike, dense=self.dense, late=late, lexical=self.lexical)


@dataclass(frozen=True)
class _Leg:
    """What is found in one language, by vector and by word."""

    language: Language
    dense: dict[str, float]
    lexical: dict[str, float]

    @classmethod
    def of(cls, query: Query, index: Searchable, language: Language, candidates: int) -> Self:
        words = _words_in(language, query, index.glossary)
        dense: dict[str, float] = {}
        for vector in query.vectors:
            for key, similarity in index.nearest(vector, language, candidates):
                dense[key] = max(dense.get(key, -1.0), similarity)
        return cls(language, dense, dict(index.matching(words, language, candidates)))

    def meet(self, ids: Sequence[str], query: Query, index: Searchable) -> dict[str, _Met]:
        """Return how the question meets passages that have words in this language."""
        stored = index.vectors([key for key in ids if key not in self.dense], self.language)
        dense = self.dense | {key: float((query.vectors @ vector).max()) for key, vector in stored.items()}
        highest = max(self.lexical.values(), default=1.0)
        found = {}
        for key, tokens in index.tokens(ids, self.language).items():
            if key not in dense:
                continue
            match = token_match(query.encoded, tokens)
            found[key] = _Met(dense[key], self.lexical.get(key, 0.0) / highest, match.closest(query.weights), match)
        return found


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
