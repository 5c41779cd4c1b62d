"""A connection to PostgreSQL that waits so long for a reply and no longer, also where the server has stopped dead."""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, text

SECONDS = 5.0
"""What somebody who asks may have to wait for the database."""

LONG = 600.0
"""For what removes much at once, or changes the schema."""


class PatientConnection(psycopg.Connection[Any]):
    """All that psycopg waits for passes ``wait``: statements, commits and rollbacks alike."""

    patience = SECONDS

    def wait(self, gen: Generator[Any, Any, Any], *args: Any, **kwargs: Any) -> Any:
        """Wait for a reply.

        Raises:
            OperationalError: when it did not come in time; the connection is closed then.
        """
        return super().wait(self._until(gen), *args, **kwargs)

    def _until(self, gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
        deadline = time.monotonic() + self.patience
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready and time.monotonic() > deadline:
                    self.pgconn.finish()  # else the rollback would wait as long again
                    raise psycopg.OperationalError(f"no reply within {self.patience:.0f} seconds")
                wanted = gen.send(ready)
        except StopIteration as done:
            return done.value


@contextmanager
def taking_time(connection: Connection) -> Iterator[None]:
    """Let a transaction take long."""
    connection.execute(text(f"SET LOCAL statement_timeout = {int(LONG * 1000)}"))
    server: Any = connection.connection.driver_connection
    server.patience = LONG
    try:
        yield
    finally:
        server.patience = SECONDS
