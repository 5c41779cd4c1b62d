"""Words that a line goes through: struck out, they are no longer part of the text."""

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from ingest.readers.pdf.drawing.scanner import Word

_THICKEST, _SHORTEST = 2.2, 3.0  # points
_LOWEST, _HIGHEST = 0.13, 0.5  # of the size of the letters, above the line they stand on
_COVERED = 0.4  # of a word
_OVER_WORDS = 0.7  # of a line: one that runs on is a rule
_MOST_SEGMENTS = 2000
_MOVE = 2  # a segment of a path that begins a new part


class Shape(NamedTuple):
    """The edges of something drawn, in points, upwards."""

    left: float
    bottom: float
    right: float
    top: float


def level_lines(shape: Shape, item: Any) -> Iterator[Shape]:
    """Yield the level lines of a drawn path; programs draw many in one."""
    if shape.top - shape.bottom <= _THICKEST:
        if shape.right - shape.left >= _SHORTEST:
            yield shape
        return
    for part in _parts(item):
        if part.top - part.bottom <= _THICKEST and part.right - part.left >= _SHORTEST:
            yield part


def with_strokes(words: list[Word], strokes: tuple[Shape, ...]) -> list[Word]:
    """Mark the words that a line goes through."""
    order = sorted(range(len(words)), key=lambda index: words[index].base)
    bases = [words[index].base for index in order]
    largest = max((word.size for word in words), default=0.0)
    struck: set[int] = set()
    for stroke in strokes:
        height = -(stroke.bottom + stroke.top) / 2
        first, last = bisect_left(bases, height), bisect_right(bases, height + largest)
        met = [index for index in order[first:last] if _goes_through(stroke, words[index], height)]
        covered = sum(_overlap(stroke, words[index]) + words[index].size * 0.3 for index in met)
        if covered >= _OVER_WORDS * (stroke.right - stroke.left):
            struck.update(index for index in met if _overlap(stroke, words[index]) >= _COVERED * _width(words[index]))
    return [replace(word, struck=True) if index in struck else word for index, word in enumerate(words)]


def _goes_through(stroke: Shape, word: Word, height: float) -> bool:
    above = (word.base - height) / word.size if word.size else 0.0
    return _LOWEST <= above <= _HIGHEST and _overlap(stroke, word) > 0


def _width(word: Word) -> float:
    return max(word.right - word.left, 0.1)


def _overlap(stroke: Shape, word: Word) -> float:
    return min(stroke.right, word.right) - max(stroke.left, word.left)


def _parts(item: Any) -> Iterator[Shape]:
    """Yield the edges of each part of a path that is drawn without lifting the pen."""
    from pypdfium2 import raw

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    points: list[tuple[float, float]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        if raw.FPDFPathSegment_GetType(segment) == _MOVE and points:
            yield _around(points)
            points = []
        if raw.FPDFPathSegment_GetPoint(segment, x, y):
            across, up = x.value, y.value
            points.append((matrix.a * across + matrix.c * up + matrix.e, matrix.b * across + matrix.d * up + matrix.f))
    if points:
        yield _around(points)


def _around(points: list[tuple[float, float]]) -> Shape:
    across, up = [point[0] for point in points], [point[1] for point in points]
    return Shape(min(across), min(up), max(across), max(up))
