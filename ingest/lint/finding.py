"""What a check of the documents reports: what was found, where, and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import Document, Language
from ingest.lint.kinds import PROBLEMS, Check, Severity
from ingest.lint.messages import MESSAGES, Value, in_words
from ingest.place import Place, place_of


@dataclass(frozen=True)
class Finding:
    """One thing that an author may want to change; ``values`` fill the message, ``place`` is None for all of a file."""

    check: Check
    file: str
    document_id: str = ""
    place: Place | None = None
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return Severity.PROBLEM if self.check in PROBLEMS else Severity.ADVICE

    def what(self, language: Language) -> str:
        """Say what was found."""
        return self._filled(MESSAGES[language][self.check].what, language)

    def advice(self, language: Language) -> str:
        """Say what can be done."""
        return self._filled(MESSAGES[language][self.check].advice, language)

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the finding as the command line prints it."""
        place = self.place
        return {
            "check": self.check.value,
            "severity": self.severity.value,
            "file": self.file,
            "document_id": self.document_id,
            "heading_path": list(place.headings) if place else [],
            "page": place.page if place else None,
            "start": place.start if place else None,
            "end": place.end if place else None,
            "excerpt": place.excerpt if place else "",
            "what": self.what(language),
            "advice": self.advice(language),
        }

    def _filled(self, message: str, language: Language) -> str:
        return message.format(**{name: in_words(value, language) for name, value in self.values.items()})


def about(document: Document, check: Check, span: tuple[int, int] | None = None, **values: Value) -> Finding:
    """Make a finding about a document, or about a slice of it."""
    return Finding(check, document.path, document.id, place_of(document, *span) if span else None, values)
