"""Tokens with which programs ask in a person's name; only their hashes are kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, insert, select, update

from assistant.people.person import Person
from assistant.store.database import Database, now
from assistant.store.schema.tables import tokens, users
from assistant.store.users import person_of

PREFIX = "ser_"
"""Begins every token, so that one that leaked is recognised."""


@dataclass(frozen=True)
class Token:
    """A token without its secret."""

    id: str
    label: str
    created_at: datetime
    last_used_at: datetime | None


def create(database: Database, user_id: str, label: str) -> str:
    """Make a token and return its secret, which is told this once."""
    secret = PREFIX + secrets.token_urlsafe(32)
    with database.write() as connection:
        connection.execute(insert(tokens).values(id=_id(secret), user_id=user_id, label=label, created_at=now()))
    return secret


def person(database: Database, secret: str, at: datetime) -> Person | None:
    """Return in whose name a token asks, and note that it was used."""
    wanted = (
        select(users, tokens.c.last_used_at)
        .join(tokens, tokens.c.user_id == users.c.id)
        .where(tokens.c.id == _id(secret), users.c.disabled.is_(False))
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
        return tuple(Token(row.id, row.label, row.created_at, row.last_used_at) for row in connection.execute(wanted))


def revoke(database: Database, user_id: str, label: str) -> int:
    """Withdraw a person's tokens of a label and return how many there were."""
    with database.write() as connection:
        gone = connection.execute(delete(tokens).where(tokens.c.user_id == user_id, tokens.c.label == label))
    return gone.rowcount


def _id(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
