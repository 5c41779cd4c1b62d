"""Like questions that were given the same answer, taken in for review together."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, select, update

from assistant.review.intake import PASSAGE, Candidate, Taken
from assistant.review.risk import FROM_OUTSIDE, OFTEN_FROM, Reason, risk_of
from assistant.review.verdict import State, Verdict
from assistant.store.answers import Given, given_of
from assistant.store.database import Database, inserting
from assistant.store.schema.review_tables import group_topics, question_groups, reviews
from assistant.store.schema.tables import answers, feedback


@dataclass(frozen=True)
class Groups:
    """Where answers wait to be reviewed, and the groups that they are taken into."""

    database: Database

    def turn(self) -> AbstractContextManager[bool]:
        """Tell whether nobody else takes answers of this corpus in until the end."""
        return self.database.turn(f"taking in {self.database.corpus}")

    def pending(self, limit: int) -> tuple[Given, ...]:
        """Return the oldest answers that have not been taken in."""
        waiting = (answers.c.group_id.is_(None), answers.c.corpus == self.database.corpus)
        wanted = select(answers).where(*waiting).order_by(answers.c.created_at).limit(limit)
        with self.database.read() as connection:
            return tuple(given_of(row) for row in connection.execute(wanted))

    def candidates(self, digest: str, model: str, limit: int = 500) -> tuple[Candidate, ...]:
        """Return the groups with the same answer, the last asked first."""
        columns = [question_groups.c[name] for name in ("id", "question", "language", "vector", "model")]
        same = (question_groups.c.digest == digest, question_groups.c.corpus == self.database.corpus)
        wanted = select(*columns).where(*same)
        with self.database.read() as connection:
            rows = connection.execute(wanted.order_by(question_groups.c.last_at.desc()).limit(limit)).all()
        return tuple(
            Candidate(row.id, row.question, row.language, (row.vector or b"") if row.model == model else b"")
            for row in rows
        )

    def reviewed_passages(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of some passages that stand in an answer which was reviewed."""
        wanted = (
            select(group_topics.c.value)
            .join(reviews, reviews.c.group_id == group_topics.c.group_id)
            .join(question_groups, question_groups.c.id == reviews.c.group_id)
            .where(question_groups.c.corpus == self.database.corpus)
            .where(group_topics.c.kind == PASSAGE, group_topics.c.value.in_(list(ids)), reviews.c.standing)
            .distinct()
        )
        with self.database.read() as connection:
            return frozenset(connection.execute(wanted).scalars())

    def add(self, taken: Taken, group_id: str | None) -> str:
        """Put an answer into a group, a new one without ``group_id``; return the group's id.

        An answer that another process has taken in meanwhile, or that is gone, is left alone.
        """
        with self.database.write() as connection:
            now_in = connection.execute(select(answers.c.group_id).where(answers.c.id == taken.given.id)).one_or_none()
            if now_in is None or now_in.group_id is not None:
                return "" if now_in is None else str(now_in.group_id)
            if group_id is None or not _join(connection, taken, group_id):
                group_id = _begin(connection, taken, self.database.corpus)
            mine = answers.c.id == taken.given.id
            connection.execute(update(answers).where(mine).values(group_id=group_id, sampled=taken.sampled))
            weigh(connection, group_id)
        return group_id

    def leave_out(self, answer_id: str) -> None:
        """Note that an answer is not to be reviewed."""
        with self.database.write() as connection:
            connection.execute(update(answers).where(answers.c.id == answer_id).values(group_id=""))


def _join(connection: Connection, taken: Taken, group_id: str) -> bool:
    group = question_groups.c
    newest = {"answer_id": taken.given.id, "last_at": taken.given.created_at}
    joined = connection.execute(
        update(question_groups)
        .where(group.id == group_id)
        .values(size=group.size + 1, sampled=group.sampled + int(taken.sampled), **newest)
    )
    return joined.rowcount > 0


