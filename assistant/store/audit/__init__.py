"""The audit log: who did what and when, in a chain. The database itself refuses to change or remove an entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select, update

from assistant.store.audit import chain
from assistant.store.database import Database, now
from assistant.store.schema.columns import kept, kept_in
from assistant.store.schema.tables import audit, audit_head

BATCH = 500


class Named(Protocol):
    """Someone who does something: a ``Person``, or one of the server's own actors."""

    @property
    def id(self) -> str:
        """What tells them from others, for good."""

    @property
    def name(self) -> str:
        """What they are called now."""


@dataclass(frozen=True)
class Actor:
    """Someone by id and name."""

    id: str
    name: str


COMMAND_LINE = Actor("command line", "command line")
SYSTEM = Actor("system", "system")
OPENED = "answer.opened"


@dataclass(frozen=True)
class Entry:
    """Something that was done."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]
    id: int = 0
    actor_id: str = ""
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True)
class Sought:
    """Which entries to list; what is empty does not matter. ``actor`` is an id, or a name where there is no id."""

    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


def note(
    database: Database, actor: Named, action: str, subject: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Add an entry."""
    with database.write() as connection:
        add(connection, actor, action, subject, details)


def add(
    connection: Connection, actor: Named, action: str, subject: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Add an entry in the transaction of what it tells of, so that neither is kept without the other.

    It comes last in its transaction: until that ends, no other can add one.
    """
    head = connection.execute(select(audit_head).with_for_update()).one()
    values = {
        "id": head.entry_id + 1,
        "at": now(),
        "actor_id": kept(actor.id),
        "actor": kept(actor.name),
        "action": kept(action),
        "subject": kept(subject),
        "details": kept_in(dict(details or {})),
    }
    chained = {"previous": head.hash, "hash": chain.digest(head.hash, values)}
    connection.execute(insert(audit).values(values | chained))
    connection.execute(update(audit_head).values(entry_id=values["id"], hash=chained["hash"]))


def opened(database: Database, person: Named, answer_id: str, owner_id: str) -> None:
    """Note that somebody opened an answer that was given to another; once a day, however often they look at it."""
    if owner_id == person.id:
        return
    moment = now()
    today = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    same = (audit.c.at >= today, audit.c.actor_id == person.id, audit.c.action == OPENED, audit.c.subject == answer_id)
    with database.read() as connection:
        known = connection.execute(select(audit.c.id).where(*same).limit(1)).scalar()
    if known is None:
        note(database, person, OPENED, answer_id)


def entries(database: Database, limit: int = 1000, sought: Sought | None = None, before: int = 0) -> tuple[Entry, ...]:
    """Return the newest entries, newest first; with ``before``, an entry's id, those before it."""
    wanted = select(audit).where(*_conditions(sought or Sought())).order_by(audit.c.id.desc()).limit(limit)
    if before:
        wanted = wanted.where(audit.c.id < before)
    with database.read() as connection:
        return tuple(entry_of(row) for row in connection.execute(wanted))


def every(database: Database, sought: Sought | None = None) -> Iterator[Entry]:
    """Return all entries, newest first, read bit by bit; what is added meanwhile is left out."""
    found = entries(database, BATCH, sought)
    while found:
        yield from found
        found = entries(database, BATCH, sought, found[-1].id)


def actors(database: Database) -> tuple[Actor, ...]:
    """Return those who did anything, by name; who had several names is there with each."""
    names = (audit.c.actor_id, audit.c.actor)
    wanted = select(*names).distinct().order_by(audit.c.actor, audit.c.actor_id)
    with database.read() as connection:
        return tuple(Actor(row.actor_id or row.actor, row.actor) for row in connection.execute(wanted))


def actions(database: Database) -> tuple[str, ...]:
    """Return what was ever done, by name."""
    wanted = select(audit.c.action).distinct().order_by(audit.c.action)
    with database.read() as connection:
        return tuple(connection.execute(wanted).scalars())


def entry_of(row: Row[tuple[object, ...]]) -> Entry:
    """Return the entry that a row of ``audit`` holds."""
    return Entry(**{name: getattr(row, name) for name in Entry.__dataclass_fields__})


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.actor:
        yield or_(audit.c.actor_id == sought.actor, and_(audit.c.actor_id == "", audit.c.actor == sought.actor))
    if sought.action:
        yield audit.c.action == sought.action
    if sought.since:
        yield audit.c.at >= sought.since
    if sought.until:
        yield audit.c.at < sought.until
