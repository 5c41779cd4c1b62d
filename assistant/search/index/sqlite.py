"""What we ask of SQLite's files besides their content."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PATIENCE = 2.0
"""Seconds to wait for somebody who writes; who takes longer has stopped."""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whoever has it open.

    Reading its file beside SQLite would do neither: it may be between two writes, and a process that closes the file
    ends its own locks on it.
    """
    try:
        with closing(connect(source, "rw", PATIENCE)) as original, closing(sqlite3.connect(target)) as copy:
            original.backup(copy, progress=_impatient())
    except _Stopped:
        # Somebody has stopped amid a change. With its journal the copy is undone to before that, as after a power cut.
        for suffix in ("", "-journal", "-wal"):
            if (part := source.with_name(source.name + suffix)).exists():
                shutil.copyfile(part, target.with_name(target.name + suffix))


class _Stopped(Exception):
    """Who holds a database does not let go of it."""


def _impatient() -> Callable[[int, int, int], None]:
    """Return what a copy tells of its progress: by itself, Python would try for ever."""
    deadline = time.monotonic() + PATIENCE

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > deadline:
            raise _Stopped

    return progress


def is_free(path: Path) -> bool:
    """Tell whether a database can be written within seconds."""
    try:
        with closing(connect(path, "rw", PATIENCE)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            connection.rollback()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode != sqlite3.SQLITE_BUSY
    return True


def is_read(path: Path) -> bool:
    """Tell whether somebody has a reading transaction on a database, here or in another process."""
    try:
        with closing(connect(path, "rw", timeout=0)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode == sqlite3.SQLITE_BUSY
    except sqlite3.DatabaseError:  # damaged, so nobody can read it
        return False
    return False


def connect(path: Path, mode: str, timeout: float = 5.0) -> sqlite3.Connection:
    """Open a database: ``ro`` to read, ``rw`` also to write, ``rwc`` to make it where it is not there."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout, uri=True, check_same_thread=False)
