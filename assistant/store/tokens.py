"""Tokens with which programs ask in a person's name; only their hashes are kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, insert, or_, select, update

from assistant.people.person import Person
from assistant.store.database import Database, now
from assistant.store.schema.tables import tokens, users
from assistant.store.users import person_of

PREFIX = "ser_"
"""Begins every token, so that one that leaked is recognised."""
YEAR = timedelta(days=365)
PRESENCE = timedelta(days=30)


@dataclass(frozen=True)
class Token:
    """A token without its secret."""

    id: str
    label: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None = None

    def has_ended(self, at: datetime) -> bool:
        """Return whether it is worth nothing any more."""
        return self.expires_at is None or self.expires_at <= at


def create(database: Database, user_id: str, label: str, lifetime: timedelta = YEAR) -> str:
    """Make a token and return its secret, which is told this once."""
    secret, moment = PREFIX + secrets.token_urlsafe(32), now()
    moments = {"created_at": moment, "expires_at": moment + lifetime}
    values = {"id": _id(secret), "user_id": user_id, "label": label, **moments}
    with database.write() as connection:
        connection.execute(insert(tokens).values(values))
    return secret


def person(database: Database, secret: str, at: datetime, presence: timedelta = PRESENCE) -> Person | None:
    """Return in whose name a token asks, and note that it was used; nobody's when it has ended.

    Where a provider or a proxy lets its person in, it rests when that has not happened for as long as ``presence``:
    whoever was removed there does not come in any more, and nobody here is told.
    """
    present = or_(users.c.seen_at.is_(None), users.c.seen_at > at - presence)
    wanted = (
        select(users, tokens.c.last_used_at)
        .join(tokens, tokens.c.user_id == users.c.id)
        .where(tokens.c.id == _id(secret), tokens.c.expires_at > at, users.c.disabled.is_(False), present)
    )
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    if row.last_used_at is None or row.last_used_at.date() != at.date():  # once a day, not a write for each request
        with database.write() as connection:
            connection.execute(update(tokens).where(tokens.c.id == _id(secret)).values(last_used_at=at))
    return person_of(row)


def of(database: Database, user_id: str) -> tuple[Token, ...]:
    """Return a person's tokens, oldest first."""
    wanted = select(tokens).where(tokens.c.user_id == user_id).order_by(tokens.c.created_at)
    with database.read() as connection:
        return tuple(
            Token(row.id, row.label, row.created_at, row.last_used_at, row.expires_at)
            for row in connection.execute(wanted)
        )


def revoke(database: Database, user_id: str, label_or_id: str) -> int:
    """Withdraw a person's tokens of a label, or the one of an id, and return how many there were."""
    which = or_(tokens.c.label == label_or_id, tokens.c.id == label_or_id)
    with database.write() as connection:
        return connection.execute(delete(tokens).where(tokens.c.user_id == user_id, which)).rowcount


def _id(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
