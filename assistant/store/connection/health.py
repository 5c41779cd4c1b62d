"""Whether the database answers: one that does not is left alone for a moment, so that nobody waits in a row for it."""

import time
from threading import Condition

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from assistant.errors import StoreUnavailable

REST = 2.0
"""Seconds between two tries while it is away; whoever comes in between is told at once."""

MOMENT = 0.3
"""Seconds in which a database that is there again has answered."""

_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_READONLY")
_POSTGRESQL = ("08", "53", "57")  # no connection, no resources, somebody intervened (also: too slow)


class Health:
    """What is known of reading, or of writing."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._failing = False
        self._trying = False
        self._next = 0.0

    def check(self) -> None:
        """Let through while all is well; while the database is away, one try at a time.

        Raises:
            StoreUnavailable: when it failed a moment ago.
        """
        with self._changed:
            if self._trying:  # it may be there again: that is known in a moment, or in seconds
                self._changed.wait_for(lambda: not self._trying, MOMENT)
            if not self._failing:
                return
            if self._trying or time.monotonic() < self._next:
                raise StoreUnavailable("The database does not answer.")
            self._trying = True

    def ended(self, *, away: bool) -> None:
        """Note whether it was away; every use that was let through ends so."""
        with self._changed:
            self._trying = False
            self._failing, self._next = away, time.monotonic() + REST
            self._changed.notify_all()


def is_away(error: Exception) -> bool:
    """Tell whether an error says that the database cannot be reached or used, and not that a statement is wrong."""
    if isinstance(error, NoConnection):
        return True
    if not isinstance(error, DBAPIError):
        return False
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name:
        return name.startswith(_SQLITE)
    state = getattr(error.orig, "sqlstate", None)
    lost = isinstance(error, OperationalError | InterfaceError) and state is None
    return error.connection_invalidated or lost or str(state).startswith(_POSTGRESQL)
