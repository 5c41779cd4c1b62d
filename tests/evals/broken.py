"""The real assistant with one part broken, to prove that the gate notices."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Assistant
from assistant.body import Part, PartKind
from assistant.domain import Answer, AnswerStatus, Citation, Language, SearchResult, Turn
from assistant.search.ports import Resemblance
from evals.cases.output import REFUSALS
from evals.run.generate import Subject


@dataclass(frozen=True)
class Empty:
    """An index in service of which the collections and the known questions are empty."""

    sound: Any

    def get(self) -> "Empty":
        """Return the index in service, broken."""
        return Empty(self.sound.get())

    def nearest(self, vector: Any, language: Language, limit: int) -> list[tuple[str, float]]:
        """Find nothing."""
        return []

    def matching(self, text: Any, language: Language, limit: int) -> list[tuple[str, float]]:
        """Find nothing."""
        return []

    def resembles(self, vector: Any, *, follow_up: Any = None) -> Resemblance:
        """Know nothing."""
        return Resemblance()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sound, name)


def with_empty_index(assistant: Assistant) -> Assistant:
    """Return the assistant over an index that lost its collections."""
    broken: Any = Empty(assistant.index)
    return replace(assistant, index=broken)


def on_every_topic(assistant: Assistant) -> Assistant:
    """Return the assistant that takes every question for one on its subject."""
    gullible: Any = Everything()
    return replace(assistant, topic=gullible)


class Everything:
    """A topic model for which nothing is off topic."""

    def on_topic(self, query: Any, found: Any, borders: Any) -> bool:
        """Tell that it is."""
        return bool(found.hits)


@dataclass(frozen=True)
class ShiftedQuotes:
    """An assistant whose citations point some characters too far."""

    sound: Subject
    shift: int = 3

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer, with every offset shifted."""
        answer = self.sound.ask(question, history)
        citations, nearest = (tuple(map(self._shifted, given)) for given in (answer.citations, answer.nearest))
        return replace(answer, citations=citations, nearest=nearest)

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find as before."""
        return self.sound.search(question, limit)

    def _shifted(self, citation: Citation) -> Citation:
        return replace(citation, start=citation.start + self.shift, end=citation.end + self.shift)


@dataclass(frozen=True)
class NeverRefuses:
    """An assistant whose threshold is zero: whatever was found best is shown as an answer."""

    sound: Subject

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer, whatever the evidence."""
        answer = self.sound.ask(question, history)
        if answer.status not in REFUSALS:
            return answer
        best = self.search(question, 1).passages[0]
        place = (best.heading_path, best.page, best.url, best.text, best.start, best.end)
        cited = Citation(1, best.id, best.document_id, best.title, best.publisher, best.language, *place)
        shown = (Part(PartKind.SENTENCE, best.text, best.language, (1,)),)
        return replace(answer, status=AnswerStatus.ANSWERED, body=shown, citations=(cited,))

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find as before."""
        return self.sound.search(question, limit)
