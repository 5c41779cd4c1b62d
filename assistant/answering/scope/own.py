"""Answers from a reader's own file: plainly where its words do, else with what comes nearest in it, in doubt."""

from dataclasses import dataclass, replace
from typing import Protocol

from assistant.domain import Answer, AnswerStatus, Document, Language

PLAIN = 0.52
"""How well a passage's words meet the question's from which on a file speaks of it; set on questions about files."""
NEAR = 0.33
"""From which on what comes nearest is worth showing."""
NOT_TALK = 0.45
"""From which on what reads as small talk is a question all the same."""
MOST = 2  # quotes that are shown in doubt


class Asks(Protocol):
    """The part of ``assistant.answer.Assistant`` that a file is asked by."""

    def ask(self, question: str, *, language: Language | None = None) -> Answer:
        """Answer a question from the file alone."""

    def document(self, document_id: str) -> Document | None:
        """Return the file's text, or None."""


@dataclass(frozen=True)
class OwnFile:
    """Asks a file with ``plain``; ``near`` takes more for an answer, ``nearly`` even what reads as small talk."""

    plain: Asks
    near: Asks
    nearly: Asks

    def ask(self, question: str, *, language: Language | None = None) -> Answer:
        """Return an answer, or a refusal with what comes nearest; small talk gets neither."""
        answer = self.plain.ask(question, language=language)
        if answer.status.answers:
            return answer
        talk = answer.status is AnswerStatus.ASSISTANT
        found = (self.nearly if talk else self.near).ask(question, language=language)
        nearest = (found.citations or found.nearest)[:MOST]
        if not nearest:
            return answer
        return replace(answer, status=AnswerStatus.NO_EVIDENCE, nearest=nearest)

    def document(self, document_id: str) -> Document | None:
        """Return the file's text, or None."""
        return self.plain.document(document_id)
