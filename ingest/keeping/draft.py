"""A document that may go in, as who keeps the documents looks it over first: its text, what is amiss, what is new."""

from dataclasses import asdict, dataclass
from typing import Any

from assistant.domain import Document, Language
from ingest.changes.revision import Revision, revision
from ingest.keeping import Found
from ingest.lint import check_one
from ingest.lint.finding import Finding


@dataclass(frozen=True)
class Draft:
    """A document that was found, with the lint of it and what changes with it; ``before`` is what it replaces."""

    found: Found
    before: Document | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What an author would want to know of it."""
        return check_one(self.found.document)

    @property
    def revision(self) -> Revision | None:
        """What changes with it, None where it replaces nothing."""
        return revision(self.before, self.found.document) if self.before else None

    def to_json(self, language: Language) -> dict[str, Any]:
        """Return the draft as the command line prints it."""
        changes = self.revision
        return {
            "document": asdict(self.found.document),
            "replaces": self.before.id if self.before else "",
            "findings": [finding.to_json(language) for finding in self.findings],
            "changes": changes.to_json() if changes else None,
        }
