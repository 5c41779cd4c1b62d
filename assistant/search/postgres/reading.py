"""A corpus as the tables hold it: its documents, passages and words, and its vectors and tokens, of one snapshot."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Language, Passage
from assistant.search.index.record import load_document
from assistant.search.index.schema import Listed, Stored
from assistant.search.index.tokens import PassageTokens, tokens_of
from assistant.search.postgres.lexemes import all_of, any_of, lexemes_of, rarest, weight
from assistant.search.postgres.snapshot import Snapshot
from assistant.text.memory import Memory, Origin, Translated

CANDIDATES = 2_000
"""Passages that are scored by their words; where more have one of them, those with the rarest."""
_PASSAGE = 'SELECT id, document_id, title, language, heading_path, start, "end", text, publisher, url, page'
_SCORES = """
WITH found AS (
    SELECT passage_id, 1.2::float8 * (0.25::float8 + 0.75::float8 * length / %(mean)s::float8) AS length,
        ts_filter(setweight(stems, 'A', %(stems)s::text[]), '{{a}}') AS stems
    FROM ser_index.words_{leaf} WHERE stems @@ %(any)s::tsquery LIMIT {most}
)
SELECT passage_id, (
    SELECT sum(t.weight * cardinality(l.positions) * 2.2::float8 / (cardinality(l.positions) + found.length))
    FROM unnest(found.stems) l JOIN unnest(%(stems)s::text[], %(weights)s::float8[]) AS t (stem, weight)
        ON t.stem = l.lexeme
) AS score
FROM found ORDER BY score DESC, passage_id COLLATE "C" LIMIT %(limit)s
"""
"""BM25; of the words of a passage, only those that are asked for are counted: they alone get the weight A."""


class PostgresCatalog:
    """A corpus's documents, passages and words, of one snapshot."""

    def __init__(self, snapshot: Snapshot, corpus: int, meta: Mapping[str, str], lengths: Mapping[str, Any]) -> None:
        self._snapshot = snapshot
        self._corpus = corpus
        self._meta = meta
        self._lengths = lengths

    def meta(self, key: str) -> str:
        """Return a property of the generation, empty when it is not set."""
        return self._meta.get(key, "")

    def listed(self) -> tuple[Listed, ...]:
        """Return all documents by id, the withdrawn ones too."""
        names = "id, fingerprint, version, withdrawn, title, language, path, translation_of"
        query = f'SELECT {names} FROM ser_index.documents WHERE corpus = %s ORDER BY id COLLATE "C"'
        rows = self._snapshot.rows(query, (self._corpus,))
        return tuple(
            Listed(identifier, fingerprint, version, withdrawn, title, Language(language), path, original)
            for identifier, fingerprint, version, withdrawn, title, language, path, original in rows
        )

    def document(self, document_id: str, *, withdrawn: bool = False) -> Document | None:
        """Return a document with its canonical text, or None; one that is withdrawn only when it is asked for."""
        rows = self._snapshot.rows(
            "SELECT record FROM ser_index.documents WHERE corpus = %s AND id = %s AND withdrawn = %s",
            (self._corpus, _text(document_id), withdrawn),
        )
        return load_document(rows[0][0]) if rows else None

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id; unknown ids are left out."""
        query = f"{_PASSAGE} FROM ser_index.passages WHERE corpus = %s AND id = ANY(%s)"
        rows = self._snapshot.rows(query, (self._corpus, [_text(each) for each in ids]))
        found = {row[0]: _passage(row) for row in rows}
        return {key: found[key] for key in ids if key in found}

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""
        query = f"{_PASSAGE} FROM ser_index.passages WHERE corpus = %s AND document_id = %s ORDER BY start"
        return tuple(map(_passage, self._snapshot.rows(query, (self._corpus, _text(document_id)))))

    def passage_count(self) -> int:
        """Return how many passages there are."""
        rows = self._snapshot.rows("SELECT passages FROM ser_index.corpora WHERE id = %s", (self._corpus,))
        return int(rows[0][0])

    def passage_counts(self) -> dict[str, int]:
        """Return how many passages each document has that has any."""
        query = "SELECT document_id, count(*) FROM ser_index.passages WHERE corpus = %s GROUP BY document_id"
        return dict(self._snapshot.rows(query, (self._corpus,)))

    def stored(self) -> list[Stored]:
        """Return the keys of all vectors; where their tokens are is the database's business."""
        query = "SELECT passage_id, document_id, language, vector_key FROM ser_index.renditions WHERE corpus = %s"
        rows = self._snapshot.rows(query, (self._corpus,))
        return [Stored(row[0], row[1], Language(row[2]), row[3], 0, 0) for row in rows]

    def memories(self) -> dict[tuple[str, Language], Memory]:
        """Return the translations of all documents."""
        query = "SELECT DISTINCT document_id, language FROM ser_index.translations WHERE corpus = %s"
        places = self._snapshot.rows(query, (self._corpus,))
        return {(key, Language(code)): self.memory(key, Language(code)) for key, code in places}

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""
        rows = self._snapshot.rows(
            "SELECT key, text, origin, author, date FROM ser_index.translations "
            "WHERE corpus = %s AND document_id = %s AND language = %s",
            (self._corpus, _text(document_id), language.value),
        )
        units = {key: Translated(text, Origin(origin), author, date) for key, text, origin, author, date in rows}
        return Memory(document_id, language, units)

    def stems(self, language: Language) -> Iterator[tuple[str, list[str]]]:
        """Yield the passages of a language with their lexemes."""
        query = f"SELECT passage_id, tsvector_to_array(stems) FROM ser_index.words_{self._corpus}_{language.value}"
        return ((str(key), list(stems)) for key, stems in self._snapshot.rows(query))

    def search(self, stems: list[str], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their BM25 score (higher is better), best first."""
        counts = self._counts(lexemes_of(stems), language)
        total, length = self._lengths.get(language.value, (0, 0))
        if not counts or not total:
            return []
        values = {
            "stems": list(counts),
            "weights": [weight(total, count) for count in counts.values()],
            "any": any_of(rarest(counts, CANDIDATES)),
            "mean": length / total,
            "limit": limit,
        }
        query = _SCORES.format(leaf=f"{self._corpus}_{language.value}", most=CANDIDATES)
        return [(str(key), float(score)) for key, score in self._snapshot.rows(query, values)]

    def _counts(self, lexemes: Sequence[str], language: Language) -> dict[str, int]:
        """Return how many passages have each lexeme that any has."""
        if not lexemes:
            return {}
        query = "SELECT stem, passages FROM ser_index.stems WHERE corpus = %s AND language = %s AND stem = ANY(%s)"
        rows = self._snapshot.rows(query, (self._corpus, language.value, [_text(each) for each in lexemes]))
        found = {stem: int(count) for stem, count in rows if count > 0}
        return {lexeme: found[lexeme] for lexeme in lexemes if lexeme in found}

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of a language all of some stems occur."""
        lexemes = lexemes_of(stems)
        counts = self._counts(lexemes, language)
        if not lexemes or len(counts) < len(lexemes):
            return 0
        if len(lexemes) == 1:
            return counts[lexemes[0]]
        query = f"SELECT count(*) FROM ser_index.words_{self._corpus}_{language.value} WHERE stems @@ %s::tsquery"
        return int(self._snapshot.rows(query, (all_of(lexemes),))[0][0])


class PostgresVectors:
    """A corpus's vectors and tokens, of one snapshot."""

    def __init__(self, snapshot: Snapshot, corpus: int, dimensions: int) -> None:
        self._snapshot = snapshot
        self._corpus = corpus
        self._type = f"halfvec({dimensions})"

    def _leaf(self, language: Language) -> str:
        return f"ser_index.renditions_{self._corpus}_{language.value}"

    def nearest(self, vector: NDArray[np.float32], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their cosine similarity, best first."""
        rows = self._snapshot.rows(
            f"SELECT passage_id, exact FROM {self._leaf(language)} "
            f"ORDER BY vector::{self._type} <=> %s::{self._type} LIMIT %s",
            (halfvec(vector), limit),
        )
        length = max(float(np.linalg.norm(vector)), 1e-9)
        found = [(str(key), float(np.frombuffer(exact, np.float32) @ vector) / length) for key, exact in rows]
        return sorted(found, key=lambda each: -each[1])

    def get(self, ids: Sequence[str], language: Language) -> dict[str, NDArray[np.float32]]:
        """Return stored vectors by id; unknown ids are left out."""
        rows = self._rows("exact", ids, language)
        return {str(key): np.frombuffer(exact, np.float32) for key, exact in rows}

    def tokens(self, ids: Sequence[str], *, language: Language) -> dict[str, PassageTokens]:
        """Return the tokens of passages' words by id; unknown ids are left out."""
        rows = self._rows("tokens, spans", ids, language)
        found = {str(key): tokens_of(tokens, spans) for key, tokens, spans in rows}
        return {key: found[key] for key in ids if key in found}

    def _rows(self, columns: str, ids: Sequence[str], language: Language) -> list[tuple[Any, ...]]:
        if not ids:
            return []
        # The whole key, though a partition is of one corpus and language: its index begins with these.
        key = "corpus = %s AND language = %s AND passage_id = ANY(%s)"
        query = f"SELECT passage_id, {columns} FROM {self._leaf(language)} WHERE {key}"
        return self._snapshot.rows(query, (self._corpus, language.value, [_text(each) for each in ids]))


def halfvec(vector: NDArray[np.float32]) -> str:
    """Write a vector as pgvector reads it."""
    return f"[{','.join(format(value, '.6g') for value in vector.tolist())}]"


def _text(value: str) -> str:
    """Return a text as PostgreSQL takes it: it holds no zero bytes."""
    return value.replace("\x00", "�")


def _passage(row: tuple[Any, ...]) -> Passage:
    key, document_id, title, language, headings, start, end, text, publisher, url, page = row
    return Passage(key, document_id, title, Language(language), tuple(headings), start, end, text, publisher, url, page)
