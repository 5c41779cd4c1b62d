"""The register of generations in the database that replicas share; times are those of its clock, whatever theirs say.

A naming is a row: its number is one more than the last, and the key of the table, so that of two who name something
at once one is refused. The lock is a row that ends by itself: one of a session is lost behind a pool of connections.
"""

import os
import socket
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from assistant.errors import AssistantError, DataFolderInUse
from assistant.search.travel.register import LEASE, Named, Replica, taken
from assistant.store.database import Database, inserting, now
from assistant.store.schema.generation_tables import generation_lock, generation_replicas, generations

FORGOTTEN = timedelta(days=1)
"""After this, what a replica said that is not heard of any more is removed."""


@dataclass(frozen=True)
class SqlRegister:
    """The register of a database's corpus."""

    database: Database

    def namings(self) -> Sequence[Named]:
        """Return what was named, the last one last."""
        query = select(generations).where(generations.c.corpus == self.database.corpus).order_by(generations.c.number)
        with self.database.read() as connection:
            return [Named(row.number, row.name, row.digest, row.at) for row in connection.execute(query)]

    def name(self, generation: str, digest: str, after: int) -> Named:
        """Name a generation in one update."""
        try:
            with self.database.write() as connection:
                named = Named(after + 1, generation, digest, _moment(connection))
                values = {"number": named.number, "name": generation, "digest": digest, "at": named.at}
                connection.execute(insert(generations).values(corpus=self.database.corpus, **values))
        except IntegrityError:
            raise DataFolderInUse("Another generation was named meanwhile. Look, and try again.") from None
        return named

    @contextmanager
    def lock(self) -> Iterator["_SqlLease"]:
        """Hold the right to write."""
        lease = _SqlLease(self.database, f"process {os.getpid()} on {socket.gethostname()}, {uuid.uuid4().hex[:8]}")
        lease.take()
        try:
            yield lease
        finally:
            with suppress(AssistantError):  # away: it ends by itself
                lease.release()

    def report(self, replica: Replica) -> None:
        """Keep what a replica says of itself."""
        table = generation_replicas
        with self.database.write() as connection:
            at = _moment(connection)
            said = {
                "number": replica.number, "ready": replica.ready, "generation": replica.generation,
                "fault": replica.fault, "seen_at": at,
            }  # fmt: skip
            row = inserting(connection, table).values(corpus=self.database.corpus, name=replica.name, **said)
            connection.execute(row.on_conflict_do_update(index_elements=[table.c.corpus, table.c.name], set_=said))
            connection.execute(delete(table).where(table.c.seen_at < at - FORGOTTEN))

    def replicas(self) -> Sequence[Replica]:
        """Return what replicas said of themselves."""
        table = generation_replicas
        query = select(table).where(table.c.corpus == self.database.corpus).order_by(table.c.name)
        with self.database.read() as connection:
            at = _moment(connection)
            rows = connection.execute(query).all()
        return [
            Replica(row.name, row.number, row.ready, row.generation, row.fault, (at - row.seen_at).total_seconds())
            for row in rows
        ]


@dataclass(frozen=True)
class _SqlLease:
    database: Database
    holder: str

    def take(self) -> None:
        """Take the lock, or one that has ended."""
        table, corpus = generation_lock, self.database.corpus
        with self.database.write() as connection:
            until = _moment(connection) + timedelta(seconds=LEASE)
            free = or_(table.c.holder == self.holder, table.c.until < _moment(connection))
            row = inserting(connection, table).values(corpus=corpus, holder=self.holder, until=until)
            change = {"holder": self.holder, "until": until}
            connection.execute(row.on_conflict_do_update(index_elements=[table.c.corpus], set_=change, where=free))
            holder = connection.scalar(select(table.c.holder).where(table.c.corpus == corpus))
        if holder != self.holder:
            raise taken(str(holder))

    def renew(self) -> None:
        """Go on having it."""
        table = generation_lock
        mine = (table.c.corpus == self.database.corpus) & (table.c.holder == self.holder)
        with self.database.write() as connection:
            until = _moment(connection) + timedelta(seconds=LEASE)
            if connection.execute(update(table).where(mine).values(until=until)).rowcount != 1:
                raise taken("somebody else, since this one was not heard of for long")

    def release(self) -> None:
        """Give it up."""
        table = generation_lock
        mine = (table.c.corpus == self.database.corpus) & (table.c.holder == self.holder)
        with self.database.write() as connection:
            connection.execute(delete(table).where(mine))


def _moment(connection: Connection) -> datetime:
    """Return the present moment by the clock that all share."""
    if connection.dialect.name != "postgresql":
        return now()
    moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return moment.astimezone(UTC)
