"""Every version of a document that was in service: an answer stays provable after the corpus has changed.

One SQLite file beside the index; rows are added and never taken out. An ingest writes to it before it switches, so
that what is in service is always kept. A file that is damaged is put aside, and begun anew with what is in service.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Document
from assistant.search.index.record import dump_document, load_document
from assistant.search.index.sqlite import connect

logger = logging.getLogger(__name__)

_TABLE = """
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, document_id TEXT NOT NULL, version TEXT NOT NULL, record BLOB NOT NULL,
    UNIQUE (document_id, version)
)
"""


@dataclass(frozen=True)
class Archive:
    """The versions kept in a file; where there is no file, there are none."""

    path: Path

    def keep(self, documents: Iterable[Document]) -> None:
        """Keep documents as they are now; one that is kept already counts as the latest of its versions again."""
        rows = [(document.id, document.version, dump_document(document)) for document in documents]
        if not rows:
            return
        with self._writable() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO versions (document_id, version, record) VALUES (?, ?, ?)", rows
            )

    def merge(self, other: Path) -> None:
        """Keep what another archive holds and this one lacks, as when a generation came from elsewhere with it."""
        with self._writable() as connection, closing(connect(other, "ro")) as source:
            rows = source.execute("SELECT document_id, version, record FROM versions ORDER BY number")
            connection.executemany(
                "INSERT OR IGNORE INTO versions (document_id, version, record) VALUES (?, ?, ?)", rows
            )

    def lacks(self, versions: Mapping[str, str]) -> list[str]:
        """Return the ids of which the given version is not kept."""
        try:
            with self._readable() as connection:
                kept = set(connection.execute("SELECT document_id, version FROM versions"))
        except sqlite3.Error:
            kept = set()
        return [document_id for document_id, version in versions.items() if (document_id, version) not in kept]

    def get(self, document_id: str, version: str) -> Document | None:
        """Return a version of a document, or None."""
        return self._one("WHERE document_id = ? AND version = ?", document_id, version)

    def latest(self, document_id: str) -> Document | None:
        """Return the version of a document that was in service last, or None."""
        return self._one("WHERE document_id = ? ORDER BY number DESC LIMIT 1", document_id)

    def _one(self, condition: str, *values: str) -> Document | None:
        try:
            with self._readable() as connection:
                row = connection.execute(f"SELECT record FROM versions {condition}", values).fetchone()
        except sqlite3.Error as error:
            if self.path.exists():
                logger.warning("Earlier versions of documents cannot be read from %s: %s", self.path, error)
            return None
        return load_document(row[0]) if row else None

    @contextmanager
    def _readable(self) -> Iterator[sqlite3.Connection]:
        # Not "ro": after a killed ingest the first who reads has to undo what it left half-written.
        with closing(connect(self.path, "rw")) as connection:
            yield connection

    @contextmanager
    def _writable(self) -> Iterator[sqlite3.Connection]:
        self._put_aside_if_damaged()
        with closing(connect(self.path, "rwc")) as connection, connection:
            connection.execute(_TABLE)
            yield connection

    def _put_aside_if_damaged(self) -> None:
        if not self.path.exists():
            return
        try:
            with self._readable() as connection:
                if (found := connection.execute("PRAGMA quick_check(1)").fetchone()) != ("ok",):
                    raise sqlite3.DatabaseError(found[0])
        except sqlite3.OperationalError:
            raise  # busy, or the disk is full: nothing is wrong with the file
        except sqlite3.DatabaseError as error:
            aside = self.path.with_name(f"{self.path.name}.damaged")
            logger.warning("%s is damaged (%s); it is kept as %s and begun anew.", self.path, error, aside.name)
            self.path.replace(aside)
