"""Who is logged in: a random token in a cookie, of which only the hash is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, select

from assistant.people.person import Person
from assistant.store.database import Database
from assistant.store.schema.tables import sessions, users
from assistant.store.users import person_of


@dataclass(frozen=True)
class Session:
    """A login as its owner sees it; ``begun_at`` is not known of one from before that was kept."""

    id: str
    browser: str
    begun_at: datetime | None
    expires_at: datetime


def begin(database: Database, user_id: str, lifetime: timedelta, at: datetime, browser: str = "") -> str:
    """Log a person in and return the session's token, which is told this once."""
    token = secrets.token_urlsafe(32)
    values = {"id": id_of(token), "user_id": user_id, "expires_at": at + lifetime, "begun_at": at, "browser": browser}
    with database.write() as connection:
        connection.execute(insert(sessions).values(values))
    return token


def person(database: Database, token: str, at: datetime) -> Person | None:
    """Return whose session a token is; nobody's when it has ended or the person is shut out."""
    wanted = (
        select(users)
        .join(sessions, sessions.c.user_id == users.c.id)
        .where(sessions.c.id == id_of(token), sessions.c.expires_at > at, users.c.disabled.is_(False))
    )
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    return person_of(row) if row else None


def end(database: Database, token: str) -> None:
    """Log out: the token is worth nothing from now on."""
    with database.write() as connection:
        connection.execute(delete(sessions).where(sessions.c.id == id_of(token)))


def of(database: Database, user_id: str, at: datetime) -> tuple[Session, ...]:
    """Return a person's sessions that have not ended, the newest first."""
    mine = (sessions.c.user_id == user_id, sessions.c.expires_at > at)
    with database.read() as connection:
        rows = connection.execute(select(sessions).where(*mine).order_by(sessions.c.expires_at.desc())).all()
    return tuple(Session(row.id, row.browser, row.begun_at, row.expires_at) for row in rows)


def end_of(database: Database, user_id: str, session_id: str = "", *, but: str = "") -> int:
    """End a person's session of an id, or all but one; return how many ended."""
    which = sessions.c.id == session_id if session_id else sessions.c.id != but
    with database.write() as connection:
        return connection.execute(delete(sessions).where(sessions.c.user_id == user_id, which)).rowcount


def id_of(token: str) -> str:
    """Return what is kept of a token."""
    return sha256(token.encode()).hexdigest()
