"""A log that cannot be flooded by who knocks at every door."""

import logging

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

PER_MINUTE = RateLimitItemPerMinute(60)


class Sparing(logging.LoggerAdapter[logging.Logger]):
    """Passes on so many lines a minute, and keeps quiet about the rest."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__(logger)
        self.limiter = FixedWindowRateLimiter(MemoryStorage())

    def isEnabledFor(self, level: int) -> bool:
        """Return whether a line is written now; each that is asked for counts."""
        return super().isEnabledFor(level) and self.limiter.hit(PER_MINUTE, self.logger.name)
