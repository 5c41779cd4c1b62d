"""What several reviewers say together, and what does not go together in one verdict."""

import math
from datetime import UTC, datetime

import pytest

from assistant.review.agreement import Agreement, agreement
from assistant.review.verdict import CitationVerdict, Review, State, Verdict, decisive, faults, settle
from tests.review.samples import place

RIGHT, WRONG = Verdict.RIGHT, Verdict.WRONG
INFLUENCE = place("Joint influence makes change possible.")


def said(*verdicts: Verdict) -> list[Review]:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return [Review(str(n), "g", "a", f"u{n}", f"U{n}", each, at) for n, each in enumerate(verdicts)]


@pytest.mark.parametrize(
    ("verdicts", "state", "holds"),
    [
        ((), State.OPEN, None),
        ((RIGHT,), State.REVIEWED, RIGHT),
        ((RIGHT, RIGHT), State.REVIEWED, RIGHT),
        ((RIGHT, WRONG), State.DISPUTED, None),
        ((RIGHT, WRONG, WRONG), State.REVIEWED, WRONG),
        ((RIGHT, WRONG, RIGHT), State.REVIEWED, RIGHT),
    ],
)
def test_two_who_disagree_leave_it_open_and_a_third_decides(
    verdicts: tuple[Verdict, ...], state: State, holds: Verdict | None
) -> None:
    reviews = said(*verdicts)
    found = decisive(reviews)
    assert (settle(reviews), found.verdict if found else None) == (state, holds)


@pytest.mark.parametrize(
    ("verdict", "citations", "places", "refused", "expected"),
    [
        (RIGHT, {1: CitationVerdict.SUPPORTS}, (), False, ()),
        (RIGHT, {1: CitationVerdict.OUTDATED}, (), False, ("right_with_refused_citation",)),
        (Verdict.INCOMPLETE, {}, (), False, ("places_needed",)),
        (Verdict.INCOMPLETE, {}, (INFLUENCE,), False, ()),
        (Verdict.SHOULD_ANSWER, {}, (), False, ("answered_already", "places_needed")),
        (Verdict.SHOULD_ANSWER, {}, (INFLUENCE,), True, ()),
        (Verdict.SHOULD_REFUSE, {}, (), True, ("refused_already",)),
        (WRONG, {1: CitationVerdict.DOES_NOT}, (), False, ()),
    ],
)
def test_what_does_not_go_together_is_named(
    verdict: Verdict,
    citations: dict[int, CitationVerdict],
    places: tuple[object, ...],
    refused: bool,
    expected: tuple[str, ...],
) -> None:
    assert faults(verdict, citations, places, refused=refused) == expected  # type: ignore[arg-type]


def test_agreement_is_cohens_kappa() -> None:
    """Worked by hand: 20 of 50 both yes, 15 both no, 5 and 10 differ; chance 0.5, observed 0.7."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = agreement(pairs)
    assert (found.pairs, found.agreed, round(found.kappa, 6)) == (50, 35, 0.4)


def test_agreement_by_chance_alone_is_not_agreement() -> None:
    assert agreement([]) == Agreement(0, 0, math.nan) or math.isnan(agreement([]).kappa)
    assert math.isnan(agreement([("y", "y")] * 5).kappa)
