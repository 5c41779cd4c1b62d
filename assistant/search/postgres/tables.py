"""The tables, all in a schema of their own; those of passages' words are partitioned by corpus and by language."""

from collections.abc import Iterator

from psycopg import Connection

from assistant.domain import Language
from assistant.errors import IndexUnavailable

FORMAT = 3
"""Of what the tables hold; an index in another one is none, and the next ingest writes all of it anew."""

_TABLES = """
CREATE SCHEMA IF NOT EXISTS ser_index;
CREATE TABLE IF NOT EXISTS ser_index.corpora (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, format integer NOT NULL,
    version text NOT NULL, meta jsonb NOT NULL, passages bigint NOT NULL, lengths jsonb NOT NULL,
    dimensions integer NOT NULL, at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS ser_index.files (
    corpus integer NOT NULL REFERENCES ser_index.corpora (id) ON DELETE CASCADE, name text, data bytea NOT NULL,
    PRIMARY KEY (corpus, name)
);
CREATE TABLE IF NOT EXISTS ser_index.documents (
    corpus integer NOT NULL REFERENCES ser_index.corpora (id) ON DELETE CASCADE, id text, digest text NOT NULL,
    fingerprint text NOT NULL, version text NOT NULL, withdrawn boolean NOT NULL, title text NOT NULL,
    language text NOT NULL, path text NOT NULL, translation_of text NOT NULL, record bytea NOT NULL,
    PRIMARY KEY (corpus, id)
);
CREATE TABLE IF NOT EXISTS ser_index.passages (
    corpus integer NOT NULL, id text, document_id text NOT NULL, language text NOT NULL, heading_path jsonb NOT NULL,
    page integer, start integer NOT NULL, "end" integer NOT NULL, text text NOT NULL, title text NOT NULL,
    publisher text NOT NULL, url text NOT NULL, PRIMARY KEY (corpus, id)
);
CREATE INDEX IF NOT EXISTS passages_document ON ser_index.passages (corpus, document_id, start);
CREATE TABLE IF NOT EXISTS ser_index.translations (
    corpus integer NOT NULL REFERENCES ser_index.corpora (id) ON DELETE CASCADE, document_id text, language text,
    key text, text text NOT NULL, origin text NOT NULL, author text NOT NULL, date text NOT NULL,
    PRIMARY KEY (corpus, document_id, language, key)
);
CREATE TABLE IF NOT EXISTS ser_index.renditions (
    corpus integer NOT NULL, language text NOT NULL, passage_id text NOT NULL, document_id text NOT NULL,
    vector_key text NOT NULL, vector halfvec NOT NULL, exact bytea NOT NULL, tokens bytea NOT NULL,
    spans bytea NOT NULL, PRIMARY KEY (corpus, language, passage_id)
) PARTITION BY LIST (corpus);
CREATE TABLE IF NOT EXISTS ser_index.words (
    corpus integer NOT NULL, language text NOT NULL, passage_id text NOT NULL, length integer NOT NULL,
    stems tsvector NOT NULL, PRIMARY KEY (corpus, language, passage_id)
) PARTITION BY LIST (corpus);
CREATE TABLE IF NOT EXISTS ser_index.stems (
    corpus integer NOT NULL REFERENCES ser_index.corpora (id) ON DELETE CASCADE, language text, stem text,
    passages bigint NOT NULL, PRIMARY KEY (corpus, language, stem)
);
"""
_STEPS = """
ALTER TABLE ser_index.renditions_{corpus}_{language}
    ALTER tokens SET STORAGE EXTERNAL, ALTER exact SET STORAGE EXTERNAL;
CREATE INDEX IF NOT EXISTS words_{corpus}_{language}_stems ON ser_index.words_{corpus}_{language} USING gin (stems);
"""


def prepare(connection: Connection) -> None:
    """Make the tables where they are not there.

    Raises:
        IndexUnavailable: where the server has no pgvector.
    """
    if connection.execute("SELECT 1 FROM pg_extension WHERE extname = 'vector'").fetchone() is None:
        if connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").fetchone() is None:
            raise IndexUnavailable(
                "The PostgreSQL server of ASSISTANT_INDEX lacks pgvector. Install it (0.8 or newer) on the server."
            )
        connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    connection.execute(_TABLES)


def partition(connection: Connection, corpus: int) -> None:
    """Make the partitions of a corpus where they are not there."""
    for table in ("renditions", "words"):
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS ser_index.{table}_{corpus} PARTITION OF ser_index.{table} "
            f"FOR VALUES IN ({corpus}) PARTITION BY LIST (language)"
        )
        for language in Language:
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS ser_index.{table}_{corpus}_{language.value} "
                f"PARTITION OF ser_index.{table}_{corpus} FOR VALUES IN ('{language.value}')"
            )
    for language in Language:
        connection.execute(_STEPS.format(corpus=corpus, language=language.value))


def vector_indexes(corpus: int, dimensions: int) -> Iterator[str]:
    """Yield the statements that make the indexes of vectors; made after a load they are made far quicker."""
    for language in Language:
        name = f"renditions_{corpus}_{language.value}"
        yield (
            f"CREATE INDEX IF NOT EXISTS {name}_vector_{dimensions} ON ser_index.{name} USING hnsw "
            f"((vector::halfvec({dimensions})) halfvec_cosine_ops) WITH (m = 16, ef_construction = 100)"
        )
