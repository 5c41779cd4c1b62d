import math
from dataclasses import replace

import pytest

from evals.run.gate import Comparison, Flip, compare, sign_test
from evals.run.outcome import Outcome

TOLERANCES = {"correct": 0.02, "quote validity": 0.0, "false answers": 0.02, "words": 15.0}


def outcome(correct: float, **values: float) -> Outcome:
    stage = "" if correct else "not retrieved"
    return Outcome(
        "digest", "en", "en-en", "answerable", stage, {"correct": correct, **values}, "not among the first 10"
    )


def run(right: int, wrong: int, pair: str = "en-en") -> dict[str, Outcome]:
    """Return the first cases right and the others wrong, with ids that go on alike."""
    values = [1.0] * right + [0.0] * wrong
    return {
        f"{pair}-{number:03}": replace(outcome(value), language=pair[:2], pair=pair)
        for number, value in enumerate(values)
    }


def worse(before: dict[str, Outcome], after: dict[str, Outcome]) -> list[tuple[str, str]]:
    return [(each.metric.name, each.group) for each in compare(before, after, TOLERANCES).regressions]


def test_the_same_run_passes() -> None:
    comparison = compare(run(90, 10), run(90, 10), TOLERANCES)
    assert comparison == Comparison(compared=tuple(run(90, 10)), skipped=(), regressions=(), flips=())
    assert comparison.passes


@pytest.mark.parametrize(("right", "passes"), [(88, True), (87, False)], ids=["at the tolerance", "beyond it"])
def test_the_whole_may_get_worse_by_the_tolerance_only(right: int, passes: bool) -> None:
    found = worse(run(90, 10), run(right, 100 - right))
    assert (("correct", "all") not in found) is passes


def test_a_regression_names_what_got_worse_and_by_how_much() -> None:
    (regression,) = [each for each in compare(run(90, 10), run(80, 20), TOLERANCES).regressions if each.group == "all"]
    assert (regression.metric.name, regression.before, regression.after, regression.allowed) == (
        "correct",
        0.9,
        0.8,
        0.02,
    )
    assert regression.worse == tuple(f"en-en-{number:03}" for number in range(80, 90))


def test_the_cases_that_flipped_are_named_with_their_stage() -> None:
    comparison = compare(run(3, 1), run(2, 2), TOLERANCES)
    assert comparison.broken == (Flip("en-en-002", "", "not retrieved", "not among the first 10"),)
    assert comparison.mended == ()


def test_a_case_that_fails_elsewhere_has_moved() -> None:
    before, after = run(0, 1), run(0, 1)
    after["en-en-000"] = replace(after["en-en-000"], stage="wrongly refused")
    assert [flip.after for flip in compare(before, after, TOLERANCES).moved] == ["wrongly refused"]


def test_mended_cases_of_one_language_do_not_hide_what_broke_in_the_other() -> None:
    before = run(40, 10) | run(20, 10, "nl-nl")
    after = run(48, 2) | run(12, 18, "nl-nl")
    assert worse(before, after) == [("correct", "language:nl"), ("correct", "pair:nl-nl")]


def test_a_few_flips_in_a_small_group_are_chance() -> None:
    before = run(90, 0) | run(10, 0, "nl-nl")
    after = run(90, 0) | run(9, 1, "nl-nl")
    assert worse(before, after) == []


def test_one_quote_that_is_not_literal_closes_the_gate() -> None:
    before = {f"case-{number}": outcome(1.0, **{"quote validity": 1.0}) for number in range(300)}
    after = before | {"case-7": outcome(1.0, **{"quote validity": 0.5})}
    assert worse(before, after) == [("quote validity", "all")]


def test_a_bad_quote_in_a_case_that_had_none_before_counts() -> None:
    before = {"a": outcome(1.0, **{"quote validity": 1.0}), "b": outcome(1.0)}
    after = before | {"b": outcome(1.0, **{"quote validity": 0.0})}
    (regression,) = compare(before, after, TOLERANCES).regressions
    assert regression.worse == ("b",)


def test_more_false_answers_are_worse_and_fewer_are_not() -> None:
    few = {f"n-{number}": outcome(1.0, **{"false answers": 0.0}) for number in range(10)}
    many = {name: outcome(1.0, **{"false answers": 1.0}) for name in few}
    assert ("false answers", "all") in worse(few, many)
    assert worse(many, few) == []


def test_a_figure_that_nothing_defines_any_more_is_worse() -> None:
    before = {"a": outcome(1.0, words=20.0)}
    (regression,) = [
        each for each in compare(before, {"a": outcome(1.0)}, TOLERANCES).regressions if each.group == "all"
    ]
    assert math.isnan(regression.after)


def test_new_and_changed_cases_are_not_compared() -> None:
    before, after = run(3, 0), run(2, 1) | {"new": outcome(0.0)}
    after["en-en-002"] = replace(after["en-en-002"], digest="reworded")
    comparison = compare(before, after, TOLERANCES)
    assert (comparison.compared, comparison.skipped) == (("en-en-000", "en-en-001"), ("en-en-002", "new"))
    assert comparison.passes


@pytest.mark.parametrize(("losses", "gains", "chance"), [(5, 0, 1 / 32), (1, 0, 1 / 2), (0, 0, 1), (3, 1, 5 / 16)])
def test_the_sign_test_is_a_sum_of_coin_throws(losses: int, gains: int, chance: float) -> None:
    assert sign_test(losses, gains) == pytest.approx(chance)
