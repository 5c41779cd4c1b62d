"""Find and weigh what the documents say under a prompt, each searched with the prompt in its own language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

import numpy as np
from numpy.typing import NDArray

from assistant.answering.ports import AnswerIndex
from assistant.domain import BlockKind, Claim, Document, Language, Passage
from assistant.errors import QuestionError
from assistant.partner.interview.advised import Advised, Role
from assistant.partner.interview.likely import Likely
from assistant.partner.wording import Words
from assistant.question.query import Query
from assistant.question.understand import LIMIT, QuestionEncoder, understand
from assistant.search.ports import Likeness
from assistant.search.retrieve import TokenMatch, retrieve, token_match
from assistant.text.language import detect_language
from assistant.text.outline import Unit, units_within
from assistant.text.sentences import sentence_spans

Scores = NDArray[np.float64]
FOUND = 12  # passages of each language for a prompt
LATE = 2.0  # what the late interaction counts beside the similarity and the best stretch in ``fit``


@dataclass(frozen=True, slots=True)
class Quotable:
    """A sentence, list item or table, with the passage that holds it."""

    document: Document
    passage: Passage
    unit: Unit

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(self.document.text[self.unit.start : self.unit.end].split())

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: the document's id and the offset."""
        return self.document.id, self.unit.start

    @property
    def listed(self) -> bool:
        """Whether it is an item of a list."""
        return self.unit.kind is BlockKind.LIST_ITEM

    def claim(self) -> Claim:
        """Return the claim that says just these words."""
        return Claim(self.text, self.passage, self.unit.start, self.unit.end, self.listed)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of a text that is no passage, to be compared with."""

    vectors: NDArray[np.int8]
    spans: NDArray[np.int32]


class Found:
    """One generation of the index, and what was found in it: the prompts are the same for everyone."""

    def __init__(
        self, index: AnswerIndex, encoder: QuestionEncoder, likely: Likely | None = None, advised: Advised | None = None
    ) -> None:
        self.index = index
        self.likely = likely
        self.advised = advised
        self._encoder = encoder
        self.query = lru_cache(maxsize=500)(self._query)
        self.found = lru_cache(maxsize=500)(self._found)
        self.quotables = lru_cache(maxsize=2_000)(self._quotables)
        self.scores = lru_cache(maxsize=5_000)(self._scores)
        self.places = lru_cache(maxsize=500)(self._places)
        self.vector = lru_cache(maxsize=5_000)(self._vector)

    def _query(self, text: str) -> Query | None:
        """Return the query for a text, None when it holds nothing to search for."""
        try:
            return understand(text[:LIMIT], self._encoder).query
        except QuestionError:
            return None

    def _vector(self, text: str, language: Language) -> NDArray[np.float32]:
        """Return the vector of a text in a language."""
        return self._encoder.question(text[:LIMIT], language).vector

    def _places(self, text: str) -> tuple[Likeness, ...]:
        """Return the places that answer the known questions most like a text, best first."""
        query = self.query(text)
        return self.index.resembles(query.encoded.vector).places if query else ()

    def _found(self, text: str, language: Language, limit: int) -> tuple[tuple[float, Passage], ...]:
        """Return the passages of a language for a text with their scores, best first."""
        query = self.query(text)
        hits = retrieve(query, self.index, limit).hits if query else ()
        return tuple((hit.score, hit.passage) for hit in hits if hit.passage.language is language)

    def _quotables(self, passage: Passage) -> tuple[Quotable, ...]:
        """Return what can be quoted of a passage besides its headings."""
        document = self.index.document(passage.document_id)
        if document is None:
            return ()
        units = units_within(document, passage.start, passage.end)
        return tuple(Quotable(document, passage, unit) for unit in units if unit.kind is not BlockKind.HEADING)

    def _scores(self, text: str, passage: Passage, context: float) -> dict[tuple[str, int], float]:
        """Return how well each sentence of a passage meets a text, by its place."""
        query = self.query(text)
        match = self.match(query, passage.id) if query else None
        if query is None or match is None:
            return {}
        scores = {}
        for item in self.quotables(passage):
            within = match.within(item.unit.start - passage.start, item.unit.end - passage.start)
            if context:
                within = np.maximum(within, context * _headings_above(item, match))
            scores[item.place] = float(np.average(within, weights=query.weights))
        return scores

    def match(self, query: Query, passage_id: str) -> TokenMatch | None:
        """Compare a query with a passage in every language that it is in."""
        tokens = (self.index.tokens([passage_id], language).get(passage_id) for language in Language)
        matches = [token_match(query.encoded, each) for each in tokens if each is not None]
        return reduce(TokenMatch.beside, matches) if matches else None


@dataclass(frozen=True)
class Lookup:
    """Looks things up in one generation of the index, but for the documents to be left out."""

    memory: Found
    left_out: frozenset[str] = frozenset()

    @property
    def index(self) -> AnswerIndex:
        """The generation of the index."""
        return self.memory.index

    def find(self, words: Words, limit: int = FOUND) -> list[Passage]:
        """Return the passages for words, best first, in each language those found with the words in that language."""
        found: list[tuple[float, Passage]] = []
        for language in Language:
            used = (pair for pair in self.memory.found(words[language], language, 3 * limit) if self._uses(pair[1]))
            found += list(used)[:limit]
        return [passage for _, passage in sorted(found, key=lambda pair: -pair[0])]

    def quotables(self, passages: Iterable[Passage]) -> list[Quotable]:
        """Return what can be quoted of passages besides their headings; each once, in the order of the passages."""
        items = (item for passage in passages if self._uses(passage) for item in self.memory.quotables(passage))
        return list({item.place: item for item in items}.values())

    def scores(self, words: Words, items: Sequence[Quotable], context: float = 0.0) -> Scores:
        """Return how well each item meets the words of its own language, mostly between 0 and 0.8.

        ``context`` is what a word that is met by the headings above an item is worth.
        """
        read = (self.memory.scores(words[item.document.language], item.passage, context) for item in items)
        return np.array([scores.get(item.place, 0.0) for item, scores in zip(items, read, strict=True)])

    def prominence(self, words: Words, items: Sequence[Quotable]) -> Scores:
        """Return how far each item stands above the others of its language, in standard deviations."""
        scores = self.scores(words, items)
        for language in Language:
            own = np.array([item.document.language is language for item in items], bool)
            if own.any():
                spread = float(scores[own].std()) or 1.0
                scores[own] = (scores[own] - scores[own].mean()) / spread
        return scores

    def fit(self, text: str, passages: Sequence[Passage]) -> float:
        """Return how well the best of some passages fits a text, mostly between 0.5 and 2.5."""
        query = self.memory.query(text)
        if query is None:
            return 0.0
        best = 0.0
        for passage in passages:
            match = self.memory.match(query, passage.id)
            vectors = [self.index.vectors([passage.id], language) for language in Language]
            dense = max((float(each[passage.id] @ query.encoded.vector) for each in vectors if each), default=None)
            if match is not None and dense is not None:
                best = max(best, dense + LATE * match.late(query.weights) + match.closest(query.weights))
        return best

    def places(self, text: str) -> tuple[Likeness, ...]:
        """Return the places that answer the known questions most like a text, best first."""
        return tuple(place for place in self.memory.places(text) if place.passage_id.split(":")[0] not in self.left_out)

    def likeness(self, text: str) -> float:
        """Return how like a text is to the known question likest it, up to 1; 0 where no questions are known."""
        return max((place.similarity for place in self.memory.places(text)), default=0.0)

    def met(self, words: Words, text: str) -> float:
        """Return how well words, in the language of a text, are met by the text, from 0 to 1."""
        told = self.memory.query(text)
        query = self.memory.query(words[told.language]) if told else None
        if told is None or query is None:
            return 0.0
        return token_match(query.encoded, _Tokens(told.encoded.tokens, told.spans)).late(query.weights)

    def vector(self, text: str, language: Language) -> NDArray[np.float32]:
        """Return the vector of a text in a language."""
        return self.memory.vector(text, language)

    def whom(self, text: str) -> Mapping[str, float]:
        """Return how likely who tells a text wants to reach each group, by its key; nothing where that is not known."""
        query = self.memory.query(text)
        return self.memory.likely.whom(query.encoded.vector) if query and self.memory.likely else {}

    def advised(self, role: Role, text: str, lines: Sequence[tuple[str, Language]]) -> Scores:
        """Return how much an adviser would give each line, in its language, to who tells a text; 0 where not known."""
        model, language = self.memory.advised, detect_language(text)
        if not (model and lines and text.strip()):
            return np.zeros(len(lines))
        told = np.stack([self.vector(each, language) for each in (text, *sentences_of(text))])
        return model.scores(role, told, np.stack([self.vector(words, spoken) for words, spoken in lines]))

    def alike(self, one: str, other: str) -> float:
        """Return how much two texts mean the same, whatever their languages; 1 at most."""
        queries = self.memory.query(one), self.memory.query(other)
        return float(queries[0].encoded.vector @ queries[1].encoded.vector) if queries[0] and queries[1] else 0.0

    def _uses(self, passage: Passage) -> bool:
        return passage.document_id not in self.left_out


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of what somebody tells."""
    language = detect_language(text)
    parts = (part for start, end in sentence_spans(text, language) for part in text[start:end].split(";"))
    return tuple(part.strip() for part in parts if part.strip())


def _headings_above(item: Quotable, match: TokenMatch) -> NDArray[np.float32]:
    """Return each query token's best match in the heading path and in the nearest heading within the passage."""
    above = match.within(-1, 0)
    for block in range(item.unit.block - 1, -1, -1):
        found = item.document.blocks[block]
        if found.start < item.passage.start:
            break
        if found.kind is BlockKind.HEADING:
            start = item.passage.start
            nearest: NDArray[np.float32] = np.maximum(above, match.within(found.start - start, found.end - start))
            return nearest
    return above
