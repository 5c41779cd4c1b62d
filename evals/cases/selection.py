"""Which cases run: by suite, split and limit."""

from collections.abc import Sequence

from assistant.errors import AssistantError
from assistant.review.case import Case
from evals.cases.case import split_of

SPLITS = ("dev", "test", "all")


class SelectionError(AssistantError):
    """The options select no case."""


def select(
    cases: Sequence[Case], *, suite: Sequence[str] = (), split: str = "all", limit: int | None = None
) -> list[Case]:
    """Return the cases of the suites (kinds or language pairs) and the split, in the order of the files.

    A limit takes cases evenly from the whole, so that a small run still touches every kind.

    Raises:
        SelectionError: naming what exists, when a suite is unknown or nothing is left.
    """
    known = sorted({name for case in cases for name in _suites(case)})
    unknown = sorted(set(suite).difference(known))
    if unknown:
        raise SelectionError(f"There is no suite {', '.join(unknown)}. There are: {', '.join(known)}.")
    if split not in SPLITS:
        raise SelectionError(f"There is no split {split!r}. There are: {', '.join(SPLITS)}.")
    chosen = [
        case
        for case in cases
        if (not suite or not _suites(case).isdisjoint(suite)) and split in ("all", split_of(case.id))
    ]
    if not chosen:
        raise SelectionError("No case is left. Choose another suite or split.")
    return _evenly(chosen, limit)


def _suites(case: Case) -> set[str]:
    return {str(name) for name in (case.kind, case.pair) if name}


def _evenly(cases: list[Case], limit: int | None) -> list[Case]:
    if limit is None or limit >= len(cases):
        return cases
    return [cases[number * len(cases) // limit] for number in range(limit)]
