"""Wrong passwords: after so many in a row no password is tried any more for a while, right or wrong."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from assistant.store.database import Database, inserting
from assistant.store.schema.tables import attempts

MAX_FAILURES = 10
LOCKED = timedelta(minutes=15)


def locked(database: Database, key: str, at: datetime) -> bool:
    """Return whether no password may be tried for a key."""
    with database.read() as connection:
        row = connection.execute(select(attempts).where(attempts.c.key == key)).one_or_none()
    return row is not None and row.failures >= MAX_FAILURES and at - row.last_at < LOCKED


def failed(database: Database, key: str, at: datetime) -> None:
    """Note a wrong password; failures that are long ago no longer count."""
    with database.write() as connection:
        connection.execute(delete(attempts).where(attempts.c.last_at <= at - LOCKED))
        first = inserting(connection, attempts).values(key=key, failures=1, last_at=at)
        counted = {"failures": attempts.c.failures + 1, "last_at": at}
        connection.execute(first.on_conflict_do_update(index_elements=["key"], set_=counted))


def forgive(database: Database, key: str) -> None:
    """Begin to count anew."""
    with database.write() as connection:
        connection.execute(delete(attempts).where(attempts.c.key == key))
