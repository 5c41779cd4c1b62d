"""The periods of the dashboard and their bins."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.domain import Language
from assistant.web.review.board.period import MOST_BINS, Period, period_of, span_of

AT = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize("words", ["", "90", "1e9", "-1", "<script>"])
def test_what_is_no_period_is_ninety_days(words: str) -> None:
    assert period_of(words) is Period.QUARTER


@pytest.mark.parametrize(("period", "bins"), [(Period.MONTH, 6), (Period.QUARTER, 9)])
def test_a_period_of_days_ends_with_today(period: Period, bins: int) -> None:
    span = span_of(period, AT, None)
    assert (len(span.bins), span.edges[-1]) == (bins, datetime(2026, 11, 28, tzinfo=UTC))
    assert span.edges[-1] - span.edges[0] == timedelta(days=int(period))


def test_a_year_has_the_month_that_is_and_eleven_before() -> None:
    span = span_of(Period.YEAR, AT, None)
    assert (span.days[0], span.days[-1], len(span.bins)) == ("2025-12-01", "2026-11-01", 12)
    assert span.labels(Language.EN)[:2] == ("Dec 2025", "Jan 2026")
    assert span.labels(Language.NL)[-1] == "nov 2026"


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (datetime(2026, 10, 3, tzinfo=UTC), ("2026-10-01", "2026-11-01")),
        (datetime(2024, 1, 3, tzinfo=UTC), ("2024-01-01", "2024-04-01")),
        (datetime(2019, 6, 3, tzinfo=UTC), ("2019-01-01", "2020-01-01")),
        (AT + timedelta(days=400), ("2026-11-01",)),
    ],
)
def test_all_time_is_divided_into_no_more_bins_than_can_be_seen(first: datetime, days: tuple[str, ...]) -> None:
    span = span_of(Period.ALL, AT, first)
    assert span.days[: len(days)] == days
    assert len(span.bins) <= MOST_BINS
    assert span.edges[0] <= min(first, AT) <= AT < span.edges[-1]
