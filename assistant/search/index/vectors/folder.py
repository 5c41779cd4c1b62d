"""Passage vectors in a folder of Chroma's, one a generation."""

import logging
import shutil
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from assistant.domain import Language
from assistant.errors import IndexUnavailable
from assistant.search.index.shared import share
from assistant.search.index.sqlite import connect, copy_database, is_free
from assistant.search.index.vectors.collections import Collections, create_collection, is_on_server, open_collection

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

logger = logging.getLogger(__name__)

_CLIENTS = Lock()  # Chroma shares a client between all who open a folder, and makes it without a lock of its own
FOLDER = "chroma"
_DATABASE = "chroma.sqlite3"


def copy_vectors(source: Path, target: Path, changing: Iterable[Language] = tuple(Language)) -> None:
    """Copy a folder of vectors; files of languages that stay as they are are shared, since Chroma only reads them.

    Chroma writes to its database whenever a folder is opened, so that is copied apart.
    """
    target.mkdir()
    copy_database(source / _DATABASE, target / _DATABASE)
    staying = _folders(target / _DATABASE, set(Language) - set(changing))
    for file in source.glob("*/*"):
        (target / file.parent.name).mkdir(exist_ok=True)
        give = share if file.parent.name in staying else shutil.copyfile
        give(file, target / file.parent.name / file.name)


def _folders(database: Path, languages: Iterable[Language]) -> set[str]:
    """Return the names of the folders that hold the vectors of languages."""
    query = "SELECT s.id, c.name FROM segments s JOIN collections c ON c.id = s.collection WHERE s.scope = 'VECTOR'"
    names = set(map(_name, languages))
    with closing(connect(database, "ro")) as connection:
        return {str(folder) for folder, name in connection.execute(query) if name in names}


def _name(language: Language) -> str:
    return f"passages_{language}"


class FolderVectors(Collections):
    """The vectors of one index generation, by passage id."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self._copy = None if create or is_free(folder / _DATABASE) else _private_copy(folder)
        self._folder = Path(self._copy.name) / folder.name if self._copy else folder
        self._client = _client(self._folder)
        try:
            opened = create_collection if create else open_collection
            super().__init__(self._client, {each: opened(self._client, _name(each)) for each in Language})
        except BaseException:
            self.close()  # or Chroma gives it to the next who opens this folder
            raise

    def close(self) -> None:
        """Release the folder."""
        with _CLIENTS:
            self._client.close()  # type: ignore[attr-defined]  # the interface does not declare it
        if self._copy:
            self._copy.cleanup()

    def close_compact(self) -> None:
        """Release the folder and give back the room in its SQLite file that Chroma's log has left."""
        self.close()
        with closing(connect(self._folder / _DATABASE, "rw")) as connection:
            connection.execute("VACUUM")


class InFolders:
    """Vectors are in the folder of each generation."""

    def open(self, folder: Path) -> FolderVectors:
        """Return the vectors of a generation."""
        if is_on_server(folder):
            raise IndexUnavailable(
                f"The vectors of {folder.name} are on a Chroma server. Set ASSISTANT_CHROMA_URL and "
                "ASSISTANT_CHROMA_TOKEN, or run `ser-assistant ingest` to make an index in files."
            )
        return FolderVectors(folder / FOLDER)

    def begin(self, folder: Path, base: Path | None, changing: Iterable[Language]) -> FolderVectors:
        """Return the vectors of a new generation: those of another, of which some languages' are going to change."""
        if base is not None:
            copy_vectors(base / FOLDER, folder / FOLDER, changing)
        return FolderVectors(folder / FOLDER, create=base is None)


IN_FOLDERS = InFolders()


def _private_copy(folder: Path) -> TemporaryDirectory[str]:
    """Copy a folder to open it: Chroma would wait for who has stopped while opening it, without an end."""
    logger.warning("A process that has stopped holds %s; it is read from a copy", folder)
    copy = TemporaryDirectory(prefix="ser-index-", ignore_cleanup_errors=True)
    copy_vectors(folder, Path(copy.name) / folder.name)
    return copy


def _client(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    settings = ChromaSettings(anonymized_telemetry=False)
    with _CLIENTS:
        try:
            return chromadb.PersistentClient(str(folder), settings=settings)
        except AttributeError:  # Chroma keeps a client that failed to start, trips over it once, and then forgets it
            return chromadb.PersistentClient(str(folder), settings=settings)
