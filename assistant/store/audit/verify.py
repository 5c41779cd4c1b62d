"""Is the audit log as it was written? Finds what was changed, removed, replaced or cut off."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from assistant.store.audit import BATCH, Entry, anchor, chain, entry_of
from assistant.store.audit.anchor import Anchor
from assistant.store.database import Database
from assistant.store.schema.tables import audit


class Tampering(StrEnum):
    """What was done to an entry."""

    CHANGED = "changed"
    REPLACED = "replaced"
    REMOVED = "removed"
    CUT_OFF = "cut_off"
    ADDED = "added"


@dataclass(frozen=True)
class Fault:
    """An entry that is not as it was written; ``first`` to ``last`` where several are gone."""

    kind: Tampering
    first: int
    last: int


@dataclass(frozen=True)
class Verified:
    """What was found; ``last`` is the last entry, to be noted where nobody who may write the database can write."""

    entries: int
    last: Anchor
    faults: tuple[Fault, ...]


def verify(database: Database, noted: Anchor | None = None) -> Verified:
    """Check all entries against the chain, the end of it, and the entry that was ``noted`` outside the database."""
    faults: list[Fault] = []
    count = 0
    before = Entry(at=None, actor="", action="", subject="", details={})  # type: ignore[arg-type]  # before the first
    last = anchor.head(database)
    for entry in _oldest_first(database, last.entry_id):
        faults += _faults(before, entry)
        before, count = entry, count + 1
    faults += _at_the_end(before, last, _newest(database))
    if noted is not None and not faults and not anchor.stands(database, noted):
        kind = Tampering.REPLACED if noted.entry_id <= last.entry_id else Tampering.CUT_OFF
        faults.append(Fault(kind, min(noted.entry_id, last.entry_id + 1), noted.entry_id))
    return Verified(count, last, tuple(faults))


def _faults(before: Entry, entry: Entry) -> Iterator[Fault]:
    """Yield what is wrong between an entry and the one before it, and with the entry itself."""
    if entry.previous != before.hash:
        gap = entry.id > before.id + 1
        first = before.id + 1 if gap else before.id
        yield Fault(Tampering.REMOVED if gap else Tampering.REPLACED, first, entry.id - 1)
    if chain.digest(entry.previous, vars(entry)) != entry.hash:
        yield Fault(Tampering.CHANGED, entry.id, entry.id)


def _at_the_end(end: Entry, last: Anchor, newest: int) -> Iterator[Fault]:
    if end.id < last.entry_id:
        yield Fault(Tampering.CUT_OFF, end.id + 1, last.entry_id)
    elif end.hash != last.hash:
        yield Fault(Tampering.REPLACED, end.id, end.id)
    if newest > last.entry_id:
        yield Fault(Tampering.ADDED, last.entry_id + 1, newest)


def _oldest_first(database: Database, until: int) -> Iterator[Entry]:
    """Read bit by bit; what is added meanwhile comes after ``until``."""
    done = 0
    while True:
        wanted = select(audit).where(audit.c.id > done, audit.c.id <= until).order_by(audit.c.id).limit(BATCH)
        with database.read() as connection:
            found = [entry_of(row) for row in connection.execute(wanted)]
        if not found:
            return
        yield from found
        done = found[-1].id


def _newest(database: Database) -> int:
    """Return the number of the newest entry that the log's end has been moved to."""
    with database.read() as connection:
        newest = connection.execute(select(audit.c.id).order_by(audit.c.id.desc()).limit(1)).scalar() or 0
    return newest if newest > anchor.head(database).entry_id else 0
