"""What answering asks of an index."""

from collections.abc import Sequence
from typing import Protocol

from assistant.answering.suggest import SuggestingIndex
from assistant.domain import Document, Language, Passage
from assistant.proof.versions import Shelf
from assistant.search.borders import Borders
from assistant.search.ports import Searchable
from assistant.text.memory import Memory


class AnswerIndex(Searchable, SuggestingIndex, Shelf, Protocol):
    """One generation of the index, as answering needs it."""

    @property
    def borders(self) -> Borders | None:
        """What tells whether a question is on topic for documents that no questions are known of."""

    @property
    def version(self) -> str:
        """The corpus version."""

    def documents(self) -> tuple[Document, ...]:
        """Return all documents."""

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""

    def translation_group(self, document_id: str) -> str:
        """Return what a document and its translations have in common and no other document has."""

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""

    def frequency(self, stems: Sequence[str], language: Language) -> int:
        """Return in how many passages of a language all of some stems occur."""


class InService(Protocol):
    """Gives the generation of the index that is in service now."""

    def get(self) -> AnswerIndex:
        """Return it, or raise IndexUnavailable."""


class Generations(InService, Protocol):
    """Also gives the generation before for a while."""

    def made(self, version: str) -> AnswerIndex:
        """Return that of a version where it is still at hand, else the one in service."""
