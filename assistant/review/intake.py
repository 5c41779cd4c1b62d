"""Takes given answers in for review: like questions with the same answer become one group, chance chooses a sample.

This is done apart from answering, so that nobody waits for it: each time the queue is opened, and now and then.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Answer, AnswerStatus, Citation, Composer, Language
from assistant.proof.provenance import read_answer
from assistant.review import risk
from assistant.review.alike import LIKE, Alike, plain
from assistant.review.risk import Reason

logger = logging.getLogger(__name__)

DOCUMENT = "document"
PASSAGE = "passage"
PURPOSE = "purpose"
SCOPED = "scoped"
"""What a group of like questions is about: kinds of topics."""
BATCH = 200
NEAREST = 3  # candidates whose questions are compared word by word

PurposesOf = Callable[[Sequence[str]], Collection[str]]


class Waiting(Protocol):
    """An answer that waits to be taken in."""

    @property
    def id(self) -> str:
        """The answer's id."""

    @property
    def record(self) -> Mapping[str, Any]:
        """What ``provenance.record`` made of it."""

    @property
    def created_at(self) -> datetime:
        """When it was given."""


@dataclass(frozen=True)
class Candidate:
    """A group that a question may belong to; ``vector`` is that of its first question, empty where it has none."""

    id: str
    question: str
    language: str
    vector: bytes


@dataclass(frozen=True)
class Taken:
    """An answer as it is taken in; ``digest`` is what answers with the same content have in common.

    One that was ``checked`` is what reviewers made of it: right, until somebody is dissatisfied.
    """

    given: Waiting
    digest: str
    sampled: bool
    reasons: frozenset[Reason]
    topics: Mapping[str, Collection[str]]
    vector: bytes = b""
    model: str = ""
    checked: bool = False


class Inbox(Protocol):
    """Where answers wait to be reviewed, and the groups that they are taken into."""

    def turn(self) -> AbstractContextManager[bool]:
        """Tell whether nobody else takes answers in until the end: two would begin a group each for the same answer."""

    def pending(self, limit: int) -> Sequence[Waiting]:
        """Return the oldest answers that have not been taken in."""

    def candidates(self, digest: str, model: str) -> Sequence[Candidate]:
        """Return the groups with the same answer, the last asked first."""

    def reviewed_passages(self, ids: Iterable[str]) -> Collection[str]:
        """Return those of some passages that stand in an answer which was reviewed."""

    def add(self, taken: Taken, group_id: str | None) -> str:
        """Put an answer into a group, a new one without ``group_id``; return the group's id."""

    def leave_out(self, answer_id: str) -> None:
        """Note that an answer is not to be reviewed."""


@dataclass(frozen=True)
class Intake:
    """Takes answers in; ``share`` of them go into the sample, ``purposes_of`` tells what passages are written for."""

    inbox: Inbox
    alike: Alike
    share: float
    purposes_of: PurposesOf = lambda _: ()
    _turn: Lock = field(default_factory=Lock)

    def run(self, limit: int = BATCH) -> int:
        """Take in the oldest answers that are waiting; return how many there were."""
        with self._turn, self.inbox.turn() as ours:
            waiting = self.inbox.pending(limit) if ours else ()
            for given in waiting:
                try:
                    self._take(given)
                except (AttributeError, LookupError, TypeError, ValueError):  # damaged, or of a version long gone
                    logger.exception("Answer %s cannot be reviewed: its record cannot be read", given.id)
                    self.inbox.leave_out(given.id)
        return len(waiting)

    def _take(self, given: Waiting) -> None:
        answer = read_answer(given.record["answer"])
        if (
            answer.composer in (Composer.LIST, Composer.REWORK) or answer.status is AnswerStatus.ASSISTANT
        ):  # no question
            self.inbox.leave_out(given.id)
            return
        question, language = answer.standalone or answer.question, answer.language
        content, vector = digest(answer), b""
        found = self.inbox.candidates(content, self.alike.model)
        group_id = _literal(question, found)
        if not group_id:  # else its vector tells nothing new
            own = self.alike.vector(question, language)
            vector, group_id = own.astype(np.float16).tobytes(), self._like(question, language, own, found)
        passages = list(dict.fromkeys(each.passage_id for each in answer.citations))
        taken = Taken(
            given,
            content,
            in_sample(given.id, self.share),
            risk.of_answer(answer, self.inbox.reviewed_passages(passages)),
            {**self._topics(answer.citations or answer.nearest, passages), SCOPED: answer.scope},
            vector,
            self.alike.model,
            checked=bool(answer.checked),
        )
        self.inbox.add(taken, group_id or None)

    def _like(self, question: str, language: Language, vector: NDArray[np.float32], found: Sequence[Candidate]) -> str:
        """Return the group of the same question in other words, empty where there is none."""
        scored = [(float(_vector(each) @ vector), each) for each in found if each.vector]
        near = sorted((pair for pair in scored if pair[0] >= LIKE), key=lambda pair: -pair[0])[:NEAREST]
        for _, each in near:
            if self.alike.same(question, language, {Language(each.language): each.question}):
                return each.id
        return ""

    def _topics(self, cited: Sequence[Citation], passages: Sequence[str]) -> Mapping[str, Collection[str]]:
        return {
            DOCUMENT: {each.document_id for each in cited},
            PASSAGE: passages,
            PURPOSE: self.purposes_of(passages) if passages else (),
        }


def digest(answer: Answer) -> str:
    """Return what answers with the same content have in common, in whichever language they were asked for."""
    places = sorted(f"{each.document_id}\n{each.quote}" for each in answer.citations)
    said = [] if answer.composer in (Composer.EXTRACT, Composer.CHECKED) else [each.text for each in answer.sentences]
    scope = sorted(answer.scope)  # what is refused within some documents may be answered by all
    return sha256("\n\n".join([answer.status.value, *places, *said, *scope]).encode()).hexdigest()[:16]


def in_sample(answer_id: str, share: float) -> bool:
    """Tell whether chance chooses an answer; the same each time it is asked."""
    return int(sha256(f"sample {answer_id}".encode()).hexdigest()[:8], 16) < share * 2**32


def _literal(question: str, found: Sequence[Candidate]) -> str:
    """Return the group of a question in the same words, empty where there is none."""
    words = plain(question)
    return next((each.id for each in found if plain(each.question) == words), "")


def _vector(candidate: Candidate) -> NDArray[np.float32]:
    return np.frombuffer(candidate.vector, np.float16).astype(np.float32)
