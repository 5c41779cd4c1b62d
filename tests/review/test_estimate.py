"""How far a share from a sample may be off."""

import pytest

from assistant.review.estimate import estimate


def test_a_share_gets_wilsons_interval() -> None:
    # By hand with z = 1.96: (0.8 + 3.8416/20 ± 1.96 √(0.16/10 + 3.8416/400)) / (1 + 3.8416/10).
    found = estimate(8, 10)
    assert found is not None
    assert (found.share, found.low, found.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-4)


@pytest.mark.parametrize(("hits", "low", "high"), [(5, 0.5655, 1.0), (0, 0.0, 0.4345)])
def test_an_interval_stays_between_none_and_all(hits: int, low: float, high: float) -> None:
    found = estimate(hits, 5)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)
    assert 0 <= found.low <= found.high <= 1


def test_nothing_is_estimated_from_nothing() -> None:
    assert estimate(0, 0) is None
