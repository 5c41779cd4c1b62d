"""The audit log: who did what and when. The database itself refuses to change or remove an entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from assistant.store.database import Database, now
from assistant.store.tables import audit

COMMAND_LINE = "command line"
SYSTEM = "system"


@dataclass(frozen=True)
class Entry:
    """Something that was done."""

    at: datetime
    actor: str
    action: str
    subject: str
    details: Mapping[str, Any]


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


def entries(database: Database, limit: int = 1000) -> tuple[Entry, ...]:
    """Return the newest entries, newest first."""
    wanted = select(audit).order_by(audit.c.id.desc()).limit(limit)
    with database.read() as connection:
        return tuple(
            Entry(row.at, row.actor, row.action, row.subject, row.details) for row in connection.execute(wanted)
        )
