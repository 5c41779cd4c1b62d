"""The people that the server knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from assistant.domain import Language
from assistant.errors import AccountError
from assistant.people.person import OWN, Origin, Person, Role, clean_name, name_key
from assistant.store import audit
from assistant.store.database import Database, inserting, now
from assistant.store.groups import remove_empty
from assistant.store.schema.tables import sessions, tokens, users

SEEN_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Account:
    """A person with what only the server may know of them."""

    person: Person
    password_hash: str
    disabled: bool
    created_at: datetime
    seen_at: datetime | None = None


def add(
    database: Database, name: str, role: Role, origin: Origin = Origin.PASSWORD, *, password_hash: str = ""
) -> Person:
    """Add a person.

    Raises:
        AccountError: where the name cannot be taken, or is taken.
    """
    person = Person(uuid4().hex, clean_name(name), role, origin)
    try:
        with database.write() as connection:
            connection.execute(insert(users).values(_values(person, password_hash)))
    except IntegrityError:
        raise AccountError(f"There is a user {person.name!r} already.", "taken") from None
    return person


def ensure(database: Database, name: str, origin: Origin, role: Role = Role.READER) -> Account:
    """Return the account of a name, made with the role where there is none yet."""
    account = find(database, name, origin)
    if account is not None:
        return account
    values = _values(Person(uuid4().hex, clean_name(name), role, origin), "")
    with database.write() as connection:
        connection.execute(inserting(connection, users).values(values).on_conflict_do_nothing())
        return account_of(connection.execute(select(users).where(users.c.key == name_key(name, origin))).one())


def find(database: Database, name: str, origin: Origin = Origin.PASSWORD) -> Account | None:
    """Return the account of a name, however it is spelled; those of the server's own people only for their origin."""
    with database.read() as connection:
        row = connection.execute(select(users).where(users.c.key == name_key(name, origin))).one_or_none()
    return account_of(row) if row else None


def called(database: Database, name: str) -> tuple[Account, ...]:
    """Return the accounts that somebody may mean by a name: an id, a name to log in with, or the label of a person."""
    key = name_key(name)
    wanted = select(users).where(or_(users.c.id == name, users.c.key == key, users.c.origin == Origin.SINGLE_SIGN_ON))
    with database.read() as connection:
        found = connection.execute(wanted).all()
    exact = [row for row in found if row.id == name]
    meant = exact or [row for row in found if key in (row.key, name_key(row.name))]
    return tuple(account_of(row) for row in meant if row.origin not in OWN)


def by_id(database: Database, user_id: str) -> Account | None:
    """Return the account of an id."""
    with database.read() as connection:
        row = connection.execute(select(users).where(users.c.id == user_id)).one_or_none()
    return account_of(row) if row else None


def everyone(database: Database) -> tuple[Account, ...]:
    """Return all accounts but those of passing visitors, by name."""
    wanted = select(users).where(users.c.origin != Origin.VISITOR).order_by(users.c.key)
    with database.read() as connection:
        return tuple(account_of(row) for row in connection.execute(wanted))


def note_seen(database: Database, account: Account, at: datetime) -> None:
    """Note that a proxy let a person in; once an hour, not a write for each request."""
    if account.seen_at is None or not timedelta(0) <= at - account.seen_at < SEEN_AGAIN:
        with database.write() as connection:
            connection.execute(update(users).where(users.c.id == account.person.id).values(seen_at=at))


def set_password(database: Database, user_id: str, password_hash: str) -> None:
    """Replace a password; whoever is logged in with the old one no longer is."""
    with database.write() as connection:
        # With a password of our own nobody else has to let them in.
        values = {"password_hash": password_hash, "seen_at": None}
        connection.execute(update(users).where(users.c.id == user_id).values(values))
        connection.execute(delete(sessions).where(sessions.c.user_id == user_id))


def set_role(database: Database, user_id: str, role: Role) -> None:
    """Give a person another role, which holds at their next request."""
    with database.write() as connection:
        connection.execute(update(users).where(users.c.id == user_id).values(role=role))


def set_language(database: Database, user_id: str, language: Language) -> None:
    """Remember the language that a person chose, wherever they log in."""
    with database.write() as connection:
        connection.execute(update(users).where(users.c.id == user_id).values(language=language.value))


def set_disabled(database: Database, user_id: str, disabled: bool) -> None:
    """Shut a person out at once, their tokens too, or let them in again."""
    with database.write() as connection:
        connection.execute(update(users).where(users.c.id == user_id).values(disabled=disabled))
        if disabled:
            connection.execute(delete(sessions).where(sessions.c.user_id == user_id))
            connection.execute(delete(tokens).where(tokens.c.user_id == user_id))


def remove(database: Database, person: Person, actor: audit.Named) -> None:
    """Remove a person with everything that is kept of them but the audit log, which tells who did it."""
    with database.erase() as connection:
        connection.execute(delete(users).where(users.c.id == person.id))
        remove_empty(connection)
        audit.add(connection, actor, "user.removed", person.name, {"id": person.id})


def key_of(user_id: str) -> str:
    """Return the key of somebody whom no name leads to."""
    return f"{Origin.SINGLE_SIGN_ON}/{user_id}"


def person_of(row: Row[tuple[object, ...]]) -> Person:
    """Return the person that a row of ``users`` holds."""
    language = Language(row.language) if row.language in set(Language) else None
    return Person(row.id, row.name, Role(row.role), Origin(row.origin), language)


def _values(person: Person, password_hash: str) -> dict[str, object]:
    return {
        "id": person.id,
        "key": name_key(person.name, person.origin),
        "name": person.name,
        "role": person.role.value,
        "origin": person.origin.value,
        "password_hash": password_hash,
        "disabled": False,
        "created_at": now(),
    }


def account_of(row: Row[tuple[object, ...]]) -> Account:
    """Return the account that a row of ``users`` holds."""
    return Account(person_of(row), row.password_hash, row.disabled, row.created_at, row.seen_at)
