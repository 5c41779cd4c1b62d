"""The questions that a person is asked to stand in for: of every kind and language as many as one can answer by hand.

Which ones is settled by their ids, so that nobody picks the easy ones.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from assistant.domain import Language
from evals.natural.case import Kind, NaturalCase

OF_EACH: Mapping[Kind, int] = {
    Kind.ANSWERABLE: 12,
    Kind.NEAR_MISS: 6,
    Kind.PARTIAL: 3,
    Kind.FOLLOW_UP: 4,
    Kind.TOPIC_SWITCH: 1,
    Kind.REWORK: 3,
    Kind.SMALL_TALK: 2,
    Kind.OFF_TOPIC: 2,
}
"""How many of a kind there are in each language."""


def chosen(cases: Iterable[NaturalCase]) -> Iterator[NaturalCase]:
    """Yield the cases that are chosen, in the order of their ids' fingerprints."""
    taken: Counter[tuple[Kind, Language]] = Counter()
    for case in sorted(cases, key=lambda case: hashlib.sha256(case.id.encode()).hexdigest()):
        taken[case.kind, case.language] += 1
        if taken[case.kind, case.language] <= OF_EACH[case.kind]:
            yield case