def _begin(connection: Connection, taken: Taken, corpus: str) -> str:
    answer, group_id = taken.given.record["answer"], uuid4().hex
    connection.execute(
        insert(question_groups).values(
            id=group_id,
            corpus=corpus,
            digest=taken.digest,
            question=answer["standalone_question"] or answer["question"],
            language=answer["language"],
            status=answer["status"],
            composer=answer["composer"],
            answer_id=taken.given.id,
            vector=taken.vector or None,
            model=taken.model,
            first_at=taken.given.created_at,
            last_at=taken.given.created_at,
            size=1,
            negative=0,
            sampled=int(taken.sampled),
            state=(State.REVIEWED if taken.checked else State.OPEN).value,
            verdict=Verdict.RIGHT.value if taken.checked else "",
            reasons=" ".join(sorted(taken.reasons | {Reason.FIRST})),
            risk=0,
        )
    )
    rows = [
        {"group_id": group_id, "kind": kind, "value": value}
        for kind, values in taken.topics.items()
        for value in set(values)
    ]
    if rows:
        connection.execute(inserting(connection, group_topics).values(rows).on_conflict_do_nothing())
    return group_id


def weigh(connection: Connection, group_id: str) -> None:
    """Bring a group's risk in line with its answer, with what people say of it and with its state."""
    group = connection.execute(select(question_groups).where(question_groups.c.id == group_id).with_for_update()).one()
    state = _reopened(connection, group_id) if group.state == State.REVIEWED else State(group.state)
    said = (
        select(func.count(), func.count().filter(feedback.c.citation > 0))
        .select_from(feedback.join(answers, answers.c.id == feedback.c.answer_id))
        .where(feedback.c.value == 0, answers.c.group_id == group_id)
    )
    negative, on_citations = connection.execute(said).one()
    own = {Reason(each) for each in group.reasons.split()} - FROM_OUTSIDE
    holds = {
        Reason.NEGATIVE: negative > on_citations,
        Reason.CITATION: on_citations > 0,
        Reason.OFTEN: group.size >= OFTEN_FROM,
        Reason.DISPUTED: state is State.DISPUTED,
        Reason.CHANGED: state is State.CHANGED,
    }
    risk = risk_of(own | {reason for reason, is_so in holds.items() if is_so})
    values = {"risk": risk.score + min(negative, 9), "reasons": " ".join(risk.reasons), "negative": negative}
    connection.execute(update(question_groups).where(question_groups.c.id == group_id).values(state=state, **values))


def _reopened(connection: Connection, group_id: str) -> State:
    """Return the state of a reviewed group: it is open again when somebody was dissatisfied since."""
    judged = select(func.max(reviews.c.at)).where(reviews.c.group_id == group_id, reviews.c.standing)
    begun = select(question_groups.c.first_at).where(question_groups.c.id == group_id)  # of answers that came checked
    after = func.coalesce(judged.scalar_subquery(), begun.scalar_subquery())
    since = connection.execute(
        select(func.count())
        .select_from(feedback.join(answers, answers.c.id == feedback.c.answer_id))
        .where(answers.c.group_id == group_id, feedback.c.value == 0, feedback.c.updated_at > after)
    ).scalar_one()
    return State.OPEN if since else State.REVIEWED


def weigh_answer(connection: Connection, answer_id: str) -> None:
    """Weigh the group of an answer anew, where it has been taken in."""
    group_id = connection.execute(select(answers.c.group_id).where(answers.c.id == answer_id)).scalar()
    if (
        group_id is not None
        and connection.execute(select(question_groups.c.id).where(question_groups.c.id == group_id)).one_or_none()
    ):
        weigh(connection, group_id)


def remove_empty(connection: Connection) -> None:
    """Remove the groups whose answers are no longer kept, but those that were reviewed."""
    asked = select(answers.c.id).where(answers.c.group_id == question_groups.c.id).exists()
    judged = select(reviews.c.id).where(reviews.c.group_id == question_groups.c.id).exists()
    connection.execute(delete(question_groups).where(~asked, ~judged))
