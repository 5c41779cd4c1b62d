import math

import pytest

from evals.metrics.score import Score, undefined
from evals.run.aggregate import figure, groups, wilson
from tests.evals.samples import REFUSAL, make_case


def scores(*values: float) -> list[Score]:
    return [Score(value) for value in values]


def test_a_share_gets_wilsons_interval() -> None:
    # 8 of 10 by Wilson's formula with z = 1.96: the textbook's 0.4902 to 0.9433.
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert figure(scores(*[1.0] * 8, *[0.0] * 2)).low == pytest.approx(0.4902, abs=1e-4)


def test_all_right_is_not_certainty() -> None:
    assert wilson(5, 5) == pytest.approx((0.5655, 1.0), abs=1e-4)


def test_a_mean_gets_the_same_bootstrap_interval_every_time() -> None:
    first, second = figure(scores(0.25, 0.5, 1.0, 0.75)), figure(scores(0.25, 0.5, 1.0, 0.75))
    assert first == second
    assert first.value == 0.625
    assert 0.25 <= first.low < 0.625 < first.high <= 1.0


def test_undefined_scores_are_counted_apart() -> None:
    summed = figure([*scores(1.0, 0.0), undefined("no gold")])
    assert (summed.value, summed.n, summed.undefined) == (0.5, 2, 1)


def test_nothing_defined_is_undefined_not_zero() -> None:
    summed = figure([undefined("no gold")])
    assert math.isnan(summed.value)
    assert summed.n == 0


def test_a_percentile_sums_up_waiting_times() -> None:
    assert figure(scores(*range(1, 101)), percentile=95).value == pytest.approx(95.05)


def test_cases_are_grouped_by_language_pair_and_kind() -> None:
    assert groups([make_case(), REFUSAL]) == {
        "all": ("en-en-001", "near_miss-001"),
        "language:en": ("en-en-001", "near_miss-001"),
        "pair:en-en": ("en-en-001",),
        "kind:answerable": ("en-en-001",),
        "kind:near_miss": ("near_miss-001",),
    }
