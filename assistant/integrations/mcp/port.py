"""What the tools need: an assistant, a guide, and a host in which they work."""

from collections.abc import Callable, Iterator, Sequence
from threading import Event
from typing import Protocol, TypeVar

from assistant.answering.events import Finished, Proven
from assistant.domain import Answer, Document, Language, SearchResult, Turn
from assistant.partner.interview.situation import Situation

Result = TypeVar("Result")


class Refused(Exception):
    """A call cannot be answered; the message is for whoever made it."""


class Answers(Protocol):
    """The part of ``assistant.answer.Assistant`` that the tools use."""

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        stop: Event | None = None,
        language: Language | None = None,
    ) -> Iterator[Proven | Finished]:
        """Answer a question, and give each sentence that a chat model writes as soon as it is proven."""

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find the passages for a question."""

    def documents(self) -> tuple[Document, ...]:
        """Return all documents."""

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text."""


class Guides(Protocol):
    """The part of ``assistant.partner.guide.PartnerGuide`` that the tools use."""

    def understand(self, words: str, language: Language) -> Situation:
        """Return the situation that somebody tells of."""

    def brief_answer(self, situation: Situation, language: Language) -> Answer:
        """Return what the documents say for a situation."""


class Host(Protocol):
    """Where one call is worked on, for whom, and in which language they are told what is wrong."""

    @property
    def language(self) -> Language:
        """The language of whoever calls."""

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do what takes long on a thread, in its turn.

        Raises:
            Refused: when it cannot be done; everything else that goes wrong is in the log.
        """

    def keep(self, answer: Answer) -> None:
        """Keep an answer, where answers are kept; called on the thread that made it."""

    def link(self, document_id: str, start: int, end: int, version: str = "") -> str:
        """Return the address where some words are read in their document."""
