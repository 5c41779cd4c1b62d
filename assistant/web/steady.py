"""A clock that is believed only when it has gone on steadily: what is removed for its age never comes back."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

PLAUSIBLE = timedelta(days=31)
"""How long nothing may have happened before the first look, for the clock to be believed at once."""

SETTLED = timedelta(hours=1)
"""Signs of life that are more recent than this prove nothing: they may come from the same wrong clock."""

DRIFT = timedelta(hours=1)


class SteadyClock:
    """Compares the clock with the last sign of life before, and then with the time that has passed since each look.

    A moment that fits neither is believed at the next look, a day later, if the clock has gone on from there.
    """

    def __init__(
        self,
        last_sign: Callable[[datetime], datetime | None],
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._last_sign = last_sign
        self._passed = passed
        self._before: tuple[datetime, float] | None = None

    def believe(self, moment: datetime) -> bool:
        """Tell whether a moment that the clock tells is likely to be true."""
        before, self._before = self._before, (moment, self._passed())
        if before is not None:
            expected = before[0] + timedelta(seconds=self._before[1] - before[1])
            return abs(moment - expected) < DRIFT
        sign = self._last_sign(moment - SETTLED)
        return sign is None or moment - sign.astimezone(UTC) < PLAUSIBLE
