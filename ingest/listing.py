"""The documents as who keeps them sees them: what is in the folder, what is in service, and where these differ."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from assistant.domain import Document, Language
from assistant.errors import Reason
from assistant.locale.reasons import in_words
from ingest.state import EntryState, FolderState


class Status(StrEnum):
    """How a document stands. What is new, changed or removed in the folder waits for the next ingest."""

    CURRENT = "current"
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Row:
    """One document; ``passages`` and ``version`` are those in service, ``fault`` says why one cannot be taken in."""

    id: str
    file: str
    title: str
    status: Status
    language: Language | None = None
    date: str = ""
    translation_of: str = ""
    passages: int = 0
    version: str = ""
    fault: Reason | None = None

    def error(self, language: Language) -> str:
        """Say why it cannot be taken in, nothing where it can."""
        return in_words(self.fault, language) if self.fault else ""

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the row as the command line prints it."""
        plain = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "fault"}
        return plain | {"error": self.error(language)}


def list_documents(states: FolderState) -> tuple[Row, ...]:
    """List the documents of a folder, then those in service that have left it, then what cannot be taken in."""
    return tuple(_rows(states))


def _rows(states: FolderState) -> Iterator[Row]:
    service = states.service
    for state in states.entries:
        yield _row(state, service.passages.get(state.entry.id, 0))
    known = {state.entry.id for state in states.entries}
    faulty = {failure.path for failure in states.failed}
    for key, document in service.documents.items():
        if key not in known and document.path not in faulty:
            yield _left_over(document, service.passages[key])
    for failure in states.failed:
        yield Row("", failure.path, "", Status.UNREADABLE, fault=failure.reason)


def _row(state: EntryState, passages: int) -> Row:
    entry, known = state.entry, state.document or state.served
    return Row(
        id=entry.id,
        file=entry.file,
        title=entry.title or (known.title if known else ""),
        status=_status(state),
        language=entry.language or (known.language if known else None),
        date=entry.date or (known.date if known else ""),
        translation_of=entry.translation_of or "",
        passages=passages,
        version=state.served.version if state.served else "",
        fault=state.fault,
    )


def _left_over(document: Document, passages: int) -> Row:
    return Row(
        id=document.id,
        file=document.path,
        title=document.title,
        status=Status.REMOVED,
        language=document.language,
        date=document.date,
        translation_of=document.translation_of,
        passages=passages,
        version=document.version,
    )


def _status(state: EntryState) -> Status:
    if state.entry.status == "withdrawn":
        return Status.WITHDRAWN
    if state.fault:
        return Status.UNREADABLE
    if state.served is None:
        return Status.NEW
    return Status.CURRENT if state.document == state.served else Status.CHANGED
