"""The sentences of a published translation beside those of its original: which says what, and how surely.

Both are in the same order, so that what is most alike is sought among all ways to go through the two without going
back. Likeness is that of the embedding model, less what two lengths differ that should be in proportion. A sentence may
have become two, or two have become one; what has no counterpart is passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST = 0.45  # what a pair must be alike at least to be one; below it a sentence has no counterpart
SURE = 0.55  # how alike a pair must be to be used as a translation
LENGTH = 0.12  # what two lengths cost that differ by a factor e from the usual
OTHER_KIND = 0.1  # what it costs that one is a heading and the other is not
LARGEST = 40_000_000  # pairs that are looked at; more would fill the memory

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Text:
    """A document as a sequence of units: their words, the block each is in, whether it is a heading, its vector."""

    units: Sequence[str]
    blocks: Sequence[int]
    headings: Sequence[bool]
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Aligned:
    """The units from ``first`` to ``last`` say what those from ``other_first`` to ``other_last`` of the other say."""

    first: int
    last: int
    other_first: int
    other_last: int
    likeness: float


def align(one: Text, other: Text) -> Iterator[Aligned]:
    """Yield what says the same in two texts, in order; nothing where they are too long to be compared."""
    if not one.units or not other.units or len(one.units) * len(other.units) > LARGEST:
        return
    gains = _Gains(one, other)
    best = np.zeros((len(one.units) + 1, len(other.units) + 1), dtype=np.float32)
    for row in range(len(one.units)):
        reached = np.maximum(best[row, 1:], best[row, :-1] + gains.one_to_one(row))
        reached[1:] = np.maximum(reached[1:], best[row, :-2] + gains.one_to_two(row))
        if row:
            reached = np.maximum(reached, best[row - 1, :-1] + gains.two_to_one(row - 1))
        best[row + 1, 1:] = np.maximum.accumulate(reached)
    yield from reversed(list(_way_back(best, gains)))


def _way_back(best: Floats, gains: "_Gains") -> Iterator[Aligned]:
    row, column = best.shape[0] - 1, best.shape[1] - 1
    while row and column:
        here = best[row, column]
        if here == best[row, column - 1]:
            column -= 1
        elif here == best[row - 1, column]:
            row -= 1
        elif here == best[row - 1, column - 1] + gains.one_to_one(row - 1)[column - 1]:
            yield Aligned(row - 1, row, column - 1, column, gains.likeness(row - 1, row, column - 1, column))
            row, column = row - 1, column - 1
        elif column > 1 and here == best[row - 1, column - 2] + gains.one_to_two(row - 1)[column - 2]:
            yield Aligned(row - 1, row, column - 2, column, gains.likeness(row - 1, row, column - 2, column))
            row, column = row - 1, column - 2
        else:
            yield Aligned(row - 2, row, column - 1, column, gains.likeness(row - 2, row, column - 1, column))
            row, column = row - 2, column - 1


class _Gains:
    """What pairs are worth, a row at a time: likeness above the least, less what lengths and kinds differ."""

    def __init__(self, one: Text, other: Text) -> None:
        self._one, self._other = _Side(one), _Side(other)
        self._usual = float(np.log(self._other.lengths.sum() / self._one.lengths.sum()))

    def one_to_one(self, row: int) -> Floats:
        other = self._other
        worth = self._worth(self._one.vectors[row], self._one.lengths[row], other.vectors, other.lengths)
        unlike = other.headings != self._one.headings[row]
        return np.where(unlike, worth - np.float32(OTHER_KIND), worth)

    def one_to_two(self, row: int) -> Floats:
        worth = self._worth(self._one.vectors[row], self._one.lengths[row], self._other.joined, self._other.joint)
        return np.where(self._other.together, worth, np.float32(-1))

    def two_to_one(self, row: int) -> Floats:
        if not self._one.together[row]:
            return np.full(len(self._other.lengths), -1, dtype=np.float32)
        return self._worth(self._one.joined[row], self._one.joint[row], self._other.vectors, self._other.lengths)

    def likeness(self, first: int, last: int, other_first: int, other_last: int) -> float:
        return float(self._one.of(first, last) @ self._other.of(other_first, other_last))

    def _worth(self, vector: Floats, length: np.float32, vectors: Floats, lengths: Floats) -> Floats:
        cost = LENGTH * np.abs(np.log(lengths / length) - self._usual)
        worth: Floats = (vectors @ vector - LEAST - cost).astype(np.float32)
        return worth


class _Side:
    """The vectors and lengths of a text's units, and of each with the next one of its paragraph."""

    def __init__(self, text: Text) -> None:
        self.vectors = text.vectors
        self.headings = np.array(text.headings)
        self.lengths = np.array([len(each) + 1 for each in text.units], dtype=np.float32)
        sums = text.vectors[:-1] + text.vectors[1:]
        self.joined: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        self.joint = self.lengths[:-1] + self.lengths[1:]
        self.together = np.array(text.blocks[:-1]) == np.array(text.blocks[1:])

    def of(self, first: int, last: int) -> Floats:
        vector: Floats = self.vectors[first] if last - first == 1 else self.joined[first]
        return vector
