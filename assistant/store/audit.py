"""The audit log: who did what and when. The database itself refuses to change or remove an entry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, insert, select

from assistant.store.database import Database, now
from assistant.store.schema.tables import audit

COMMAND_LINE = "command line"
SYSTEM = "system"
BATCH = 500


@dataclass(frozen=True)
class Entry:
    """Something that was done."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]
    id: int = 0


@dataclass(frozen=True)
class Sought:
    """Which entries to list; what is empty does not matter."""

    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


def note(
    database: Database, actor: str, action: str, subject: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Add an entry."""
    with database.write() as connection:
        add(connection, actor, action, subject, details)


def add(
    connection: Connection, actor: str, action: str, subject: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Add an entry in the transaction of what it tells of, so that neither is kept without the other."""
    values = {"at": now(), "actor": actor, "action": action, "subject": subject, "details": dict(details or {})}
    connection.execute(insert(audit).values(values))


def entries(database: Database, limit: int = 1000, sought: Sought | None = None, before: int = 0) -> tuple[Entry, ...]:
    """Return the newest entries, newest first; with ``before``, an entry's id, those before it."""
    wanted = select(audit).where(*_conditions(sought or Sought())).order_by(audit.c.id.desc()).limit(limit)
    if before:
        wanted = wanted.where(audit.c.id < before)
    with database.read() as connection:
        return tuple(
            Entry(row.at, row.actor, row.action, row.subject, row.details, row.id) for row in connection.execute(wanted)
        )


def every(database: Database, sought: Sought | None = None) -> Iterator[Entry]:
    """Return all entries, newest first, read bit by bit; what is added meanwhile is left out."""
    found = entries(database, BATCH, sought)
    while found:
        yield from found
        found = entries(database, BATCH, sought, found[-1].id)


def actors(database: Database) -> tuple[str, ...]:
    """Return those who did anything, by name."""
    return _different(database, audit.c.actor)


def actions(database: Database) -> tuple[str, ...]:
    """Return what was ever done, by name."""
    return _different(database, audit.c.action)


def _different(database: Database, column: Column[str]) -> tuple[str, ...]:
    with database.read() as connection:
        return tuple(connection.execute(select(column).distinct().order_by(column)).scalars())


def _conditions(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.actor:
        yield audit.c.actor == sought.actor
    if sought.action:
        yield audit.c.action == sought.action
    if sought.since:
        yield audit.c.at >= sought.since
    if sought.until:
        yield audit.c.at < sought.until
