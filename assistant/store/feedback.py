"""What people say of an answer, or of one of its citations; each says one thing of each, and may take it back."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Row, delete, select

from assistant.store.database import Database, inserting, now
from assistant.store.groups import weigh_answer
from assistant.store.schema.tables import answers, feedback

WHOLE = 0
"""The number that stands for the answer as a whole."""


@dataclass(frozen=True)
class Feedback:
    """Someone's opinion; ``target`` is the answer's id, or the message's where it shows no answer; 1 is good, 0 bad."""

    user_id: str
    target: str
    value: int
    citation: int = WHOLE
    reason: str = ""
    comment: str = ""
    answer_id: str | None = None
    chat_id: str | None = None
    id: str = ""
    created_at: datetime = field(default_factory=now)


def give(database: Database, given: Feedback) -> str:
    """Keep an opinion, in place of what the same person said of the same thing before; return its id."""
    values = {
        "id": uuid4().hex,
        "user_id": given.user_id,
        "chat_id": given.chat_id,
        "answer_id": given.answer_id,
        "target": given.target,
        "citation": given.citation,
        "value": given.value,
        "reason": given.reason,
        "comment": given.comment,
        "created_at": given.created_at,
        "updated_at": given.created_at,
    }
    changed = {name: values[name] for name in ("value", "reason", "comment", "updated_at")}
    with database.write() as connection:
        kept = connection.execute(
            inserting(connection, feedback)
            .values(values)
            .on_conflict_do_update(index_elements=["user_id", "target", "citation"], set_=changed)
            .returning(feedback.c.id)
        )
        kept_id = str(kept.scalar_one())
        if given.answer_id:
            weigh_answer(connection, given.answer_id)
        return kept_id


def take_back(database: Database, feedback_id: str, user_id: str) -> bool:
    """Remove one's own opinion; False where there is none of that id and person."""
    mine = (feedback.c.id == feedback_id, feedback.c.user_id == user_id)
    with database.write() as connection:
        answer_id = connection.execute(select(feedback.c.answer_id).where(*mine)).scalar()
        gone = connection.execute(delete(feedback).where(*mine))
        if answer_id:
            weigh_answer(connection, answer_id)
    return gone.rowcount > 0


def of_chat(database: Database, chat_id: str) -> tuple[Feedback, ...]:
    """Return all that was said of a chat's answers."""
    with database.read() as connection:
        return tuple(
            _feedback(row) for row in connection.execute(select(feedback).where(feedback.c.chat_id == chat_id))
        )


def of_answer(database: Database, answer_id: str) -> tuple[Feedback, ...]:
    """Return all that was said of an answer and its citations."""
    wanted = select(feedback).where(feedback.c.answer_id == answer_id).order_by(feedback.c.created_at)
    with database.read() as connection:
        return tuple(_feedback(row) for row in connection.execute(wanted))


def of_group(database: Database, group_id: str, limit: int = 50) -> tuple[Feedback, ...]:
    """Return what was said of the answers of a group, the newest first."""
    wanted = (
        select(feedback)
        .join(answers, answers.c.id == feedback.c.answer_id)
        .where(answers.c.group_id == group_id)
        .order_by(feedback.c.updated_at.desc())
    )
    with database.read() as connection:
        return tuple(_feedback(row) for row in connection.execute(wanted.limit(limit)))


def of_user(database: Database, user_id: str) -> tuple[Feedback, ...]:
    """Return all that a person said."""
    wanted = select(feedback).where(feedback.c.user_id == user_id).order_by(feedback.c.created_at)
    with database.read() as connection:
        return tuple(_feedback(row) for row in connection.execute(wanted))


def _feedback(row: Row[tuple[object, ...]]) -> Feedback:
    return Feedback(
        row.user_id,
        row.target,
        row.value,
        row.citation,
        row.reason,
        row.comment,
        row.answer_id,
        row.chat_id,
        row.id,
        row.created_at,
    )
