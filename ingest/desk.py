"""What who keeps the documents can ask about them: what there is, what could be better, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Document
from assistant.errors import CorpusError
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memory
from ingest.changes.revision import Revision, revisions
from ingest.changes.versions import Version, Versions
from ingest.keeping import Keeper
from ingest.left_out import LeftOutReport, left_out_of
from ingest.lint import LintReport, lint
from ingest.lint.folder import read_folder
from ingest.listing import Row, list_documents
from ingest.manifest import GLOSSARY, load_entries
from ingest.readers import DetectLanguage, read_whole
from ingest.readers.screen import Screen, unscreened
from ingest.state import look
from ingest.translations.folder import load_folder, write
from ingest.translations.machine import Task, other_languages


@dataclass(frozen=True)
class Comparison:
    """What changed between two versions, by their full names; documents that did not change are left out."""

    before: str
    after: str
    revisions: tuple[Revision, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as the command line prints it."""
        return {
            "before": self.before,
            "after": self.after,
            "documents": [revision.to_json() for revision in self.revisions],
        }


@dataclass(frozen=True)
class CorpusDesk:
    """A corpus folder with the index that is made from it; all but its ``keeper`` only looks."""

    corpus_dir: Path
    generations: Generations
    archive: Archive
    detect_language: DetectLanguage
    screen: Screen = unscreened

    @property
    def keeper(self) -> Keeper:
        """What adds documents to the folder, and withdraws and removes them."""
        return Keeper(self.corpus_dir, self.detect_language)

    def listing(self) -> tuple[Row, ...]:
        """List the documents of the folder and of the index."""
        return list_documents(look(self.corpus_dir, self.generations, self.detect_language))

    def lint(self) -> LintReport:
        """Check the documents as they are in the folder now."""
        return lint(self.corpus_dir, self.detect_language, self.screen)

    def show(self, document_id: str) -> LeftOutReport:
        """Read a document of the folder and tell what of it is not quoted.

        Raises:
            CorpusError: the folder holds no document of this id.
            ReaderError: it cannot be read.
        """
        for entry in load_entries(self.corpus_dir).entries:
            if entry.id == document_id:
                return left_out_of(read_whole(self.corpus_dir / entry.file, entry, self.detect_language, self.screen))
        raise CorpusError(f"The folder holds no document {document_id!r}. `ser-assistant corpus` lists them all.")

    def translations(self, document_id: str = "") -> Iterator[tuple[Document, Memory]]:
        """Yield the documents, or one of them, with what of each is translated into each other language.

        Raises:
            CorpusError: when there is no such document.
        """
        folder = read_folder(self.corpus_dir, self.detect_language)
        found = [each for each in folder.documents if document_id in ("", each.id)]
        if document_id and not found:
            raise CorpusError(f"There is no document {document_id!r}. `ser-assistant corpus` lists those there are.")
        kept = load_folder(self.corpus_dir).memories
        for document in found:
            for language in other_languages(document):
                yield document, kept.get((document.id, language), Memory(document.id, language))

    def to_translate(self, document_id: str = "") -> tuple[Task, ...]:
        """Return the documents of which something has no translation, or one of them; raises as ``translations``."""
        tasks = (Task(document, memory) for document, memory in self.translations(document_id))
        return tuple(task for task in tasks if task.lacking)

    def glossary(self) -> Glossary:
        """Return the terms of the field, as they are in the folder now."""
        path = self.corpus_dir / GLOSSARY
        return Glossary.load(path) if path.exists() else NO_TERMS

    def keep(self, document: Document, memory: Memory) -> Path:
        """Write a document's translations; what lacks one is there to be filled by people."""
        return write(self.corpus_dir, document, memory)

    def compare(self, before: str, after: str) -> Comparison:
        """Compare two versions, named as ``Versions.find`` takes them; of one document, if either is of one."""
        versions = Versions(self.corpus_dir, self.generations, self.archive, self.detect_language)
        old, new = versions.find(before), versions.find(after)
        only = old.only or new.only
        return Comparison(old.name, new.name, revisions(_only(old, only), _only(new, only)))


def _only(version: Version, document_id: str) -> list[Document]:
    return [document for document in version.documents if document_id in ("", document.id)]
