"""The catalog of one index generation: documents, passages and their words, in one SQLite file.

Canonical texts are stored, so that any quote can be proven later. The lexical leg is an FTS5 table a
language that holds stems, not words.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.domain import Document, Language, Passage
from assistant.search.index.record import dump_blocks, dump_omissions, load_blocks, load_omissions
from assistant.search.index.schema import PASSAGE, PUT_PASSAGE, PUT_RENDITION, SCHEMA, TABLES, Listed, Stored
from assistant.search.index.sqlite import connect
from assistant.search.words import Words
from assistant.text.lexicon import content_stems, match_all
from assistant.text.memory import Memory, Origin, Translated


class Catalog:
    """Read access to a catalog, and the changes that an ingest makes to the copy it builds."""

    def __init__(self, path: Path, *, create: bool = False, writable: bool = False) -> None:
        mode = "rwc" if create else "rw" if writable else "ro"
        self._connection = connect(path, mode)
        self._words: dict[Language, Words] = {}
        if not create and not writable:
            self._connection.execute("PRAGMA temp_store = MEMORY")  # nothing is written, nowhere
            self._hold()
            self._words = {each: self._words_in(each) for each in Language}
        if create:
            self._connection.executescript(TABLES)
            for language in Language:
                self._connection.execute(f"CREATE VIRTUAL TABLE lexical_{language} USING fts5(stems)")
            self.set_meta("schema", str(SCHEMA))

    def _hold(self) -> None:
        """Go on reading until the end, so that ``is_read`` tells others, also of a process that is killed later."""
        self._connection.execute("BEGIN")
        self._connection.execute("SELECT count(*) FROM meta").fetchone()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what is changed inside, or nothing of it."""
        with self._connection:
            yield

    # Reading

    def meta(self, key: str) -> str:
        """Return a property of the generation, empty when it is not set."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def listed(self) -> tuple[Listed, ...]:
        """Return all documents by id, the withdrawn ones too."""
        names = "id, fingerprint, version, withdrawn, title, language, path, translation_of"
        rows = self._connection.execute(f"SELECT {names} FROM documents ORDER BY id")
        return tuple(
            Listed(identifier, fingerprint, version, bool(withdrawn), title, Language(language), path, original)
            for identifier, fingerprint, version, withdrawn, title, language, path, original in rows
        )

    def document(self, document_id: str, *, withdrawn: bool = False) -> Document | None:
        """Return a document with its canonical text, or None; one that is withdrawn only when it is asked for."""
        row = self._connection.execute(
            "SELECT id, title, language, text, blocks, publisher, url, date, kind, path, translation_of, pages, "
            "recognised, left_out FROM documents WHERE id = ? AND withdrawn = ?",
            (document_id, withdrawn),
        ).fetchone()
        if row is None:
            return None
        *plain, pages, recognised, left_out = row[5:]
        numbers = (tuple(json.loads(pages)), tuple(json.loads(recognised)))
        values = (*row[:2], Language(row[2]), row[3], load_blocks(row[4]), *plain, *numbers, load_omissions(left_out))
        return Document(*values)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id; unknown ids are left out."""
        marks = ",".join("?" * len(ids))
        rows = self._connection.execute(f"{PASSAGE} WHERE p.id IN ({marks})", list(ids)).fetchall()
        return {row[0]: _passage(row) for row in rows}

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""
        rows = self._connection.execute(f"{PASSAGE} WHERE p.document_id = ? ORDER BY p.start", (document_id,))
        return tuple(_passage(row) for row in rows)

    def passage_count(self) -> int:
        """Return how many passages there are."""
        return int(self._connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def passage_counts(self) -> dict[str, int]:
        """Return how many passages each document has that has any."""
        return dict(self._connection.execute("SELECT document_id, count(*) FROM passages GROUP BY document_id"))

    def token_count(self) -> int:
        """Return how many tokens the token store is to hold."""
        noted = self.meta("tokens")  # more than passages have, where some that are no longer wanted were left
        query = "SELECT coalesce(sum(token_count), 0) FROM renditions"
        return int(noted or self._connection.execute(query).fetchone()[0])

    def stored(self, ids: Sequence[str] | None = None, language: Language | None = None) -> list[Stored]:
        """Return where vectors are: of the given passages in a language, or of all in row order."""
        query = "SELECT passage_id, document_id, language, vector_key, token_start, token_count FROM renditions"
        if ids is None:
            rows = self._connection.execute(f"{query} ORDER BY row")
        else:
            marks = ",".join("?" * len(ids))
            rows = self._connection.execute(f"{query} WHERE language = ? AND passage_id IN ({marks})", [language, *ids])
        return [Stored(row[0], row[1], Language(row[2]), *row[3:]) for row in rows]

    def stems(self, language: Language) -> Iterator[tuple[str, list[str]]]:
        """Yield the passages of a language with the stems of their words."""
        table = f"lexical_{language}"
        rows = self._connection.execute(
            f"SELECT r.passage_id, l.stems FROM {table} l JOIN renditions r ON r.row = l.rowid"
        )
        return ((str(passage_id), stems.split()) for passage_id, stems in rows)

    def original_tokens(self, passage_id: str) -> tuple[int, int]:
        """Return where the tokens of a passage's own words stand in the token store, and how many they are."""
        query = "SELECT r.token_start, r.token_count FROM renditions r JOIN passages p ON p.id = r.passage_id"
        row = self._connection.execute(f"{query} AND p.language = r.language WHERE p.id = ?", (passage_id,)).fetchone()
        return int(row[0]), int(row[1])

    def memories(self) -> dict[tuple[str, Language], Memory]:
        """Return the translations of all documents."""
        places = self._connection.execute("SELECT DISTINCT document_id, language FROM translations").fetchall()
        return {(key, Language(code)): self.memory(key, Language(code)) for key, code in places}

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""
        rows = self._connection.execute(
            "SELECT key, text, origin, author, date FROM translations WHERE document_id = ? AND language = ?",
            (document_id, language),
        )
        units = {key: Translated(text, Origin(origin), author, date) for key, text, origin, author, date in rows}
        return Memory(document_id, language, units)

    def search(self, stems: list[str], language: Language, limit: int) -> list[tuple[str, float]]:
        """Return passage ids with their BM25 score (higher is better), best first."""
        if not stems:
            return []
        scores = dict((self._words.get(language) or self._words_in(language)).best(stems, limit))
        marks = ",".join("?" * len(scores))
        query = f"SELECT passage_id, row FROM renditions WHERE row IN ({marks})"
        found = [(str(key), scores[row]) for key, row in self._connection.execute(query, list(scores))]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:limit]

    def _words_in(self, language: Language) -> Words:
        return Words(self._connection, f"lexical_{language}")

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of a language all of some stems occur."""
        table = f"lexical_{language}"
        query = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?"
        return int(self._connection.execute(query, (match_all(stems),)).fetchone()[0])

    # Writing

    def set_meta(self, key: str, value: str) -> None:
        """Set a property of the generation."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def put_document(self, document: Document, fingerprint: str, *, withdrawn: bool = False) -> None:
        """Insert or replace a document."""
        values = (
            document.id, fingerprint, document.version, withdrawn, document.title, document.language, document.text,
            dump_blocks(document.blocks), document.publisher, document.url, document.date, document.kind, document.path,
            document.translation_of, json.dumps(document.pages), json.dumps(document.recognised),
            dump_omissions(document.left_out),
        )  # fmt: skip
        self._connection.execute(f"INSERT OR REPLACE INTO documents VALUES ({','.join('?' * len(values))})", values)

    def delete_document(self, document_id: str) -> None:
        """Delete a document; its passages are deleted apart."""
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def put_passage(self, passage: Passage) -> None:
        """Insert or update a passage."""
        self._connection.execute(
            PUT_PASSAGE,
            (passage.id, passage.document_id, passage.language, json.dumps(passage.heading_path), passage.page,
             passage.start, passage.end),
        )  # fmt: skip

    def put_rendition(self, passage: Passage, vector_key: str) -> None:
        """Insert or update a passage's words in a language, its own or another; a known one keeps its row."""
        values = (passage.id, passage.document_id, passage.language, vector_key)
        row = self._connection.execute(PUT_RENDITION, values).fetchone()[0]
        stems = " ".join(
            content_stems(" ".join((passage.title, *passage.heading_path, passage.text)), passage.language)
        )
        self._connection.execute(
            f"INSERT OR REPLACE INTO lexical_{passage.language} (rowid, stems) VALUES (?, ?)", (row, stems)
        )

    def place_tokens(self, key: tuple[str, Language], token_start: int, token_count: int) -> None:
        """Note where the tokens of a passage in a language stand in the token store."""
        self._connection.execute(
            "UPDATE renditions SET token_start = ?, token_count = ? WHERE passage_id = ? AND language = ?",
            (token_start, token_count, *key),
        )

    def delete_renditions(self, keys: Iterable[tuple[str, Language]]) -> None:
        """Delete passages' words in languages."""
        for passage_id, language in keys:
            found = self._connection.execute(
                "DELETE FROM renditions WHERE passage_id = ? AND language = ? RETURNING row", (passage_id, language)
            ).fetchone()
            self._connection.execute(f"DELETE FROM lexical_{Language(language)} WHERE rowid = ?", found)

    def keep_passages(self, document_id: str, ids: Collection[str]) -> None:
        """Delete a document's passages but some; their words are deleted apart."""
        rows = self._connection.execute("SELECT id FROM passages WHERE document_id = ?", (document_id,)).fetchall()
        self._connection.executemany("DELETE FROM passages WHERE id = ?", [row for row in rows if row[0] not in ids])

    def put_memory(self, memory: Memory) -> None:
        """Replace the translations of a document into a language."""
        place = (memory.document_id, memory.language)
        self._connection.execute("DELETE FROM translations WHERE document_id = ? AND language = ?", place)
        rows = ((*place, key, each.text, each.origin, each.author, each.date) for key, each in memory.units.items())
        self._connection.executemany("INSERT INTO translations VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _passage(row: tuple[str, str, str, str, str, int, int, str, str, str, int | None]) -> Passage:
    identifier, document_id, title, language, headings, start, end, text, publisher, url, page = row
    return Passage(
        identifier,
        document_id,
        title,
        Language(language),
        tuple(json.loads(headings)),
        start,
        end,
        text,
        publisher,
        url,
        page,
    )
