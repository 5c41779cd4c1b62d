"""The order in which the parts of a page are read: column by column, between what runs across them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.fragments import Fragment

_GUTTER = 5.0  # points, at least
_ALIGNED = 2.0
_FEWEST_LINES = 3
_FEWEST_LETTERS = 8
_BALANCE = 0.35
_FILLED = 0.45
_LETTERS_OF_TEXT = 20
_OVERFULL = 0.15
_BESIDE = 0.8  # of the size of the letters


@dataclass(frozen=True, slots=True)
class Region:
    """Fragments that are read line by line."""

    fragments: tuple[Fragment, ...]

    @property
    def left(self) -> float:
        """The left edge."""
        return min(fragment.left for fragment in self.fragments)


def reading_order(pages: list[list[Fragment]]) -> list[Region]:
    """Divide pages into regions, in the order in which they are read.

    Where several pages have columns, a page of a few lines only has the same.
    """
    gutters = [_best_gutter(page, frozenset()) for page in pages]
    edges = Counter(gutter.edge for gutter in gutters if gutter)
    usual = frozenset(edge + near for edge, count in edges.items() if count > 1 for near in (-1, 0, 1))
    return [region for page in pages for region in _regions(page, usual)]


def _regions(fragments: list[Fragment], usual: frozenset[int]) -> list[Region]:
    gutter = _best_gutter(fragments, usual)
    if gutter is None:
        return [Region(tuple(fragments))] if fragments else []
    return list(_around(fragments, gutter, usual))


@dataclass(frozen=True, slots=True)
class _Band:
    """A stretch of a page, from ``top`` to ``bottom``, with two columns side by side."""

    top: float
    bottom: float
    left: tuple[Fragment, ...]
    right: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class _Gutter:
    """An empty strip that divides columns in some bands of a page; ``lines`` stand beside it."""

    edge: int
    bands: tuple[_Band, ...]

    @property
    def lines(self) -> int:
        return sum(min(len(band.left), len(band.right)) for band in self.bands)


def _best_gutter(fragments: list[Fragment], usual: frozenset[int]) -> _Gutter | None:
    return max(_gutters(fragments, usual), key=lambda gutter: gutter.lines, default=None)


def _gutters(fragments: list[Fragment], usual: frozenset[int]) -> Iterator[_Gutter]:
    """Yield the strips to the left of each edge at which several fragments begin, or at which columns are usual."""
    edges = Counter(round(fragment.left / _ALIGNED) for fragment in fragments)
    for edge, count in edges.items():
        if edge in usual or count + edges[edge + 1] + edges[edge - 1] >= _FEWEST_LINES:
            bands = tuple(_bands(fragments, (edge - 1.5) * _ALIGNED, 1 if edge in usual else _FEWEST_LINES))
            if bands:
                yield _Gutter(edge, bands)


def _bands(fragments: list[Fragment], edge: float, fewest: int) -> Iterator[_Band]:
    """Yield the stretches between the fragments that cross a strip where there are columns on both sides of it."""
    rights = [part for part in fragments if part.left >= edge]
    lefts = [part for part in fragments if part.right <= edge - _GUTTER]
    others = [part for part in fragments if part.left < edge and part.right > edge - _GUTTER]
    heights = sorted(part.base for part in rights)
    too_long = [part for part in others if _has_near(heights, part)]
    if len(too_long) > _OVERFULL * len(lefts):
        return
    lefts += too_long
    crossing = sorted(part.base for part in others if not _has_near(heights, part))
    for top, bottom in pairwise([float("-inf"), *crossing, float("inf")]):
        left = tuple(part for part in lefts if top < part.base < bottom)
        right = tuple(part for part in rights if top < part.base < bottom)
        if left and right and _are_columns(left, right, fewest):
            yield _Band(top, bottom, left, right)


def _has_near(heights: list[float], part: Fragment) -> bool:
    """Tell whether there is text beside a line that runs into the gutter: then the line is too long for its column."""
    after = bisect_left(heights, part.base)
    return any(abs(height - part.base) < _BESIDE * part.style.size for height in heights[max(0, after - 1) : after + 1])


def _are_columns(left: tuple[Fragment, ...], right: tuple[Fragment, ...], fewest: int) -> bool:
    """Tell columns of text from the cells of a table, from side heads and from the markers of a list."""
    top = max(min(part.base for part in side) for side in (left, right)) - 1
    bottom = min(max(part.base for part in side) for side in (left, right)) + 1
    lines = [len({round(part.base) for part in side if top <= part.base <= bottom}) for side in (left, right)]
    if min(lines) < fewest or min(lines) < _BALANCE * max(lines):
        return False
    if any(sum(len(part.text) for part in side) < _FEWEST_LETTERS * len(side) for side in (left, right)):
        return False
    in_file = sorted([(part.order, 0) for part in left] + [(part.order, 1) for part in right])
    changes = sum(first[1] != second[1] for first, second in pairwise(in_file))
    return changes <= 2 or (min(lines) > 2 * _FEWEST_LINES and _is_filled(left) and _is_filled(right))


def _is_filled(side: tuple[Fragment, ...]) -> bool:
    """Tell whether most lines of a column hold several words and run to its right edge."""
    if sum(len(part.text) for part in side) < _LETTERS_OF_TEXT * len(side):
        return False
    edge, start = max(part.right for part in side), min(part.left for part in side)
    full = sum(part.right >= edge - 0.2 * (edge - start) for part in side)
    return full >= _FILLED * len(side)


def _around(fragments: list[Fragment], gutter: _Gutter, usual: frozenset[int]) -> Iterator[Region]:
    """Yield the columns of each band, and what stands between the bands."""
    placed = {id(part) for band in gutter.bands for part in (*band.left, *band.right)}
    rest = sorted((part for part in fragments if id(part) not in placed), key=lambda part: part.base)
    for band in gutter.bands:
        above = [part for part in rest if part.base <= band.top]
        if above:
            yield from _regions(above, usual)
        rest = rest[len(above) :]
        yield from _regions(list(band.left), usual)
        yield from _regions(list(band.right), usual)
    if rest:
        yield from _regions(rest, usual)
