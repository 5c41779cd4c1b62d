"""The database: opened, brought to the newest schema, read and written in transactions."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from assistant.errors import StoreUnavailable
from assistant.store import schema
from assistant.store.connection.engines import BUSY_SECONDS, compact_once, create_engine_of
from assistant.store.connection.health import Health, is_away


@dataclass(frozen=True)
class Database:
    """An open database of the newest schema; safe to use from any thread.

    Several corpora may share it: answers, verdicts, decisions and corrections are those of ``corpus``. Every use raises
    ``StoreUnavailable`` where the database does not answer, or did not a moment ago.
    """

    engine: Engine
    corpus: str = ""
    _reading: Health = field(default_factory=Health)
    _writing: Health = field(default_factory=Health)
    erased: list[Callable[[], None]] = field(default_factory=list, compare=False, repr=False)
    """What is done after each removal of what people said, to remove what of it is kept elsewhere."""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading one consistent state."""
        with _healthy(self._reading), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are all kept, or none where an exception ends them."""
        with _healthy(self._writing), self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    @contextmanager
    def erase(self) -> Iterator[Connection]:
        """Give a connection like ``write`` for removing what people said: it is gone from the files too afterwards.

        It may take its time.
        """
        with self.write() as connection, schema.taking_time(connection):
            yield connection
        self.forget()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a connection for reading everything as it is at one moment, however long that takes."""
        engine = self.engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with _healthy(self._reading), engine.begin() as connection, schema.taking_time(connection):
            yield connection

    @contextmanager
    def turn(self, name: str) -> Iterator[bool]:
        """Tell whether it is ours to do what one server at a time does on this database; it is so until the end.

        On SQLite it always is: there one server has the database to itself.
        """
        if self.engine.dialect.name != "postgresql":
            yield True
            return
        number = int.from_bytes(sha256(name.encode()).digest()[:8], signed=True)
        with _healthy(self._reading), self.engine.begin() as connection:
            # Of a transaction, not of a session: behind PgBouncer nobody knows whose session it is.
            yield bool(connection.execute(select(func.pg_try_advisory_xact_lock(number))).scalar())

    def forget(self) -> None:
        """Take what was removed out of all else that keeps it, such as SQLite's log; what cannot be now, in an hour."""
        if self.engine.dialect.name == "sqlite":
            with closing(self.engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
                cursor = connection.cursor()
                cursor.execute("PRAGMA busy_timeout=200")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        for also in self.erased:
            also()

    @property
    def connections(self) -> tuple[int, int]:
        """How many connections are in use, and how many are idle."""
        pool = self.engine.pool
        return (pool.checkedout(), pool.checkedin()) if isinstance(pool, QueuePool) else (0, 0)

    def check(self) -> None:
        """Read something.

        Raises:
            StoreUnavailable: where the database does not answer.
        """
        with self.read() as connection:
            connection.execute(select(1))

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def _healthy(health: Health) -> Iterator[None]:
    health.check()
    away = False
    try:
        yield
    except SQLAlchemyError as error:
        if not (away := is_away(error)):
            raise
        raise StoreUnavailable(f"The database does not answer: {getattr(error, 'orig', None) or error}") from error
    finally:
        health.ended(away=away)


def open_database(address: str) -> Database:
    """Open the database at an address (``sqlite:///…`` or ``postgresql://…``), made or brought up to date if needed.

    Raises:
        ConfigurationError: where the address is not one, or its driver is not installed.
        StoreUnavailable: where it cannot be reached, or was made by a newer version of the program.
    """
    engine = create_engine_of(address)
    try:
        schema.bring_up_to_date(engine)
        compact_once(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise StoreUnavailable(
            f"The database {engine.url.render_as_string()} cannot be opened: {getattr(error, 'orig', None) or error}. "
            "Check DATABASE_URL, and that the database runs and may be written."
        ) from None
    except StoreUnavailable:
        engine.dispose()
        raise
    return Database(engine)


def change_schema(address: str, *, back: bool = False) -> tuple[str, str]:
    """Bring a database to the newest schema, or back to the one before its own; return what it had, and has.

    Raises:
        StoreUnavailable: where it cannot be reached, or not be changed so; the message says what to do.
    """
    engine = create_engine_of(address)
    before = schema.found(engine)
    try:
        schema.step_back(engine) if back else schema.bring_up_to_date(engine)
        return before, schema.found(engine)
    finally:
        engine.dispose()


def inserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that may say what happens when there is such a row already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)
