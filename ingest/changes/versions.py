"""Versions of the documents by the names that a person gives them, to be compared."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Document
from assistant.errors import Reason
from assistant.locale.reasons import corpus_error
from assistant.search.index import Index
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations, version_of
from ingest.readers import DetectLanguage
from ingest.state import look

FOLDER, CURRENT, PREVIOUS = "folder", "current", "previous"
SHORTEST = 4  # characters of a version's name that are enough


@dataclass(frozen=True)
class Version:
    """Documents as they were or are; ``name`` says which in full. ``only`` is the one that was asked for, if any."""

    name: str
    documents: tuple[Document, ...]
    only: str = ""


@dataclass(frozen=True)
class Versions:
    """The versions that are kept: the folder, the index generations, and the documents of the archive."""

    corpus_dir: Path
    generations: Generations
    archive: Archive
    detect_language: DetectLanguage

    def find(self, name: str) -> Version:
        """Return a version by its name.

        That is ``folder``, ``current`` or ``previous``, the name of a corpus version or the beginning of it, or
        ``ID@VERSION`` for one document.

        Raises:
            CorpusError: when there is no such version.
            IndexUnavailable: when it cannot be read.
        """
        document_id, at, version = name.partition("@")
        if at:
            return self._archived(document_id, version)
        return self._folder() if name == FOLDER else self._generation(name)

    def _folder(self) -> Version:
        """Return what an ingest would put in service: what cannot be read stays as it is."""
        states = look(self.corpus_dir, self.generations, self.detect_language).entries
        current = [state for state in states if state.entry.status == "current"]
        documents = (state.document or state.served for state in current)
        return Version(FOLDER, tuple(document for document in documents if document))

    def _generation(self, name: str) -> Version:
        current, folders = self.generations.current(), self._folders()
        if name == CURRENT:
            found = [current] if current else []
        elif name == PREVIOUS:
            found = [folder for folder in folders if folder != current][:1]
        else:
            found = [folder for folder in folders if len(name) >= SHORTEST and folder.name.startswith(name)][:1]
        if not found:
            raise corpus_error("version.none", name=name, names=self._known())
        with closing(Index(found[0], self.generations.vectors)) as index:
            return Version(index.version, index.documents())

    def _archived(self, document_id: str, version: str) -> Version:
        document = self.archive.get(document_id, version)
        if document is None:
            raise corpus_error("version.not_kept", version=version, id=document_id)
        return Version(f"{document_id}@{version}", (document,), document_id)

    def _folders(self) -> list[Path]:
        """Return the folders of the generations that are there, the newest first."""
        catalogs = self.generations.root.glob("[!.]*/catalog.sqlite")
        return sorted((path.parent for path in catalogs), key=lambda folder: -folder.stat().st_mtime)

    def _known(self) -> str | Reason:
        return ", ".join(dict.fromkeys(map(version_of, self._folders()))) or Reason("version.none_yet")
