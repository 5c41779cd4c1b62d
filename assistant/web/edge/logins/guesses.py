"""Wrong passwords: they slow down who guesses, by network and by name, and nobody else.

A browser that its owner has logged in with before is known by a cookie. What strangers guess does not count for it, so
that nobody can shut a person out by guessing. A try counts from the moment it begins: however many come at once, no
more are compared than may fail.
"""

import hmac
import secrets
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.store.users import Account

Key = tuple[str, ...]
Counted = tuple[RateLimitItem, Key]

PAIR = (RateLimitItemPerMinute(5), RateLimitItemPerHour(30))
"""Wrong passwords for one name from one network, or from one known browser."""

NETWORK = (RateLimitItemPerMinute(30), RateLimitItemPerHour(300))
"""Wrong passwords from one network, whatever the names."""

NAME = RateLimitItemPerHour(100)
"""Wrong passwords for one name from everywhere; when there were more, each network has few tries for it."""

FEW = RateLimitItemPerHour(2)


@dataclass(frozen=True)
class Guesses:
    """Counts wrong passwords; used from the event loop only, so that nothing comes between a test and its count."""

    _counts: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    _under_way: Counter[Key] = field(default_factory=Counter)

    def network_may(self, network: str) -> bool:
        """Return whether a network may try at all; asked before anything is read of a request."""
        return all(self._fits(item, ("network", network)) for item in NETWORK)

    def begin(self, name: str, network: str, known_browser: str = "") -> "Try | None":
        """Begin to try a password; None where it is too soon."""
        pair = ("browser", name, known_browser) if known_browser else ("pair", name, network)
        counted: list[Counted] = [(item, pair) for item in PAIR]
        if not known_browser:
            counted += [(item, ("network", network)) for item in NETWORK]
            if not self._fits(NAME, ("name", name)):
                counted.append((FEW, pair))
        if not all(self._fits(item, key) for item, key in counted):
            return None
        if not known_browser:
            counted.append((NAME, ("name", name)))
        started = Try(self, tuple(dict.fromkeys(counted)))
        self._under_way.update(started.keys)
        return started

    def is_news(self, person_id: str) -> bool:
        """Return whether it was not told yet this hour that logins of a person are slowed down."""
        return self._counts.hit(RateLimitItemPerHour(1), "told", person_id)

    def _fits(self, item: RateLimitItem, key: Key) -> bool:
        return self._counts.test(item, *key, cost=self._under_way[key] + 1)

    def _end(self, ended: "Try", wrong: bool) -> None:
        self._under_way.subtract(ended.keys)
        for key in [key for key in ended.keys if self._under_way[key] <= 0]:
            del self._under_way[key]
        for item, key in ended.counted if wrong else ():
            self._counts.hit(item, *key)


@dataclass(frozen=True)
class Try:
    """A password that is being compared."""

    guesses: Guesses
    counted: tuple[Counted, ...]

    @property
    def keys(self) -> frozenset[Key]:
        """What it counts for."""
        return frozenset(key for _, key in self.counted)

    def end(self, *, wrong: bool) -> None:
        """Count it where it was wrong."""
        self.guesses._end(self, wrong)


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
