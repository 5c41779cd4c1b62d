"""Checks of what is known about each document: by the manifest, or by the document itself."""

from collections.abc import Iterator

from assistant.domain import Document, Language
from ingest.lint.finding import Finding, about
from ingest.lint.folder import Folder
from ingest.lint.kinds import Check
from ingest.lint.messages import FIELD_NAMES

_GUESSED = {"title", "language"}  # found out where nobody states them


def check_fields(folder: Folder) -> Iterator[Finding]:
    """Find the documents that the manifest does not list, and fields that nobody filled in."""
    for document in folder.documents:
        stated = folder.stated.get(document.id)
        if stated is None:
            yield about(document, Check.NOT_IN_MANIFEST, id=document.id)
        elif missing := tuple(field for field in FIELD_NAMES[Language.EN] if not _known(document, field, stated)):
            yield about(document, Check.MISSING_FIELDS, id=document.id, fields=missing)


def _known(document: Document, field: str, stated: frozenset[str]) -> bool:
    return field in stated or (field not in _GUESSED and bool(getattr(document, field)))
