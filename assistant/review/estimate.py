"""A share estimated from a sample, with how far it may be off."""

import math
from dataclasses import dataclass

_Z = 1.96  # 95%


@dataclass(frozen=True)
class Estimate:
    """``share`` of ``count`` is ``hits``; the share of all lies between ``low`` and ``high`` 95 times of 100."""

    hits: int
    count: int
    share: float
    low: float
    high: float


def estimate(hits: int, count: int) -> Estimate | None:
    """Return Wilson's interval for a share of a random sample, None where the sample is empty.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
    """
    if count == 0:
        return None
    share = hits / count
    scale = 1 + _Z**2 / count
    centre = (share + _Z**2 / (2 * count)) / scale
    margin = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)) / scale
    return Estimate(hits, count, share, max(0.0, centre - margin), min(1.0, centre + margin))
