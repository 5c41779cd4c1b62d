"""What the web needs of an assistant, so that a test can stand in for it."""

from collections.abc import Sequence
from typing import Protocol

from assistant.domain import Answer, Document, Passage, Turn


class Answers(Protocol):
    """The part of ``assistant.answer.Assistant`` that the web uses."""

    @property
    def corpus_version(self) -> str:
        """The version of the corpus in service; raises ``IndexUnavailable`` when there is none."""

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question."""

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text."""

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage."""
