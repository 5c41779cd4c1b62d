"""What a question reads in: one state of the database, whatever is committed meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from threading import RLock
from typing import Any
from weakref import WeakMethod, finalize

import psycopg
from psycopg import IsolationLevel
from psycopg_pool import ConnectionPool, PoolTimeout

from assistant.errors import IndexUnavailable


class Snapshot:
    """One state of the database; it begins with the first look, and ends when nobody holds it any more."""

    def __init__(self, pool: ConnectionPool) -> None:
        self._pool = pool
        self._lock = RLock()
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self.at_begin: WeakMethod[Callable[[], None]] | None = None
        """What is done when the transaction has begun; not held, or this and its index would hold each other."""

    def begin(self) -> None:
        """Take the state that all that follows is read from, unless that was done already."""
        with self._lock:
            self._begin()

    def rows(self, query: str, values: Mapping[str, Any] | Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query.

        Raises:
            IndexUnavailable: where the database does not answer.
        """
        try:
            with self._lock:
                return self._begin().execute(query, values, binary=True).fetchall()
        except (psycopg.Error, PoolTimeout) as error:
            raise away(error) from error

    def _begin(self) -> "psycopg.Connection[tuple[Any, ...]]":
        if self._connection is None:
            connection = self._pool.getconn()
            self._release = finalize(self, _give_back, self._pool, connection)
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            connection.execute("SELECT set_config('hnsw.ef_search', '200', true)")
            self._connection = connection
            if self.at_begin and (do := self.at_begin()):
                do()
        return self._connection

    def close(self) -> None:
        """End it now; whoever reads on begins another."""
        with self._lock:
            if self._connection is not None:
                self._connection = None
                self._release()


def _give_back(pool: ConnectionPool, connection: "psycopg.Connection[Any]") -> None:
    with suppress(psycopg.Error):
        connection.rollback()
    pool.putconn(connection)


def away(error: Exception) -> IndexUnavailable:
    """Return the error that says that the database does not answer."""
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return IndexUnavailable(f"The index in PostgreSQL does not answer: {reason}. Check ASSISTANT_INDEX and the server.")
