"""Which schema a database has, and how it gets the newest. Alembic is loaded only when there is something to do."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from assistant.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0011"
"""The newest schema; a test compares it with the migrations."""

MIGRATIONS = Path(__file__).parent / "migrations"

MOMENT = 1.0
"""Seconds that a change waits for a table, and others behind it."""

PAUSE = 2.0
TRIES = 40
"""Two minutes in all."""

_LOCK = 7_365_726  # any number, as long as all that migrate use the same
_IN_USE = "55P03"
"""What PostgreSQL says of a table that was waited for too long."""


def bring_up_to_date(engine: Engine) -> None:
    """Migrate a database to the newest schema, wholly or not at all.

    Raises:
        StoreUnavailable: where it has a schema that this version of the program does not know.
    """
    with engine.begin() as connection:
        if version(connection) == HEAD:
            return
    migrate(engine, HEAD)


def version(connection: Connection) -> str:
    """Return the schema's version, empty for a new database."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def found(engine: Engine) -> str:
    """Return the version of a database's schema, and let go of it.

    Raises:
        StoreUnavailable: where it cannot be reached.
    """
    try:
        with engine.begin() as connection:
            return version(connection)
    except SQLAlchemyError as error:
        raise StoreUnavailable(
            f"The database {engine.url.render_as_string()} cannot be opened: {getattr(error, 'orig', None) or error}. "
            "Check DATABASE_URL, and that the database runs and may be written."
        ) from None
    finally:
        engine.dispose()


def migrate(engine: Engine, target: str) -> None:
    """Bring a database to a schema that is not older than its own."""
    from alembic import command

    _run(engine, lambda config, _: command.upgrade(config, target))


def step_back(engine: Engine) -> None:
    """Bring a database to the schema before its own, for the version of the program before this one.

    Raises:
        StoreUnavailable: where there is none, or what was kept would not fit it.
    """
    from alembic import command
    from alembic.script import ScriptDirectory

    def back(config: "Config", connection: Connection) -> None:
        newest = version(connection)
        script = ScriptDirectory.from_config(config).get_revision(newest) if newest else None
        if script is None or not hasattr(script.module, "downgrade"):
            raise StoreUnavailable(
                f"Schema {newest!r} cannot be taken back. Restore a backup from before it: see docs/operate.md."
            )
        command.downgrade(config, "-1")

    _run(engine, back)


def _run(engine: Engine, change: "Callable[[Config, Connection], None]") -> None:
    """Change a schema, wholly or not at all, while nobody else does.

    Whoever asks for a table waits behind a change that waits for it. So a change waits a moment, gives way, and tries
    again: a backup that reads for minutes keeps nobody from working.
    """
    for _ in range(TRIES):
        try:
            _try(engine, change)
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) != _IN_USE:
                raise
            time.sleep(PAUSE)
        else:
            return
    raise StoreUnavailable(
        "The schema could not be changed: something that takes long, such as a backup, is at the tables. "
        "Nothing was changed. Try again when it is done."
    )


def _try(engine: Engine, change: "Callable[[Config, Connection], None]") -> None:
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with engine.execution_options(writes=True).begin() as connection, taking_time(connection):
        if connection.dialect.name == "postgresql":  # two servers that start at once take turns
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            connection.execute(text(f"SET LOCAL lock_timeout = {int(MOMENT * 1000)}"))
        config.attributes["connection"] = connection
        try:
            change(config, connection)
        except CommandError as error:
            raise StoreUnavailable(
                f"The database has schema {version(connection)!r}, which this version of ser-assistant does not know "
                f"({error}). Use the version that made it or a newer one."
            ) from None


def taking_time(connection: Connection) -> AbstractContextManager[None]:
    """Let a transaction take longer than somebody who asks would wait."""
    if connection.dialect.name != "postgresql":
        return nullcontext()
    from assistant.store.connection.patience import taking_time

    return taking_time(connection)
