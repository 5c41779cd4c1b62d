"""What who keeps the documents can ask about them: what there is, what could be better, what changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Document
from assistant.errors import CorpusError, IndexUnavailable
from assistant.locale.reasons import corpus_error
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from assistant.search.index.holdings import Holdings
from assistant.search.known import NO_QUESTIONS, KnownQuestions, Row
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memory
from ingest.changes.revision import Revision, revisions
from ingest.changes.versions import Version, Versions
from ingest.keeping import Found, Keeper
from ingest.keeping.draft import Draft
from ingest.left_out import LeftOutReport, left_out_of
from ingest.lint import LintReport, lint
from ingest.lint.folder import read_folder
from ingest.listing import Row as Listed
from ingest.listing import list_documents
from ingest.manifest import DRAFTS, GLOSSARY, QUESTIONS, load_entries
from ingest.questions import drafts, table
from ingest.readers import DetectLanguage, read_document
from ingest.readers.screen import Screen, unscreened
from ingest.state import look
from ingest.translations.folder import load_folder, write
from ingest.translations.machine import Task, other_languages
from ingest.translations.published import Embed, Twins, published


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

    def listing(self) -> tuple[Listed, ...]:
        """List the documents of the folder and of the index."""
        return list_documents(look(self.corpus_dir, self.generations, self.detect_language))

    def draft(self, found: Found) -> Draft:
        """Return a document that may go in with what is amiss with it, and with what it replaces."""
        return Draft(found, self._former(found.entry.id))

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
                read = read_document(self.corpus_dir / entry.file, entry, self.detect_language, self.screen)
                return left_out_of(read)
        raise corpus_error("folder.no_document", id=document_id)

    def translations(self, document_id: str = "") -> Iterator[tuple[Document, Memory]]:
        """Yield the documents, or one of them, with what of each is translated into each other language.

        Raises:
            CorpusError: when there is no such document.
        """
        kept = load_folder(self.corpus_dir).memories
        for document in self._documents(document_id):
            for language in other_languages(document):
                yield document, kept.get((document.id, language), Memory(document.id, language))

    def _documents(self, document_id: str) -> Sequence[Document]:
        folder = read_folder(self.corpus_dir, self.detect_language)
        found = [each for each in folder.documents if document_id in ("", each.id)]
        if document_id and not found:
            raise corpus_error("folder.no_document", id=document_id)
        return found

    def published(self, embed: Embed, document_id: str = "") -> Iterator[tuple[Document, Memory, int]]:
        """Yield what has a published translation, with the translations out of it and how many these are.

        Raises:
            CorpusError: when there is no such document.
        """
        documents = [document for document, _ in self.translations()]
        for document, memory in self.translations(document_id):
            other = published(documents, document, memory.language)
            if other is not None:
                made = Twins(document, other, embed, self.glossary()).added_to(memory)
                fresh = sum(memory.units.get(key) != each for key, each in made.units.items())
                if fresh:
                    yield document, made, fresh

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

    def to_draft(self, document_id: str = "") -> tuple[drafts.Task, ...]:
        """Return the documents that no questions are known of, or what lacks them of one; raises as ``translations``.

        What was drafted already is left out, also where people dropped it.
        """
        known, drafted = self._known(), [each.row for each in table.load(self.corpus_dir)]
        asked = {drafts.folded(text) for row in (*known, *drafted) for text in (row.en, row.nl) if text}
        asked |= {drafts.folded(text) for gap in self._questions().gaps for text in (gap.en, gap.nl)}
        done: dict[str, set[str]] = defaultdict(set)
        for row in (*known, *drafted):
            done[row.document].update(row.anchors)
        named = {row.document for row in known}
        found = [each for each in self._documents(document_id) if document_id or each.id not in named]
        tasks = (drafts.Task(each, frozenset(done[each.id]), frozenset(asked)) for each in found)
        return tuple(task for task in tasks if task.places)

    @property
    def drafted(self) -> Path:
        """Where the drafts are written."""
        return self.corpus_dir / DRAFTS

    def keep_drafts(self, made: Sequence[drafts.Draft]) -> None:
        """Add drafts to the table that people go through."""
        table.save(self.corpus_dir, [*table.load(self.corpus_dir), *made])

    def take_drafts(self) -> int:
        """Add the drafts that people keep to the known questions; return how many."""
        return table.accept(self.corpus_dir, self.corpus_dir / QUESTIONS, self._known())

    def _known(self) -> tuple[Row, ...]:
        return self._questions().rows

    def _questions(self) -> KnownQuestions:
        path = self.corpus_dir / QUESTIONS
        return KnownQuestions.load(path) if path.exists() else NO_QUESTIONS

    def compare(self, before: str, after: str) -> Comparison:
        """Compare two versions, named as ``Versions.find`` takes them; of one document, if either is of one."""
        versions = Versions(self.corpus_dir, self.generations, self.archive, self.detect_language)
        old, new = versions.find(before), versions.find(after)
        only = old.only or new.only
        return Comparison(old.name, new.name, revisions(_only(old, only), _only(new, only)))

    def _former(self, document_id: str) -> Document | None:
        """Return a document as it is in service, else as it is in the folder."""
        with suppress(IndexUnavailable), closing(Holdings(self.generations.require_current())) as index:
            if found := index.document(document_id) or index.withdrawn(document_id):
                return found
        with suppress(CorpusError):
            return self.show(document_id).document
        return None


def _only(version: Version, document_id: str) -> list[Document]:
    return [document for document in version.documents if document_id in ("", document.id)]
