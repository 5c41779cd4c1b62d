"""A store as it is after a busy year: made-up askers, answers, opinions and verdicts, with records of real answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import numpy as np

from assistant.domain import AnswerStatus, Language
from assistant.review.intake import DOCUMENT, PASSAGE
from assistant.review.risk import WEIGHTS, Reason, risk_of
from assistant.review.ruling import RulingKind
from assistant.review.verdict import State, Verdict
from assistant.store import Database
from assistant.store.database import now
from assistant.store.schema import review_tables, tables

DAYS = 360
USERS = 500
SAMPLED = 0.05
RATED = 0.08
JUDGED = 0.12
SECOND = 0.15  # of the judged have a second reviewer
BATCH = 500
REVIEWERS = ("Anna", "Bram", "Chris", "Dina")
STATUSES = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC)
VERDICTS = (Verdict.RIGHT, Verdict.INCOMPLETE, Verdict.WRONG, Verdict.SHOULD_REFUSE)

Row = dict[str, Any]


@dataclass(frozen=True)
class _Group:
    """Like questions; ``template`` is the number of the record that all its answers have."""

    id: str
    question: str
    language: Language
    status: AnswerStatus
    composer: str
    verdict: str
    state: State
    template: int


class Year:
    """A year of questions; the same each time it is made."""

    def __init__(self, records: Sequence[Mapping[str, Any]], count: int) -> None:
        self.records = records
        self.count = count
        self.random = np.random.default_rng(8)
        self.end = now()
        self.groups = [self._group(number) for number in range(max(count // 3, 1))]
        # Some questions are asked over and over, most once.
        share = 1 / np.arange(1, len(self.groups) + 1) ** 0.7
        self.asked = self.random.choice(len(self.groups), count, p=share / share.sum())
        self.ago = np.sort(self.random.random(count))[::-1]
        self.sampled = self.random.random(count) < SAMPLED

    def fill(self, database: Database) -> None:
        """Write the year into an empty database."""
        sizes = np.bincount(self.asked, minlength=len(self.groups))
        kept = [(group, int(size)) for group, size in zip(self.groups, sizes, strict=True) if size]
        last = {int(group): number for number, group in enumerate(self.asked)}
        chosen = np.bincount(self.asked, self.sampled, len(self.groups)).astype(int)
        _insert(database, tables.users, self._users())
        _insert(database, tables.answers, self._answers())
        numbers = {group.id: number for number, group in enumerate(self.groups)}
        rows = (
            self._group_row(group, size, last[numbers[group.id]], chosen[numbers[group.id]]) for group, size in kept
        )
        _insert(database, review_tables.question_groups, rows)
        _insert(database, review_tables.group_topics, (row for group, _ in kept for row in self._topics(group)))
        _insert(database, tables.feedback, self._opinions())
        judged = [(group, last[numbers[group.id]]) for group, _ in kept if group.state is not State.OPEN]
        _insert(
            database, review_tables.reviews, (row for group, answer in judged for row in self._reviews(group, answer))
        )
        _insert(database, review_tables.rulings, (self._ruling(group, answer) for group, answer in judged))

    def at(self, number: int) -> datetime:
        """Return when an answer was given."""
        return self.end - timedelta(days=DAYS * float(self.ago[number]))

    def _group(self, number: int) -> _Group:
        template = int(self.random.integers(len(self.records)))
        answer = self.records[template]["answer"]
        judged = self.random.random() < JUDGED
        state = str(self.random.choice(["reviewed", "disputed", "changed"], p=[0.85, 0.1, 0.05])) if judged else "open"
        return _Group(
            f"group{number:08}",
            f"{answer['question']} ({number})",
            Language(answer["language"]),
            AnswerStatus(str(self.random.choice(STATUSES, p=[0.8, 0.07, 0.08, 0.05]))),
            "verified" if self.random.random() < 0.03 else "extract",
            str(self.random.choice(VERDICTS, p=[0.84, 0.08, 0.05, 0.03])) if state in ("reviewed", "changed") else "",
            State(state),
            template,
        )

    def _users(self) -> Iterator[Row]:
        common = {
            "role": "reader",
            "origin": "password",
            "password_hash": "",
            "disabled": False,
            "created_at": self.end,
        }
        for number in range(USERS):
            yield {"id": f"user{number}", "key": f"account/made-up {number}", "name": f"Made-up {number}"} | common

    def _answers(self) -> Iterator[Row]:
        names = ("question", "language", "model", "corpus_version", "prompt_version")
        for number in range(self.count):
            group = self.groups[self.asked[number]]
            record = self.records[group.template]
            own = {"answer_id": f"answer{number:08}", "question": group.question, "status": group.status.value}
            answer = record["answer"] | own | {"composer": group.composer}
            yield {name: answer[name] for name in names} | {
                "id": own["answer_id"],
                "user_id": f"user{number % USERS}",
                "channel": "chat",
                "created_at": self.at(number),
                "standalone": group.question,
                "status": group.status.value,
                "composer": group.composer,
                "record": {**record, "answer": answer},
                "group_id": group.id,
                "sampled": bool(self.sampled[number]),
            }

    def _group_row(self, group: _Group, size: int, last: int, chosen: int) -> Row:
        reasons = self.random.choice([each.value for each in WEIGHTS], 3, replace=False)
        return {
            "id": group.id,
            "digest": f"{group.template:04}{group.status.value}",
            "question": group.question,
            "language": group.language.value,
            "status": group.status.value,
            "composer": group.composer,
            "answer_id": f"answer{last:08}",
            "vector": self.random.bytes(768),
            "model": "made-up",
            "first_at": self.at(last),
            "last_at": self.at(last),
            "size": size,
            "negative": 0,
            "sampled": int(chosen),
            "state": group.state.value,
            "verdict": group.verdict,
            "reasons": " ".join(reasons),
            "risk": risk_of(Reason(each) for each in reasons).score,
        }

    def _topics(self, group: _Group) -> Iterator[Row]:
        cited = self.records[group.template]["answer"]["citations"]
        for kind, name in ((DOCUMENT, "document_id"), (PASSAGE, "passage_id")):
            for value in {each[name] for each in cited}:
                yield {"group_id": group.id, "kind": kind, "value": value}

    def _opinions(self) -> Iterator[Row]:
        for number in np.flatnonzero(self.random.random(self.count) < RATED):
            answer_id, at = f"answer{number:08}", self.at(int(number))
            yield {
                "id": f"opinion{number:08}",
                "user_id": f"user{number % USERS}",
                "answer_id": answer_id,
                "target": answer_id,
                "citation": int(self.random.random() < 0.2),
                "value": int(self.random.random() < 0.75),
                "reason": "",
                "comment": "",
                "created_at": at,
                "updated_at": at,
            }

    def _reviews(self, group: _Group, answer: int) -> Iterator[Row]:
        twice = group.state is State.DISPUTED or self.random.random() < SECOND
        for number in range(1 + twice):
            yield {
                "id": f"{group.id}-{number}",
                "group_id": group.id,
                "answer_id": f"answer{answer:08}",
                "reviewer_id": f"reviewer{number}",
                "reviewer": REVIEWERS[(answer + number) % len(REVIEWERS)],
                "revision": 1,
                "verdict": group.verdict or VERDICTS[number].value,
                "at": self.at(answer),
                "standing": True,
                "undone": False,
                "submission": f"{group.id}-{number}",
                "body": {"citations": {}, "places": [], "questions": {}, "note": ""},
                "record": self.records[group.template],
            }

    def _ruling(self, group: _Group, answer: int) -> Row:
        body = {"questions": {group.language.value: group.question}, "language": group.language.value}
        return {
            "group_id": group.id,
            "kind": RulingKind.REFUSE.value,
            "in_use": group.state is not State.CHANGED,
            "checked_at": self.at(answer),
            "updated_at": self.at(answer),
            "body": body | {"lines": [], "barred": [], "seen": []},
            "changes": {},
        }


def _insert(database: Database, table: Any, rows: Iterator[Row]) -> None:
    with database.write() as connection:
        while some := list(islice(rows, BATCH)):
            connection.execute(table.insert(), some)
