"""Assistants that answer the sample cases: from a script, and one that stops in the middle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.domain import Answer, Hit, Language, SearchResult, Turn
from assistant.errors import QuestionError
from evals.cases.output import Output
from evals.run.storage import RunInfo
from tests.evals.samples import PASSAGES


class Interrupted(Exception):
    """The machine went off."""


@dataclass
class ScriptedAssistant:
    """Gives the answer that belongs to a question; ``asked`` lists the questions; stops after ``limit`` of them."""

    answers: Mapping[str, Output]
    limit: int = 1_000
    asked: list[str] = field(default_factory=list)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer from the script."""
        if len(self.asked) >= self.limit:
            raise Interrupted
        self.asked.append(question)
        if question not in self.answers:
            raise QuestionError("The question is empty.")
        output = self.answers[question]
        return replace(output.answer, retrieved=tuple(passage.id for passage in output.passages))

    def search(self, question: str, limit: int = 10) -> SearchResult:
        """Find all passages, in the order of the documents."""
        hits = tuple(Hit(passage, 1 - rank / 10) for rank, passage in enumerate(PASSAGES[:limit]))
        return SearchResult(question, Language.EN, hits)


def make_info(**changes: object) -> RunInfo:
    """Return the info of a run that is about to start."""
    info = RunInfo("first", "2024-05-17T10:00:00+00:00", "fingerprint", "corpus", "abc123", ("a", "b", "c"))
    return replace(info, **changes)  # type: ignore[arg-type]
