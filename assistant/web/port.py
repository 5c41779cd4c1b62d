"""What the web needs of an assistant, so that a test can stand in for it."""

from collections.abc import Collection, Iterator, Sequence
from threading import Event
from typing import Protocol

from assistant.answering.events import Finished, Proven
from assistant.domain import Answer, Document, Language, Passage, SearchResult, Turn
from assistant.partner.interview.situation import Situation
from assistant.partner.purposes import Purpose
from assistant.proof.versions import Source
from assistant.text.memory import Memory


class MadeFrom(Protocol):
    """The documents that an answer was made from."""

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage."""

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text."""


class Answers(Protocol):
    """The part of ``assistant.answer.Assistant`` that the web uses."""

    @property
    def corpus_version(self) -> str:
        """The version of the corpus in service; raises ``IndexUnavailable`` when there is none."""

    def ask(self, question: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """Answer a question, in its language or another one."""

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        stop: Event | None = None,
        language: Language | None = None,
    ) -> Iterator[Proven | Finished]:
        """Answer a question, and give each sentence that a chat model writes as soon as it is proven."""

    def within(self, documents: Collection[str]) -> "Answers":
        """Return an assistant that knows some documents only, and their translations; of none: all."""

    def suggest(self, answer: Answer, history: Sequence[Turn] = ()) -> tuple[str, ...]:
        """Return questions to go on with after an answer, each of which the documents answer."""

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find the passages for a question."""

    def documents(self) -> tuple[Document, ...]:
        """Return all documents."""

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text."""

    def source(self, document_id: str, version: str = "") -> Source | None:
        """Return a document in a version, also one that was changed, withdrawn or removed since."""

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage."""

    def made_from(self, version: str) -> MadeFrom:
        """Return the documents in the version that an answer was made from, where they are still at hand."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """Return a document's passages in reading order, none where it is not in service."""


class TakesIn(Protocol):
    """The part of ``assistant.review.intake.Intake`` that the web uses."""

    def run(self, limit: int = ...) -> int:
        """Take answers that are waiting in for review; return how many there were."""


class Guides(Protocol):
    """The part of ``assistant.partner.guide.PartnerGuide`` that the chat uses."""

    def prepare(self, language: Language) -> None:
        """Do beforehand what takes long; at once when it is done already."""

    def purposes(self, language: Language) -> tuple[Purpose, ...]:
        """Return the purposes of collaboration, in a language where the documents have it."""

    def purposes_answer(self, language: Language) -> Answer:
        """Return the purposes with the sentence that explains each."""

    def understand(self, words: str, language: Language) -> Situation:
        """Return the situation that somebody tells of."""

    def meant(self, step: str, words: str, language: Language) -> tuple[str, ...]:
        """Return the answers to a step that own words name."""

    def changed(self, before: Situation, after: Situation, language: Language) -> Situation:
        """Return a situation with an answer changed, without what was told of the one before."""

    def brief_answer(self, situation: Situation, language: Language) -> Answer:
        """Return what the documents say for a situation."""

    def retold(self, situation: Situation, told_in: Language, language: Language) -> Situation:
        """Return a situation with the purposes as they are called in another language."""
