"""Takes given answers in for review: like questions with the same answer become one group, chance chooses a sample.

This is done apart from answering, so that nobody waits for it: each time the queue is opened, and now and then.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Answer, Citation, Language
from assistant.partner.answered import LIST
from assistant.proof.provenance import read_answer
from assistant.review import risk
from assistant.review.alike import LIKE, Alike, plain
from assistant.store import Database, groups
from assistant.store.answers import Given
from assistant.store.groups import Candidate, Taken

logger = logging.getLogger(__name__)

BATCH = 200
NEAREST = 3  # candidates whose questions are compared word by word

PurposesOf = Callable[[Sequence[str]], Collection[str]]


@dataclass(frozen=True)
class Intake:
    """Takes answers in; ``share`` of them go into the sample, ``purposes_of`` tells what passages are written for."""

    database: Database
    alike: Alike
    share: float
    purposes_of: PurposesOf = lambda _: ()
    _turn: Lock = field(default_factory=Lock)

    def run(self, limit: int = BATCH) -> int:
        """Take in the oldest answers that are waiting; return how many there were."""
        with self._turn:
            waiting = groups.pending(self.database, limit)
            for given in waiting:
                try:
                    self._take(given)
                except (
                    AttributeError,
                    LookupError,
                    TypeError,
                    ValueError,
                ):  # kept by a version whose records are not read any more
                    logger.exception("Answer %s cannot be reviewed: its record cannot be read", given.id)
                    groups.leave_out(self.database, given.id)
        return len(waiting)

    def _take(self, given: Given) -> None:
        answer = read_answer(given.record["answer"])
        if answer.composer == LIST:  # a question of the guide, which nobody asked
            groups.leave_out(self.database, given.id)
            return
        question, language = answer.standalone or answer.question, answer.language
        content = digest(answer)
        vector = self.alike.vector(question, language)
        group_id = self._group_of(question, language, content, vector)
        passages = list(dict.fromkeys(each.passage_id for each in answer.citations))
        taken = Taken(
            given,
            content,
            in_sample(given.id, self.share),
            risk.of_answer(answer, groups.reviewed_passages(self.database, passages)),
            self._topics(answer.citations or answer.nearest, passages),
            vector.astype(np.float16).tobytes(),
            self.alike.model,
            checked=bool(answer.checked),
        )
        groups.add(self.database, taken, group_id or None)

    def _group_of(self, question: str, language: Language, content: str, vector: NDArray[np.float32]) -> str:
        """Return the group with the same answer to the same question, empty where there is none."""
        found = groups.candidates(self.database, content, self.alike.model)
        words = plain(question)
        literal = next((each.id for each in found if plain(each.question) == words), "")
        if literal:
            return literal
        scored = [(float(_vector(each) @ vector), each) for each in found if each.vector]
        near = sorted((pair for pair in scored if pair[0] >= LIKE), key=lambda pair: -pair[0])[:NEAREST]
        for _, each in near:
            if self.alike.same(question, language, {Language(each.language): each.question}):
                return each.id
        return ""

    def _topics(self, cited: Sequence[Citation], passages: Sequence[str]) -> Mapping[str, Collection[str]]:
        return {
            groups.DOCUMENT: {each.document_id for each in cited},
            groups.PASSAGE: passages,
            groups.PURPOSE: self.purposes_of(passages) if passages else (),
        }


def digest(answer: Answer) -> str:
    """Return what answers with the same content have in common, in whichever language they were asked for."""
    places = sorted(f"{each.document_id}\n{each.quote}" for each in answer.citations)
    said = [] if answer.composer in ("extract", "verified") else [each.text for each in answer.sentences]
    return sha256("\n\n".join([answer.status.value, *places, *said]).encode()).hexdigest()[:16]


def in_sample(answer_id: str, share: float) -> bool:
    """Tell whether chance chooses an answer; the same each time it is asked."""
    return int(sha256(f"sample {answer_id}".encode()).hexdigest()[:8], 16) < share * 2**32


def _vector(candidate: Candidate) -> NDArray[np.float32]:
    return np.frombuffer(candidate.vector, np.float16).astype(np.float32)
