"""How each kind of database is reached: what it is told at first, and how long it is waited for."""

import json
import logging
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from assistant.errors import ConfigurationError

logger = logging.getLogger(__name__)

BUSY_SECONDS = 5
CONNECTIONS = 8

_OVERWRITES = 1
"""From this ``user_version`` on, a SQLite file holds nothing of what was removed."""

_SEVERAL = re.compile(
    r"(?P<before>postgres(?:ql)?://(?:[^/@?]*@)?)(?P<hosts>[^/?@]+,[^/?@]+)(?P<name>/[^?]*)?(?:\?(?P<query>.*))?"
)
USUAL_PORT = 5432
READ_ONLY = "25006"
"""What PostgreSQL says of a change that a standby is asked for."""

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}",
    "PRAGMA secure_delete=ON",  # what is removed is overwritten
)


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


def _url(address: str) -> URL:
    try:
        url = make_url(_with_hosts_apart(address))
    except (ArgumentError, ValueError):  # the latter: a port that is no number
        raise ConfigurationError(
            "DATABASE_URL is not an address like postgresql://user:password@host/name or sqlite:///path"
        ) from None
    driver = _DRIVERS.get(url.get_backend_name())
    if driver is None:
        raise ConfigurationError(
            f"DATABASE_URL begins with {url.drivername!r}; the databases are sqlite:/// and postgresql://."
        )
    return url.set(drivername=driver)


def _with_hosts_apart(address: str) -> str:
    """Return for SQLAlchemy the address of a server and its standbys, which PostgreSQL writes ``host1,host2:5433``."""
    found = _SEVERAL.fullmatch(address)
    if found is None:
        return address
    hosts = (each if re.search(r":\d+$", each) else f"{each}:{USUAL_PORT}" for each in found["hosts"].split(","))
    query = "&".join([*(f"host={each}" for each in hosts), *filter(None, [found["query"]])])
    return f"{found['before']}{found['name'] or '/'}?{query}"


def _sqlite(url: URL) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        Path(url.database).touch(mode=0o600)  # what people asked is nobody else's on this machine
    engine = create_engine(
        url, pool_size=CONNECTIONS, pool_timeout=BUSY_SECONDS, hide_parameters=True, json_deserializer=_read_json
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")  # one faulty text hides no others
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
    from assistant.store.connection.patience import SECONDS, PatientConnection

    options = {"connect_timeout": int(SECONDS), "options": f"-c statement_timeout={int(SECONDS * 1000)}"}
    engine = create_engine(
        url,
        pool_size=CONNECTIONS,
        pool_timeout=SECONDS,
        pool_pre_ping=True,
        connect_args=options,
        hide_parameters=True,
    )

    @event.listens_for(engine, "handle_error")
    def notice(context: ExceptionContext) -> None:
        # It was the primary, and is a standby now: the next connection looks for the primary again.
        if getattr(context.original_exception, "sqlstate", None) == READ_ONLY:
            context.is_disconnect = True

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
        return PatientConnection.connect(*arguments, **named)

    return engine


def compact_once(engine: Engine) -> None:
    """Make a SQLite file anew that held removed texts before they were overwritten; done once, as a number tells."""
    if engine.dialect.name != "sqlite":
        return
    with closing(engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
        cursor = connection.cursor()
        if cursor.execute("PRAGMA user_version").fetchone()[0] < _OVERWRITES:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute(f"PRAGMA user_version={_OVERWRITES}")


def _read_json(record: str) -> Any:
    """Return the values of a record; one that is damaged is empty, so that it hides no others."""
    try:
        return json.loads(record)
    except ValueError:
        logger.warning("A record of the database is damaged and taken for empty")
        return {}
