"""Wrong passwords: they slow down who guesses, by network and by name, and nobody else.

A browser that its owner has logged in with before is known by a cookie. What strangers guess does not count for it, so
that nobody can shut a person out by guessing. A try counts from the moment it begins, for all servers on the database:
however many come at once, no more are compared than may fail.
"""

import hmac
import secrets
import time
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from assistant.store import Database, attempts
from assistant.store.attempts import Count, Full
from assistant.store.database import now
from assistant.store.users import Account

PAIR = (5, timedelta(minutes=2))
"""Wrong passwords for one name from one network, or from one known browser: so many, then one in this time."""

NETWORK = (30, timedelta(seconds=12))
"""Wrong passwords from one network, whatever the names."""

NAME = (100, timedelta(seconds=36))
"""Wrong passwords for one name from everywhere; when there were more, each network has few tries for it."""

FEW = (2, timedelta(minutes=30))
TOLD = (1, timedelta(hours=1))

CLOSED = 2.0
"""Seconds for which a network with too many wrong passwords is refused without asking the database again."""

MOST_CLOSED = 10_000


@dataclass(frozen=True)
class Guesses:
    """Counts wrong passwords."""

    database: Database
    _closed: dict[str, float] = field(default_factory=dict)

    def network_may(self, network: str) -> bool:
        """Return whether a network may try at all; asked before anything is read of a request."""
        return time.monotonic() >= self._closed.get(network, 0)

    def begin(self, name: str, network: str, known_browser: str = "") -> "Try | None":
        """Begin to try a password; None where it is too soon."""
        if known_browser:
            return self._begin(Count(("browser", name, known_browser), *PAIR))
        few = Count(("few", name, network), *FEW)
        everywhere = Count(("name", name), *NAME, instead=few)
        return self._begin(Count(("network", network), *NETWORK), Count(("pair", name, network), *PAIR), everywhere)

    def begin_own(self, person_id: str) -> "Try | None":
        """Begin to try the password of somebody who has a session of theirs; None where it is too soon."""
        return self._begin(Count(("own", person_id), *PAIR))

    def is_news(self, person_id: str) -> bool:
        """Return whether it was not told yet this hour that logins of a person are slowed down."""
        return self._begin(Count(("told", person_id), *TOLD)) is not None

    def _begin(self, *counts: Count) -> "Try | None":
        try:
            return Try(self.database, attempts.take(self.database, counts, now()))
        except Full as full:
            if full.count.what[0] == "network":
                self._close(full.count.what[1])
            return None

    def _close(self, network: str) -> None:
        if len(self._closed) >= MOST_CLOSED:
            self._closed.clear()
        self._closed[network] = time.monotonic() + CLOSED


@dataclass(frozen=True)
class Try:
    """A password that is being compared; it counts as a wrong one until it is known to be right."""

    database: Database
    counts: tuple[Count, ...]

    def was_right(self) -> None:
        """Let it count no more."""
        attempts.give_back(self.database, self.counts)


def browser_cookie(account: Account) -> str:
    """Return what a browser is known by from now on; another password makes it worthless."""
    number = secrets.token_urlsafe(12)
    return f"{number}.{_signed(account, number)}"


def is_known(account: Account, cookie: str) -> bool:
    """Return whether a browser was logged in with before by the person of an account."""
    number, _, signature = cookie.partition(".")
    return bool(account.password_hash) and hmac.compare_digest(signature.encode(), _signed(account, number).encode())


def _signed(account: Account, number: str) -> str:
    # The hash of the password is known to nobody but the server, and is another after a change.
    key = sha256(account.password_hash.encode()).digest()
    return hmac.new(key, f"browser/{account.person.id}/{number}".encode(), sha256).hexdigest()
