"""Tries that are counted for all servers on a database together, also after a restart: so many, then one now and then.

A count falls by itself as time passes. It is raised before a try begins, in one transaction that no other comes
between, so that however many begin at once, no more begin than may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, or_, select, update

from assistant.store.database import Database, inserting
from assistant.store.schema.tables import attempts

LONGEST = timedelta(hours=1)
"""In this time every count has fallen to nothing."""


@dataclass(frozen=True)
class Count:
    """What is counted for one thing: ``room`` tries at once, and one more each time that ``each`` has passed.

    Where there is no room, ``instead`` counts, if there is one.
    """

    what: tuple[str, ...]
    room: int
    each: timedelta
    instead: "Count | None" = None

    @property
    def key(self) -> str:
        """What the database knows it by: what was typed as a name may have been a password."""
        return sha256("\0".join(self.what).encode("utf-8", "replace")).hexdigest()


class Full(Exception):
    """There is no room: ``count`` is full."""

    def __init__(self, count: Count) -> None:
        super().__init__(count.what[0])
        self.count = count


def take(database: Database, counts: Sequence[Count], at: datetime) -> tuple[Count, ...]:
    """Count a try for each of these, or for none, and return those that it was counted for.

    Raises:
        Full: where one has no room, nor what counts instead.
    """
    asked = [each for count in counts for each in (count, count.instead) if each]
    with database.write() as connection:
        found = _found(connection, asked, at)
        taken = tuple(_with_room(count, found) for count in counts)
        for count in taken:
            failures, last_at = found[count.key]
            values = {"failures": failures + 1, "last_at": last_at}
            connection.execute(update(attempts).where(attempts.c.key == count.key).values(values))
    return taken


def give_back(database: Database, counts: Sequence[Count]) -> None:
    """Let a try count no more."""
    which = (attempts.c.key.in_([count.key for count in counts]), attempts.c.failures > 0)
    with database.write() as connection:
        connection.execute(update(attempts).where(*which).values(failures=attempts.c.failures - 1))


def forget(database: Database, at: datetime) -> None:
    """Remove what has fallen to nothing, and what a clock that was wrong left."""
    gone = or_(attempts.c.last_at < at - LONGEST, attempts.c.last_at > at + LONGEST)
    with database.write() as connection:
        connection.execute(delete(attempts).where(gone))


def _with_room(count: Count, found: Mapping[str, tuple[int, datetime]]) -> Count:
    if found[count.key][0] < count.room:
        return count
    if count.instead is None:
        raise Full(count)
    return _with_room(count.instead, found)


def _found(connection: Connection, counts: Sequence[Count], at: datetime) -> dict[str, tuple[int, datetime]]:
    """Return how many tries count for each, and since when; nobody changes them until the transaction ends."""
    by_key = {count.key: count for count in sorted(counts, key=lambda count: count.key)}
    new = [{"key": key, "failures": 0, "last_at": at} for key in by_key]
    connection.execute(inserting(connection, attempts).values(new).on_conflict_do_nothing())
    wanted = select(attempts).where(attempts.c.key.in_(by_key)).order_by(attempts.c.key).with_for_update()
    rows = connection.execute(wanted).all()
    return {row.key: _fallen(row.failures, row.last_at, by_key[row.key].each, at) for row in rows}


def _fallen(failures: int, last_at: datetime, each: timedelta, at: datetime) -> tuple[int, datetime]:
    # Another server's clock may be ahead of ours; one that is by more than a count lasts was wrong.
    passed = max(0, (at - last_at) // each)
    stands = passed < failures and last_at <= at + LONGEST
    return (failures - passed, last_at + passed * each) if stands else (0, at)
