"""A circuit breaker: a model that failed some times in a row is left alone for a while, then tried once."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

FAILURES = 2
REST = 60.0  # seconds


@dataclass
class Breaker:
    """Counts failures in a row; safe to use from many threads."""

    failures: int = FAILURES
    rest: float = REST
    now: Callable[[], float] = time.monotonic
    _lock: Lock = field(default_factory=Lock)
    _failed: int = 0
    _since: float = 0.0

    def allows(self) -> bool:
        """Tell whether the model may be asked; after a rest once, and again only when that went well."""
        with self._lock:
            if self._failed < self.failures:
                return True
            if self.now() - self._since < self.rest:
                return False
            self._since = self.now()
            return True

    def worked(self) -> None:
        """Note that the model replied."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """Note that it did not."""
        with self._lock:
            self._failed += 1
            self._since = self.now()
