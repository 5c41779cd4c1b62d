"""The documents as they would be in service after an ingest, without one having been done."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain import Document, Passage
from assistant.search.index.builder import Change
from ingest.changes.before import Before
from ingest.changes.compare import Difference


@dataclass(frozen=True)
class Wanted:
    """What an ingest would put in service; ``changes`` are the documents that it would store, by id."""

    before: Before
    difference: Difference
    changes: Mapping[str, Change]

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text, None when it would not be in service."""
        change = self.changes.get(document_id)
        if change is not None:
            return None if change.withdrawn else change.document
        if not self.before.serves(document_id) or document_id in self.difference.dropped:
            return None
        return self.before.index.document(document_id) if self.before.index else None

    def with_text(self, version: str) -> Document | None:
        """Return a document that would be in service with this version of a text."""
        for change in self.changes.values():
            if change.document.version == version and not change.withdrawn:
                return change.document
        kept = self.before.index.with_text(version) if self.before.index else None
        return self.document(kept.id) if kept else None

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""
        if document_id in self.changes:
            return tuple(self.changes[document_id].passages)
        return self.before.index.passages_of(document_id) if self.before.index else ()
