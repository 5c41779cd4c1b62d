"""Who is logged in: a random token in a cookie, of which only the hash is kept."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from assistant.people.person import Person
from assistant.store.database import Database
from assistant.store.schema.tables import sessions, users
from assistant.store.users import person_of


def begin(database: Database, user_id: str, lifetime: timedelta, at: datetime) -> str:
    """Log a person in and return the session's token, which is told this once."""
    token = secrets.token_urlsafe(32)
    with database.write() as connection:
        connection.execute(insert(sessions).values(id=_id(token), user_id=user_id, expires_at=at + lifetime))
    return token


def person(database: Database, token: str, at: datetime) -> Person | None:
    """Return whose session a token is; nobody's when it has ended or the person is shut out."""
    wanted = (
        select(users)
        .join(sessions, sessions.c.user_id == users.c.id)
        .where(sessions.c.id == _id(token), sessions.c.expires_at > at, users.c.disabled.is_(False))
    )
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    return person_of(row) if row else None


def end(database: Database, token: str) -> None:
    """Log out: the token is worth nothing from now on."""
    with database.write() as connection:
        connection.execute(delete(sessions).where(sessions.c.id == _id(token)))


def _id(token: str) -> str:
    return sha256(token.encode()).hexdigest()
