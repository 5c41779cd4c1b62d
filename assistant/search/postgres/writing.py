"""Bring the tables in line with a generation that an ingest built: only the difference is written, in one transaction.

Until it is committed, nobody sees any of it; whatever ends it before, the index in service is as it was.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.types.json import Jsonb

from assistant.domain import Language
from assistant.errors import DataFolderInUse
from assistant.search.index import Index
from assistant.search.index.schema import Stored
from assistant.search.index.tokens import stored_spans
from assistant.search.postgres import tables
from assistant.search.postgres.documents import write_documents
from assistant.search.postgres.lexemes import places_of, vector_of
from assistant.search.postgres.place import readable
from assistant.search.postgres.reading import halfvec
from assistant.search.postgres.snapshot import away

META = ("model", "schema", "glossary", "questions")
BATCH = 1_000
Key = tuple[str, str]
_COUNT = """
INSERT INTO ser_index.stems (corpus, language, stem, passages)
SELECT w.corpus, w.language, l.lexeme, {sign} * count(*)
FROM ser_index.words w CROSS JOIN LATERAL unnest(w.stems) l
WHERE w.corpus = %s AND w.language = %s AND w.passage_id IN (SELECT id FROM {ids})
GROUP BY w.corpus, w.language, l.lexeme
ON CONFLICT (corpus, language, stem) DO UPDATE SET passages = ser_index.stems.passages + excluded.passages
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: passages in a language that came and that went, and documents that changed."""

    version: str
    added: int
    removed: int
    documents: int


def write(address: str, corpus: str, index: Index) -> Written:
    """Put a generation in service in the database.

    Raises:
        DataFolderInUse: when another ingest writes the same corpus.
        IndexUnavailable: when the database does not answer; what was in service there still is.
    """
    try:
        with psycopg.connect(readable(address)) as connection:
            connection.execute("SET LOCAL statement_timeout = 0")
            (free,) = _one(connection, "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 21))", (corpus,))
            if not free:
                raise DataFolderInUse(f"Another ingest writes {corpus!r} to the index in PostgreSQL. Wait for it.")
            tables.prepare(connection)
            return _Difference(connection, _corpus_id(connection, corpus), index).write()
    except psycopg.Error as error:
        raise away(error) from error


def _one(connection: Connection, query: str, values: Sequence[Any]) -> tuple[Any, ...]:
    row = connection.execute(query, values).fetchone()
    assert row is not None
    return row


def _corpus_id(connection: Connection, name: str) -> int:
    connection.execute(
        "INSERT INTO ser_index.corpora (name, format, version, meta, passages, lengths, dimensions) "
        "VALUES (%s, %s, '', '{}', 0, '{}', 0) ON CONFLICT (name) DO NOTHING",
        (name, tables.FORMAT),
    )
    number = int(_one(connection, "SELECT id FROM ser_index.corpora WHERE name = %s", (name,))[0])
    tables.partition(connection, number)
    return number


@dataclass
class _Difference:
    connection: Connection
    corpus: int
    index: Index
    dimensions: int = field(default=0)

    def write(self) -> Written:
        """Write what differs, and the version last."""
        wanted = {(each.language.value, each.passage_id): each for each in self.index.renditions()}
        query = "SELECT language, passage_id, vector_key FROM ser_index.renditions WHERE corpus = %s"
        here = {(row[0], row[1]): row[2] for row in self.connection.execute(query, (self.corpus,))}
        (form,) = _one(self.connection, "SELECT format FROM ser_index.corpora WHERE id = %s", (self.corpus,))
        kept = {key for key, each in wanted.items() if form == tables.FORMAT and here.get(key) == each.vector_key}
        gone = [key for key in here if key not in kept]
        fresh = [each for key, each in wanted.items() if key not in kept]
        self._remove(gone)
        self._add(fresh)
        documents = write_documents(self.connection, self.corpus, self.index)
        self._translations()
        self._about()
        return Written(self.index.version, len(fresh), len(gone), documents)

    def _remove(self, gone: Sequence[Key]) -> None:
        self._count("gone", gone, -1)
        for table in ("words", "renditions"):
            self.connection.execute(
                f"DELETE FROM ser_index.{table} t USING gone g "
                "WHERE t.corpus = %s AND t.language = g.language AND t.passage_id = g.id",
                (self.corpus,),
            )

    def _add(self, fresh: Sequence[Stored]) -> None:
        for language in Language:
            own = [each for each in fresh if each.language is language]
            with self.connection.cursor() as cursor:
                leaf = f"ser_index.renditions_{self.corpus}_{language.value}"
                with cursor.copy(f"COPY {leaf} FROM STDIN") as copy:
                    for row in self._renditions(own, language):
                        copy.write_row(row)
                with cursor.copy(f"COPY ser_index.words_{self.corpus}_{language.value} FROM STDIN") as copy:
                    for row in self._words(own, language):
                        copy.write_row(row)
        self._count("fresh", [(each.language.value, each.passage_id) for each in fresh], 1)
        if not self.dimensions:
            (self.dimensions,) = _one(
                self.connection, "SELECT dimensions FROM ser_index.corpora WHERE id = %s", (self.corpus,)
            )
        if self.dimensions:
            for statement in tables.vector_indexes(self.corpus, self.dimensions):
                self.connection.execute(statement)

    def _renditions(self, fresh: Sequence[Stored], language: Language) -> Iterator[tuple[Any, ...]]:
        for batch in _batches(fresh):
            ids = [each.passage_id for each in batch]
            vectors, tokens = self.index.vectors(ids, language), self.index.tokens(ids, language)
            for each in batch:
                vector, own = vectors[each.passage_id], tokens[each.passage_id]
                self.dimensions = len(vector)
                yield (
                    self.corpus, language.value, each.passage_id, each.document_id, each.vector_key, halfvec(vector),
                    vector.tobytes(), own.vectors.tobytes(), stored_spans(own.spans).tobytes(),
                )  # fmt: skip

    def _words(self, fresh: Sequence[Stored], language: Language) -> Iterator[tuple[Any, ...]]:
        wanted = {each.passage_id for each in fresh}
        for passage_id, stems in self.index.stems(language) if wanted else ():
            if passage_id in wanted:
                places, length = places_of(stems)
                yield self.corpus, language.value, passage_id, length, vector_of(places)

    def _count(self, name: str, keys: Iterable[Key], sign: int) -> None:
        """Count the stems of passages in or out; their keys stay in a table of that name until the commit."""
        self.connection.execute(
            f"CREATE TEMPORARY TABLE {name} (language text, id text, PRIMARY KEY (language, id)) ON COMMIT DROP"
        )
        with self.connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for key in keys:
                copy.write_row(key)
        for language in Language:
            ids = f"{name} WHERE language = '{language.value}'"
            self.connection.execute(_COUNT.format(sign=sign, ids=ids), (self.corpus, language.value))

    def _translations(self) -> None:
        self.connection.execute("DELETE FROM ser_index.translations WHERE corpus = %s", (self.corpus,))
        with self.connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO ser_index.translations VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    (self.corpus, document_id, language.value, key, each.text, each.origin, each.author, each.date)
                    for (document_id, language), memory in self.index.memories().items()
                    for key, each in memory.units.items()
                ],
            )

    def _about(self) -> None:
        """Write what is known of the whole: after this, and the commit, questions are answered from it."""
        execute, corpus = self.connection.execute, self.corpus
        execute("DELETE FROM ser_index.stems WHERE corpus = %s AND passages <= 0", (corpus,))
        execute("DELETE FROM ser_index.files WHERE corpus = %s", (corpus,))
        for name, data in self.index.files().items():
            execute("INSERT INTO ser_index.files VALUES (%s, %s, %s)", (corpus, name, data))
        lengths = execute(
            "SELECT language, count(*), coalesce(sum(length), 0) FROM ser_index.words WHERE corpus = %s GROUP BY 1",
            (corpus,),
        ).fetchall()
        execute(
            "UPDATE ser_index.corpora SET version = %s, meta = %s, passages = %s, lengths = %s, dimensions = %s, "
            "format = %s, at = now() WHERE id = %s",
            (
                self.index.version,
                Jsonb({name: self.index.meta(name) for name in META}),
                self.index.passage_count,
                Jsonb({language: (int(count), int(length)) for language, count, length in lengths}),
                self.dimensions,
                tables.FORMAT,
                corpus,
            ),
        )
        for table in ("renditions", "words", "passages"):
            execute(f"ANALYZE ser_index.{table}")


def _batches(items: Sequence[Stored]) -> Iterator[list[Stored]]:
    each = iter(items)
    while batch := list(islice(each, BATCH)):
        yield batch
