"""How far reviewers agree beyond chance."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """``kappa`` is Cohen's, from -1 to 1, 0 being chance; NaN without pairs, or where chance leaves no room to differ.

    ``pairs`` counts the answers that two reviewers judged, ``agreed`` those on which they say the same.
    """

    pairs: int
    agreed: int
    kappa: float


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Return the agreement of pairs of verdicts on the same thing, that of the first reviewer and of the second.

    Source: J. Cohen, A coefficient of agreement for nominal scales (1960).
    """
    if not pairs:
        return Agreement(0, 0, math.nan)
    agreed = sum(one == other for one, other in pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[verdict] * second[verdict] for verdict in first) / len(pairs) ** 2
    observed = agreed / len(pairs)
    return Agreement(len(pairs), agreed, (observed - chance) / (1 - chance) if chance < 1 else math.nan)
