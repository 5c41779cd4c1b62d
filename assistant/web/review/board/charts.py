"""The shapes of the dashboard's pictures: where each line, band and bar of a small chart is drawn.

Texts stay texts: the templates write them, and each picture is a table beside it too.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.review.estimate import Estimate

WIDTH, HEIGHT = 340, 190
LEFT, RIGHT, TOP, BOTTOM = 40, 334, 12, 160
LABELS = 4
"""How many bins are named on an axis, lest the names touch."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A word on an axis and where it stands."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """A mark of a line, with the interval above and below it; ``text`` tells it in words."""

    x: float
    y: float
    high: float
    low: float
    text: str


@dataclass(frozen=True)
class Run:
    """Points that follow on each other without a gap."""

    points: tuple[Point, ...]

    @property
    def line(self) -> str:
        """The line through them, as SVG has it."""
        return _path((each.x, each.y) for each in self.points)

    @property
    def band(self) -> str:
        """The outline of their intervals; that of a single point is a bar."""
        over = [(each.x, each.high) for each in self.points]
        under = [(each.x, each.low) for each in self.points]
        if len(self.points) == 1:
            over, under = [_beside(over[0], by) for by in (-5, 5)], [_beside(under[0], by) for by in (-5, 5)]
        return _path([*over, *reversed(under)])


@dataclass(frozen=True)
class LineChart:
    """Shares over time with their intervals."""

    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a stack; ``kind`` is what it counts."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True)
class StackChart:
    """Counts over time, by kind."""

    x: tuple[Tick, ...]
    y: tuple[Tick, ...]
    bars: tuple[Bar, ...]


def line_chart(
    estimates: Sequence[Estimate | None], labels: Sequence[str], texts: Sequence[str], percent: Callable[[float], str]
) -> LineChart:
    """Draw shares bin by bin, with a gap where there is none; ``texts`` say each in words."""
    centres = _centres(len(labels))
    points = [
        Point(x, _height(each.share), _height(each.high), _height(each.low), text) if each else None
        for x, each, text in zip(centres, estimates, texts, strict=True)
    ]
    runs = tuple(
        Run(tuple(each for each in run if each))
        for is_there, run in groupby(points, key=lambda each: each is not None)
        if is_there
    )
    scale = tuple(Tick(_height(share), percent(share)) for share in (0, 0.5, 1))
    return LineChart(_named(centres, labels), scale, runs)


def stack_chart(
    counts: Sequence[dict[str, int]], labels: Sequence[str], texts: Sequence[dict[str, str]], top: int
) -> StackChart:
    """Draw counts by kind, bin by bin, those named first lowest; ``top`` is the highest count on the axis."""
    centres, step = _centres(len(labels)), (RIGHT - LEFT) / len(labels)
    width = min(step * 0.72, 44)
    bars = []
    for x, stack, words in zip(centres, counts, texts, strict=True):
        below = 0
        for kind, count in stack.items():
            if count:
                height = (BOTTOM - TOP) * count / top
                y = _height(below / top) - height
                bars.append(Bar(kind, _round(x - width / 2), _round(y), _round(width), _round(height), words[kind]))
            below += count
    scale = tuple(Tick(_height(share), f"{int(top * share)}") for share in (0, 0.5, 1))
    return StackChart(_named(centres, labels), scale, tuple(bars))


def top_of(counts: Sequence[int]) -> int:
    """Return a round number that is no less than the highest count, and even."""
    highest = max([*counts, 2])
    unit = 10 ** math.floor(math.log10(highest))
    return next(
        int(step * unit) for step in (1, 1.2, 1.6, 2, 3, 4, 6, 8, 10) if step * unit >= highest and step * unit % 2 == 0
    )


def _centres(count: int) -> list[float]:
    step = (RIGHT - LEFT) / count
    return [_round(LEFT + step * (number + 0.5)) for number in range(count)]


def _named(centres: Sequence[float], labels: Sequence[str]) -> tuple[Tick, ...]:
    every = math.ceil(len(labels) / LABELS)
    return tuple(
        Tick(x, label) for number, (x, label) in enumerate(zip(centres, labels, strict=True)) if number % every == 0
    )


def _height(share: float) -> float:
    return _round(BOTTOM - (BOTTOM - TOP) * share)


def _beside(point: tuple[float, float], by: float) -> tuple[float, float]:
    return point[0] + by, point[1]


def _path(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)


def _round(value: float) -> float:
    return round(value, 1)
