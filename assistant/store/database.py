"""The database: opened, brought to the newest schema, read and written in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from assistant.errors import ConfigurationError, StoreUnavailable
from assistant.store import schema

BUSY_SECONDS = 15
CONNECTIONS = 8

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
)


@dataclass(frozen=True)
class Database:
    """An open database of the newest schema; safe to use from any thread.

    Several corpora may share it: answers, verdicts and decisions are those of ``corpus``.
    """

    engine: Engine
    corpus: str = ""

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading one consistent state."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are all kept, or none where an exception ends them."""
        with self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(address: str) -> Database:
    """Open the database at an address (``sqlite:///…`` or ``postgresql://…``), made or brought up to date if needed.

    Raises:
        ConfigurationError: where the address is not one, or its driver is not installed.
        StoreUnavailable: where it cannot be reached, or was made by a newer version of the program.
    """
    engine = create_engine_of(address)
    try:
        schema.bring_up_to_date(engine)
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


def create_engine_of(address: str) -> Engine:
    """Return the engine of an address, of whatever schema; nothing is connected yet.

    Raises:
        ConfigurationError: where the address is not one, or its driver is not installed.
    """
    url = _url(address)
    try:
        return _sqlite(url) if url.get_backend_name() == "sqlite" else _server(url)
    except (ImportError, NoSuchModuleError) as error:
        raise ConfigurationError(
            f"DATABASE_URL needs a driver that is not installed ({error}). For PostgreSQL: make install-postgresql"
        ) from None


def inserting(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that may say what happens when there is such a row already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise ConfigurationError(
            "DATABASE_URL is not an address like postgresql://user:password@host/name or sqlite:///path"
        ) from None
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise ConfigurationError(
            f"DATABASE_URL begins with {url.drivername!r}; the databases are sqlite:/// and postgresql://."
        )
    return url.set(drivername=driver)


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        Path(url.database).touch(mode=0o600)  # what people asked is nobody else's on this machine
    engine = create_engine(url, pool_size=CONNECTIONS, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # else Python begins transactions by its own rules, and never for a read
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its turn at once: one that began by reading could not wait for another.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server(url: URL) -> Engine:
    options = {"connect_timeout": 10}
    return create_engine(url, pool_size=CONNECTIONS, pool_pre_ping=True, connect_args=options, hide_parameters=True)
