"""Links by which others may read a chat as it was at a moment, or one answer; without a link nobody else reads it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, exists, insert, select

from assistant.people.person import Person
from assistant.store import audit
from assistant.store.chats import is_own
from assistant.store.database import Database, now
from assistant.store.schema.tables import answers, chats, shares

SECRET = 24
"""Bytes of chance in a link: it is not found by trying."""


@dataclass(frozen=True)
class Share:
    """A link; ``answer_id`` is empty where it leads to the chat with all that was said before ``created_at``."""

    id: str
    user_id: str
    chat_id: str
    answer_id: str
    created_at: datetime


def make(database: Database, person: Person, chat_id: str, answer_id: str = "") -> Share | None:
    """Make a link to a chat of one's own, or to an answer in it; None where it is somebody else's."""
    share = Share(secrets.token_urlsafe(SECRET), person.id, chat_id, answer_id, now())
    theirs = select(exists().where(is_own(chat_id, person.id)))
    if answer_id:
        theirs = theirs.where(exists().where(answers.c.id == answer_id, answers.c.chat_id == chat_id))
    with database.write() as connection:
        if not connection.execute(theirs).scalar():
            return None
        connection.execute(insert(shares).values(vars(share) | {"answer_id": answer_id or None}))
        audit.add(connection, person, "chat.shared", chat_id, {"answer": answer_id} if answer_id else None)
    return share


def get(database: Database, share_id: str) -> Share | None:
    """Return what a link leads to; None where there is no such link any more."""
    with database.read() as connection:
        row = connection.execute(select(shares).where(shares.c.id == share_id)).one_or_none()
    return _share(row) if row else None


def of_chat(database: Database, chat_id: str, user_id: str) -> tuple[Share, ...]:
    """Return the links to a chat of a person's own, oldest first."""
    wanted = select(shares).where(shares.c.chat_id == chat_id, shares.c.user_id == user_id)
    with database.read() as connection:
        return tuple(map(_share, connection.execute(wanted.order_by(shares.c.created_at))))


def of_user(database: Database, user_id: str) -> tuple[tuple[Share, str], ...]:
    """Return a person's links, the newest first, each with its chat's title."""
    wanted = select(shares, chats.c.title).join(chats, chats.c.id == shares.c.chat_id)
    with database.read() as connection:
        rows = connection.execute(wanted.where(shares.c.user_id == user_id).order_by(shares.c.created_at.desc()))
        return tuple((_share(row), row.title) for row in rows)


def withdraw(database: Database, share_id: str, person: Person) -> str:
    """Take back a link of one's own, and return the chat that it led to; empty where there is none."""
    mine = shares.c.id == share_id, shares.c.user_id == person.id
    with database.erase() as connection:
        row = connection.execute(delete(shares).where(*mine).returning(shares.c.chat_id)).one_or_none()
        if row is None:
            return ""
        audit.add(connection, person, "chat.unshared", row.chat_id)
    return str(row.chat_id)


def _share(row: Row[tuple[object, ...]]) -> Share:
    return Share(row.id, row.user_id, row.chat_id, row.answer_id or "", row.created_at)
