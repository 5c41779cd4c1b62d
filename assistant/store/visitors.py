"""People who come without a name: their cookie alone says who they are, so that nothing is kept of a mere visit."""

from hashlib import sha256

from sqlalchemy import Connection

from assistant.people.person import Origin, Person, Role, name_key
from assistant.store.database import inserting, now
from assistant.store.schema.tables import users

_BEGINS = "visitor-"
"""Begins the ids of visitors; those of others are hexadecimal."""


def visitor(token: str) -> Person:
    """Return whose cookie holds a token."""
    return _person(_BEGINS + sha256(token.encode()).hexdigest()[:32])


def settle(connection: Connection, user_id: str) -> None:
    """Add a visitor in the transaction that keeps something of theirs for the first time; others are there already."""
    if not user_id.startswith(_BEGINS):
        return
    person = _person(user_id)
    values = {
        "id": person.id,
        "key": name_key(person.name, person.origin),
        "name": person.name,
        "role": person.role.value,
        "origin": person.origin.value,
        "disabled": False,
        "created_at": now(),
    }
    connection.execute(inserting(connection, users).values(values).on_conflict_do_nothing())


def _person(user_id: str) -> Person:
    name = f"visitor {user_id.removeprefix(_BEGINS)[:16]}"
    return Person(user_id, name, Role.READER, Origin.VISITOR)
