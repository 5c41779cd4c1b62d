"""Bring the documents of the tables, with their passages, in line with those of a generation."""

import hashlib
import json
from collections.abc import Sequence

from psycopg import Connection
from psycopg.types.json import Jsonb

from assistant.domain import Passage
from assistant.search.index import Index
from assistant.search.index.record import dump_document
from assistant.search.index.schema import Listed


def write_documents(connection: Connection, corpus: int, index: Index) -> int:
    """Write the documents that differ, with their passages; return how many."""
    query = "SELECT id, digest FROM ser_index.documents WHERE corpus = %s"
    here: dict[str, str] = dict(connection.execute(query, (corpus,)).fetchall())
    changed = 0
    for listed in index.listed:
        passages = () if listed.withdrawn else index.passages_of(listed.id)
        digest = _digest(listed, passages)
        if here.pop(listed.id, "") != digest:
            _remove(connection, corpus, listed.id)
            _put(connection, corpus, index, listed, passages, digest)
            changed += 1
    for document_id in here:
        _remove(connection, corpus, document_id)
    return changed + len(here)


def _remove(connection: Connection, corpus: int, document_id: str) -> None:
    for table, column in (("documents", "id"), ("passages", "document_id")):
        connection.execute(f"DELETE FROM ser_index.{table} WHERE corpus = %s AND {column} = %s", (corpus, document_id))


def _put(
    connection: Connection, corpus: int, index: Index, listed: Listed, passages: Sequence[Passage], digest: str
) -> None:
    found = index.withdrawn(listed.id) if listed.withdrawn else index.document(listed.id)
    if found is None:
        return
    connection.execute(
        "INSERT INTO ser_index.documents VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (corpus, listed.id, digest, listed.fingerprint, listed.version, listed.withdrawn, listed.title,
         listed.language.value, listed.path, listed.translation_of, dump_document(found)),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO ser_index.passages VALUES ({', '.join(['%s'] * 12)})",
            [
                (corpus, each.id, each.document_id, each.language.value, Jsonb(list(each.heading_path)),
                 each.page, each.start, each.end, each.text, each.title, each.publisher, each.url)
                for each in passages
            ],
        )  # fmt: skip


def _digest(listed: Listed, passages: Sequence[Passage]) -> str:
    parts = [*map(str, (listed.fingerprint, listed.version, listed.withdrawn, listed.title, listed.translation_of)),
             *map(repr, passages)]  # fmt: skip
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
