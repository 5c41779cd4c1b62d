"""What the pages about documents need of who keeps these; its shapes are those that the commands print as JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from assistant.domain import Document, Language
from assistant.errors import AssistantError

Progress = Callable[[int, int], None]


class Refused(AssistantError):
    """What was asked cannot be done; the message says why, in the language that was asked for."""


class TookTooLong(AssistantError):
    """A document was not read in time, or took more memory than any needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the folder or of the index; ``status`` says how one stands to the other."""

    id: str
    file: str
    title: str
    status: str
    language: Language | None = None
    date: str = ""
    passages: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a maintainer states of a document; what is empty is found in it, or stays as it was."""

    title: str = ""
    language: Language | None = None
    date: str = ""
    publisher: str = ""
    url: str = ""
    kind: str = ""
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an author may want to change."""

    severity: str
    what: str
    advice: str
    excerpt: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stayed, came or went."""

    change: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that came, went, moved or changed."""

    change: str
    words: tuple[Words, ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of a document, and what it was before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the version before."""

    change: str
    fields: tuple[Field, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A document as it would be published; ``replaces`` is the id of the one whose next version it is."""

    document: Document
    replaces: str = ""
    findings: tuple[Finding, ...] = ()
    changes: Changes | None = None


@dataclass(frozen=True)
class Report:
    """What an ingest did."""

    documents: Mapping[str, Any] = field(default_factory=dict)
    passages: Mapping[str, int] = field(default_factory=dict)


class Desk(Protocol):
    """Keeps the documents. Everything but ``close`` raises ``Refused``, said in a language, or ``TookTooLong``."""

    def rows(self, language: Language) -> tuple[Row, ...]:
        """Return the documents."""

    def look(self, file: Path, stated: Stated, language: Language) -> Draft:
        """Read a file."""

    def publish(self, file: Path, stated: Stated, language: Language) -> Row:
        """Put a file in the folder; it is quoted after the next ingest."""

    def withdraw(self, document_id: str, language: Language) -> None:
        """Take a document out of service; its file stays."""

    def reinstate(self, document_id: str, language: Language) -> None:
        """Put a withdrawn document back."""

    def ingest(self, progress: Progress, language: Language) -> Report:
        """Bring the index in line with the folder."""

    def close(self) -> None:
        """End what is at work."""


def as_options(stated: Stated) -> list[str]:
    """Return what is stated as options of a command."""
    names = {"language": "in"}
    return [f"--{names.get(name, name)}={value}" for name, value in asdict(stated).items() if value]
