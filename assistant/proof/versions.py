"""Documents through their versions: what an answer cited can still be read after the corpus has changed."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assistant.domain import Document


class Standing(StrEnum):
    """What became of a version of a document."""

    CURRENT = "current"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


@dataclass(frozen=True)
class Source:
    """A version of a document with what a reader must know of it.

    ``newest`` is the version in service where that is another one. ``lost`` says that another version was asked for,
    which has not been kept. ``translations`` are in service.
    """

    document: Document
    standing: Standing
    newest: Document | None = None
    lost: bool = False
    translations: tuple[Document, ...] = ()


class Shelf(Protocol):
    """The index in service, as finding versions needs it."""

    def document(self, document_id: str) -> Document | None:
        """Return a document in service."""

    def withdrawn(self, document_id: str) -> Document | None:
        """Return a withdrawn document."""

    def with_text(self, version: str) -> Document | None:
        """Return a document in service with this version of a text."""

    def translations_of(self, document_id: str) -> tuple[Document, ...]:
        """Return the documents in service that are a document's translations."""


class Kept(Protocol):
    """The versions that were in service."""

    def get(self, document_id: str, version: str) -> Document | None:
        """Return a version."""

    def latest(self, document_id: str) -> Document | None:
        """Return the last version."""


class NothingKept:
    """No versions besides those in service."""

    def get(self, document_id: str, version: str) -> Document | None:
        """Return nothing."""

    def latest(self, document_id: str) -> Document | None:
        """Return nothing."""


def find_source(document_id: str, version: str, shelf: Shelf, kept: Kept) -> Source | None:
    """Return a document in a version, the newest there is where that is empty; None when nothing is known of the id."""
    withdrawn = shelf.withdrawn(document_id)
    last = shelf.document(document_id) or withdrawn or kept.latest(document_id)
    if last is None:
        return None
    asked = last if version in ("", last.version) else kept.get(document_id, version)
    shown, lost = asked or last, asked is None
    # The same words under another id: the document was renamed.
    served = shelf.document(document_id) or (None if withdrawn else shelf.with_text(last.version))
    translations = shelf.translations_of(served.id if served else document_id)
    if served is None:
        return Source(shown, Standing.WITHDRAWN if withdrawn else Standing.REMOVED, None, lost, translations)
    if shown.version == served.version:
        return Source(served, Standing.CURRENT, None, lost, translations)
    return Source(shown, Standing.OUTDATED, served, lost, translations)
