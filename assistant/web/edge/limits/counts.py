"""Where it is counted how much was done lately: in this process, or in a Redis or Valkey that servers share.

While that is away each server counts by itself, so that nobody is shut out for want of it; the log says so.
"""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from limits import RateLimitItem
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import MovingWindowRateLimiter, RateLimiter, SlidingWindowCounterRateLimiter

from assistant.errors import ConfigurationError

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

PATIENCE = 0.2
"""Seconds that a reply is waited for: everybody waits with whoever asks."""

REST = 10.0
"""Seconds for which a store that did not reply is left alone."""

_VALKEY = {"valkey": "redis", "valkeys": "rediss"}
"""Both speak one language, for which there is one client."""


class Counts:
    """Counts in the store of an address, in this process where there is none."""

    def __init__(self, address: str = "", rest: float = REST) -> None:
        self._own: RateLimiter = MovingWindowRateLimiter(MemoryStorage())
        self._shared = _shared(address) if address else None
        self._rest = rest
        self._rests_until = 0.0

    def hit(self, item: RateLimitItem, *names: str, cost: int = 1) -> bool:
        """Count one more, or what it costs; return whether it is within the limit: what is refused does not count."""
        return self._asked(lambda limiter: limiter.hit(item, *names, cost=cost))

    def left(self, item: RateLimitItem, *names: str) -> int:
        """Return how many more are within the limit."""
        return self._asked(lambda limiter: limiter.get_window_stats(item, *names).remaining)

    def check(self) -> str:
        """Return what keeps the shared store from being used, empty where nothing does or where there is none."""
        if self._shared is None:
            return ""
        try:
            return "" if self._shared.storage.check() else "it does not reply"
        except Exception as error:  # noqa: BLE001  each client has its own errors
            return type(error).__name__

    def _asked(self, ask: Callable[[RateLimiter], Result]) -> Result:
        if self._shared is None or time.monotonic() < self._rests_until:
            return ask(self._own)
        before, self._rests_until = self._rests_until, time.monotonic() + self._rest  # nobody else waits for this try
        try:
            found = ask(self._shared)
        except Exception as error:  # noqa: BLE001  whatever is wrong with it shuts nobody out
            logger.warning("The store of the limits does not answer (%s): each server counts by itself", _name(error))
            return ask(self._own)
        self._rests_until = 0.0
        if before:
            logger.info("The store of the limits answers again: limits hold for all servers together")
        return found


def _shared(address: str) -> RateLimiter:
    """Return what counts in a store; its windows are kept by the store's clock, whatever those of servers say."""
    scheme, _, place = address.partition("://")
    address = f"{_VALKEY.get(scheme, scheme)}://{place}"
    patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    try:
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        storage = storage_from_string(address, retry=Retry(NoBackoff(), 0), **patience)  # type: ignore[arg-type]
    except Exception as error:  # noqa: BLE001  its message may hold the password
        raise ConfigurationError(
            f"ASSISTANT_LIMITS_URL cannot be used ({_name(error)}). It is an address like redis://host:6379/0 or "
            "valkeys://user:password@host:6379/0, and needs the client: make install-redis"
        ) from None
    return SlidingWindowCounterRateLimiter(storage)


def _name(error: Exception) -> str:
    return type(error.__cause__ or error).__name__
