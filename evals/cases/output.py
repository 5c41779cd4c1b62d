"""What an assistant gave for one case, as the metrics see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.domain import Answer, AnswerStatus, Citation, Passage
from assistant.review.case import Case
from evals.cases.evidence import Corpus, Span

REFUSALS = frozenset({AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC})
ANSWERS = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})


@dataclass(frozen=True)
class Ranked:
    """The passages that a system found for one case, best first, and the corpus it found them in."""

    corpus: Corpus
    passages: tuple[Passage, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the passages, best first."""
        return tuple(passage.id for passage in self.passages)


@dataclass(frozen=True)
class Output(Ranked):
    """An answer with the passages it was chosen from.

    ``asked`` is the digest of the question that was asked; ``strength`` is the score that refusals could go by, higher
    is safer; ``wall_ms`` is measured around ``ask``.
    """

    answer: Answer
    asked: str = ""
    strength: float | None = None
    wall_ms: float = 0.0

    @property
    def answers(self) -> bool:
        """Whether something was shown as an answer."""
        return self.answer.status in ANSWERS

    @property
    def refuses(self) -> bool:
        """Whether the question was refused."""
        return self.answer.status in REFUSALS


def expects_answer(case: Case) -> bool:
    """Tell whether the documents answer a case, wholly or in part."""
    return case.status in ANSWERS


def quoted(citations: Sequence[Citation]) -> list[Span]:
    """Return where the quotes lie."""
    return [Span(citation.document_id, citation.start, citation.end) for citation in citations]
