"""The periods that the dashboard looks at, divided into bins of days or months."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from babel import Locale
from babel.dates import format_date, format_skeleton

from assistant.domain import Language

MOST_BINS = 24
LOCALES = {Language.EN: Locale("en", "GB"), Language.NL: Locale("nl")}
_BINS = {"30": 6, "90": 9}  # of five and of ten days


class Period(StrEnum):
    """How far the dashboard looks back."""

    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"
    ALL = "all"


def period_of(words: str) -> Period:
    """Return the period that an address names, else that of ninety days."""
    return Period(words) if words in set(Period) else Period.QUARTER


@dataclass(frozen=True)
class Span:
    """A period with its bins: bin ``i`` begins at ``edges[i]`` and ends before ``edges[i + 1]``."""

    period: Period
    edges: tuple[datetime, ...]

    @property
    def bins(self) -> range:
        """The numbers of the bins."""
        return range(len(self.edges) - 1)

    @property
    def days(self) -> tuple[str, ...]:
        """The first day of each bin, as computers write it."""
        return tuple(edge.date().isoformat() for edge in self.edges[:-1])

    def labels(self, language: Language) -> tuple[str, ...]:
        """Return how each bin is called on an axis."""
        skeleton = "MMMd" if self.period in _BINS else "yMMM"
        return tuple(format_skeleton(skeleton, edge, locale=LOCALES[language]) for edge in self.edges[:-1])


def span_of(period: Period, at: datetime, first: datetime | None) -> Span:
    """Return a period that ends with the day of ``at``; ``first`` is when the oldest answer was given."""
    today = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = today + timedelta(days=1)
    if period in _BINS:
        count, begin = _BINS[period], tomorrow - timedelta(days=int(period))
        return Span(period, tuple(begin + timedelta(days=int(period) // count * number) for number in range(count + 1)))
    newest = _months(today)
    oldest = newest - 11 if period is Period.YEAR or first is None else min(_months(first.astimezone(UTC)), newest)
    step = next(each for each in (1, 3, 12, 120) if newest - oldest < each * (MOST_BINS - 1))
    months = range(oldest // step * step, newest // step * step + step + 1, step)
    return Span(period, tuple(_month(number) for number in months))


def day(moment: datetime, language: Language) -> str:
    """Return the date of a moment as people write it."""
    return format_date(moment, "medium", locale=LOCALES[language])


def _months(moment: datetime) -> int:
    return moment.year * 12 + moment.month - 1


def _month(number: int) -> datetime:
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)
