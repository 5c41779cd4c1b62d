"""A file that cannot be taken in, and why."""

from dataclasses import dataclass

from assistant.domain import Language
from assistant.errors import Reason
from assistant.locale.reasons import in_words


@dataclass(frozen=True, slots=True)
class Failure:
    """A document or table that cannot be taken in, or a mistake in the manifest; the reason says what to do."""

    path: str
    reason: Reason

    @property
    def named(self) -> Reason:
        """The reason with the file before it."""
        return Reason("folder.of_file", {"file": self.path, "fault": self.reason})

    def said(self, language: Language) -> str:
        """Say why."""
        return in_words(self.reason, language)

    def to_json(self, language: Language) -> dict[str, str]:
        """Return it as the command line prints it."""
        return {"path": self.path, "error": self.said(language)}
