"""What is kept no longer than agreed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, func, or_, select

from assistant.people.person import Origin, Person
from assistant.store import audit
from assistant.store.database import Database
from assistant.store.groups import remove_empty
from assistant.store.schema.tables import answers, chats, feedback, sessions, tokens, users
from assistant.store.schema.tables import audit as audit_log

VISITORS_KEPT = timedelta(days=30)
"""A visitor's cookie lasts no longer."""


@dataclass(frozen=True)
class Removed:
    """How much was removed."""

    chats: int
    answers: int


def remove_old(database: Database, at: datetime, keep: timedelta) -> Removed:
    """Remove chats nobody has touched for so long with their answers, other answers as old, and what has ended."""
    old = at - keep
    with database.erase() as connection:
        # An answer stays as long as its chat: without it the chat would lose its citations.
        in_old_chats = answers.c.chat_id.in_(select(chats.c.id).where(chats.c.updated_at < old))
        alone = and_(answers.c.chat_id.is_(None), answers.c.created_at < old)
        old_answers = connection.execute(delete(answers).where(or_(in_old_chats, alone)))
        old_chats = connection.execute(delete(chats).where(chats.c.updated_at < old))
        remove_empty(connection)
        connection.execute(delete(sessions).where(sessions.c.expires_at <= at))
        used = [exists().where(table.c.user_id == users.c.id) for table in (chats, answers, tokens)]
        gone = [users.c.origin == Origin.VISITOR, users.c.created_at < at - VISITORS_KEPT]
        connection.execute(delete(users).where(*gone, *(~each for each in used)))
        removed = Removed(old_chats.rowcount, old_answers.rowcount)
        if removed != Removed(0, 0):
            audit.add(connection, audit.SYSTEM, "data.expired", "", vars(removed) | {"older_than": old.isoformat()})
    return removed


def last_sign(database: Database, before: datetime) -> datetime | None:
    """Return when something was last kept before a moment, None where nothing was."""
    columns = (answers.c.created_at, chats.c.updated_at, audit_log.c.at)
    with database.read() as connection:
        found = [connection.execute(select(func.max(each)).where(each < before)).scalar() for each in columns]
    return max((each for each in found if each is not None), default=None)


@dataclass(frozen=True)
class Kept:
    """How much is kept of a person."""

    chats: int
    answers: int
    feedback: int


def count_of(database: Database, user_id: str) -> Kept:
    """Count what is kept of a person."""
    with database.read() as connection:
        counts = [
            connection.execute(select(func.count()).where(table.c.user_id == user_id)).scalar_one()
            for table in (chats, answers, feedback)
        ]
    return Kept(*counts)


def remove_of(database: Database, person: Person) -> Removed:
    """Remove all that a person asked, was answered and said, at their own wish; the account stays."""
    with database.erase() as connection:
        own_chats = connection.execute(delete(chats).where(chats.c.user_id == person.id))
        own_answers = connection.execute(delete(answers).where(answers.c.user_id == person.id))
        connection.execute(delete(feedback).where(feedback.c.user_id == person.id))
        remove_empty(connection)
        removed = Removed(own_chats.rowcount, own_answers.rowcount)
        audit.add(connection, person, "data.removed", person.name, vars(removed))
    return removed
