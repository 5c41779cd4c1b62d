"""What we ask of SQLite's files besides their content."""

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whoever has it open.

    Reading its file beside SQLite would do neither: it may be between two writes, and a process that closes the file
    ends its own locks on it.
    """
    with closing(connect(source, "rw")) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)


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
