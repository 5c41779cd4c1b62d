"""The tables of a catalog, what is asked of them again and again, and what is listed of them."""

from dataclasses import dataclass

from assistant.domain import Language

SCHEMA = 4

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, version TEXT NOT NULL, withdrawn INTEGER NOT NULL,
    title TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT NOT NULL,
    publisher TEXT NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,
    translation_of TEXT NOT NULL, pages TEXT NOT NULL, recognised TEXT NOT NULL, left_out TEXT NOT NULL
);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL, language TEXT NOT NULL,
    heading_path TEXT NOT NULL, page INTEGER, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX passages_document ON passages (document_id);
CREATE TABLE renditions (
    row INTEGER PRIMARY KEY, passage_id TEXT NOT NULL, document_id TEXT NOT NULL, language TEXT NOT NULL,
    vector_key TEXT NOT NULL, token_start INTEGER NOT NULL DEFAULT 0, token_count INTEGER NOT NULL DEFAULT 0,
    UNIQUE (passage_id, language)
);
CREATE TABLE translations (
    document_id TEXT NOT NULL, language TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, origin TEXT NOT NULL,
    author TEXT NOT NULL, date TEXT NOT NULL, PRIMARY KEY (document_id, language, key)
) WITHOUT ROWID;
"""
PUT_PASSAGE = """
INSERT INTO passages (id, document_id, language, heading_path, page, start, "end")
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET language = excluded.language, page = excluded.page, start = excluded.start,
    "end" = excluded."end"
"""
PUT_RENDITION = """
INSERT INTO renditions (passage_id, document_id, language, vector_key) VALUES (?, ?, ?, ?)
ON CONFLICT (passage_id, language) DO UPDATE SET vector_key = excluded.vector_key RETURNING row
"""
PASSAGE = """
SELECT p.id, p.document_id, d.title, p.language, p.heading_path, p.start, p."end",
       substr(d.text, p.start + 1, p."end" - p.start), d.publisher, d.url, p.page
FROM passages p JOIN documents d ON d.id = p.document_id
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """What tells a document from others and from its other versions, without its text."""

    id: str
    fingerprint: str
    version: str
    withdrawn: bool
    title: str
    language: Language
    path: str
    translation_of: str


@dataclass(frozen=True, slots=True)
class Stored:
    """Where the vectors of a passage in a language are: the key that says whether they still fit, and its rows in the
    token store.
    """

    passage_id: str
    document_id: str
    language: Language
    vector_key: str
    token_start: int
    token_count: int

    @property
    def place(self) -> tuple[int, int]:
        """Where its tokens start, and how many they are."""
        return self.token_start, self.token_count

    @property
    def key(self) -> tuple[str, Language]:
        """What tells it from others."""
        return self.passage_id, self.language
