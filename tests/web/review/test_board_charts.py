"""Where the dashboard's pictures have their lines and bars."""

import pytest

from assistant.review.estimate import estimate
from assistant.web.review.board.charts import BOTTOM, TOP, line_chart, stack_chart, top_of


def percent(share: float) -> str:
    return f"{share:.0%}"


def test_a_line_has_a_gap_where_nothing_is_known() -> None:
    chart = line_chart(
        [estimate(1, 1), None, estimate(0, 2), estimate(2, 2)], ["a", "b", "c", "d"], ["1", "", "3", "4"], percent
    )
    assert [[point.text for point in run.points] for run in chart.runs] == [["1"], ["3", "4"]]
    assert [point.y for run in chart.runs for point in run.points] == [TOP, BOTTOM, TOP]
    assert [tick.label for tick in chart.y] == ["0%", "50%", "100%"]


def test_a_band_goes_round_the_intervals() -> None:
    (run,) = line_chart([estimate(1, 2), estimate(1, 2)], ["a", "b"], ["", ""], percent).runs
    first, second = run.points
    assert run.band == (
        f"{first.x:g},{first.high:g} {second.x:g},{second.high:g} {second.x:g},{second.low:g} {first.x:g},{first.low:g}"
    )


def test_bars_stand_on_each_other_and_none_is_empty() -> None:
    counts = [{"good": 3, "none": 0, "bad": 1}]
    (low, high) = stack_chart(counts, ["a"], [{"good": "g", "none": "n", "bad": "b"}], 4).bars
    assert (low.kind, low.y + low.height, low.text) == ("good", BOTTOM, "g")
    assert (high.kind, high.y, high.y + high.height) == ("bad", TOP, low.y)


@pytest.mark.parametrize(
    ("highest", "top"),
    [(0, 2), (1, 2), (3, 4), (7, 8), (11, 12), (15, 16), (35, 40), (99, 100), (151, 160), (1001, 1200)],
)
def test_an_axis_ends_with_a_round_number(highest: int, top: int) -> None:
    assert top_of([highest]) == top


def test_no_more_bins_are_named_than_fit() -> None:
    chart = stack_chart([{"a": 1}] * 24, [str(number) for number in range(24)], [{"a": ""}] * 24, 2)
    assert [tick.label for tick in chart.x] == ["0", "6", "12", "18"]
