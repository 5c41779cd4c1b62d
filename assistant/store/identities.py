"""Whom an identity provider knows: by issuer and subject, for good, whatever they are called."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.errors import AccountError
from assistant.people.claims import Claimed
from assistant.people.person import OWN, Origin, Person, Role
from assistant.store.database import Database, now
from assistant.store.schema.tables import answers, chats, feedback, identities, sessions, tokens, users
from assistant.store.users import Account, account_of, key_of

OWNED = (chats, answers, feedback, tokens, sessions)
"""What goes along when a person turns out to have had an account before."""


@dataclass(frozen=True)
class Known:
    """An identity, and the account that it opens."""

    issuer: str
    subject: str
    email: str
    person: Person


def enter(database: Database, who: Claimed, at: datetime) -> Account:
    """Return the account of an identity, made where there is none yet; labels, and a role from groups, are renewed."""
    try:
        with database.write() as connection:
            user_id = _user_of(connection, who) or _add(connection, who)
            return _renewed(connection, user_id, who, at)
    except IntegrityError:  # the same person came in at another server at this moment
        with database.write() as connection:
            return _renewed(connection, _user_of(connection, who), who, at)


def find(database: Database, issuer: str, subject: str) -> Account | None:
    """Return the account of an identity."""
    with database.read() as connection:
        row = connection.execute(select(users).join(identities).where(*_same(issuer, subject))).one_or_none()
    return account_of(row) if row else None


def known(database: Database) -> tuple[Known, ...]:
    """Return all identities."""
    wanted = select(identities.c.issuer, identities.c.subject, identities.c.email, users).join(users)
    with database.read() as connection:
        return tuple(_known(row) for row in connection.execute(wanted.order_by(identities.c.created_at)))


def unmatched(database: Database) -> tuple[Account, ...]:
    """Return the accounts that no identity opens, by name."""
    has_one = select(identities.c.user_id).where(identities.c.user_id == users.c.id).exists()
    wanted = select(users).where(~has_one, users.c.origin.not_in([each.value for each in OWN]))
    with database.read() as connection:
        return tuple(account_of(row) for row in connection.execute(wanted.order_by(users.c.key)))


def match(database: Database, person: Person, issuer: str, subject: str, email: str = "") -> None:
    """Let an identity open an account from before; what the identity's own account holds goes into it.

    Raises:
        AccountError: where the account is matched already, or the identity opens another one from before.
    """
    with database.write() as connection:
        if connection.execute(select(identities).where(identities.c.user_id == person.id)).first() is not None:
            raise AccountError(f"{person.name} is matched already. An account is matched once.", "matched")
        newcomer = _user_of(connection, Claimed(issuer, subject, ""))
        if newcomer:
            _refuse_matched(connection, newcomer)
            connection.execute(update(identities).where(*_same(issuer, subject)).values(user_id=person.id))
            for table in OWNED:
                connection.execute(update(table).where(table.c.user_id == newcomer).values(user_id=person.id))
            connection.execute(delete(users).where(users.c.id == newcomer))
        else:
            connection.execute(insert(identities).values(_identity(Claimed(issuer, subject, "", email), person.id)))
        # From now on no name opens the account, and no password.
        values = {"origin": Origin.SINGLE_SIGN_ON.value, "key": key_of(person.id), "password_hash": ""}
        connection.execute(update(users).where(users.c.id == person.id).values(values))


def _refuse_matched(connection: Connection, user_id: str) -> None:
    """Refuse to take an identity from an account that it did not make itself."""
    row = connection.execute(
        select(users.c.name, users.c.created_at, identities.c.created_at.label("since"))
        .join(identities, identities.c.user_id == users.c.id)
        .where(users.c.id == user_id)
    ).one()
    if row.created_at < row.since:
        raise AccountError(f"This identity is matched with {row.name} already. An account is matched once.", "matched")


def _add(connection: Connection, who: Claimed) -> str:
    user_id, moment = uuid4().hex, now()
    values = {"id": user_id, "key": key_of(user_id), "name": who.name, "role": (who.role or Role.READER).value}
    values |= {"origin": Origin.SINGLE_SIGN_ON.value, "password_hash": ""}
    connection.execute(insert(users).values(values | {"disabled": False, "created_at": moment}))
    connection.execute(insert(identities).values(_identity(who, user_id) | {"created_at": moment}))
    return user_id


def _renewed(connection: Connection, user_id: str, who: Claimed, at: datetime) -> Account:
    role = {"role": who.role.value} if who.role else {}
    connection.execute(update(users).where(users.c.id == user_id).values(name=who.name, seen_at=at, **role))
    connection.execute(update(identities).where(*_same(who.issuer, who.subject)).values(email=who.email))
    return account_of(connection.execute(select(users).where(users.c.id == user_id)).one())


def _user_of(connection: Connection, who: Claimed) -> str:
    wanted = select(identities.c.user_id).where(*_same(who.issuer, who.subject))
    return connection.execute(wanted).scalar() or ""


def _same(issuer: str, subject: str) -> tuple[ColumnElement[bool], ...]:
    return identities.c.issuer == issuer, identities.c.subject == subject


def _identity(who: Claimed, user_id: str) -> dict[str, object]:
    own = {name: getattr(who, name) for name in ("issuer", "subject", "email")}
    return own | {"user_id": user_id, "created_at": now()}


def _known(row: Row[tuple[object, ...]]) -> Known:
    return Known(row.issuer, row.subject, row.email, account_of(row).person)
