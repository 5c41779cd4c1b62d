"""What is drawn on a page and has a meaning for its text: bullets, and the lines between the columns of a table."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ingest.readers.pdf.drawing.scanner import Word
from ingest.readers.pdf.drawing.strokes import Shape, level_lines, with_strokes

BULLET = "•"
_PATH = 2
_MOST_SHAPES = 5000
_SMALLEST, _LARGEST = 0.15, 0.75  # of the size of the letters
_FARTHEST = 3.0
_SQUARE = 1.3
_LEVEL = 0.2
_THICKEST_RULE, _SHORTEST_RULE = 3.0, 8.0  # points


@dataclass(frozen=True, slots=True)
class Drawing:
    """The small shapes of a page that may be bullets, its upright lines, and the level ones."""

    dots: tuple[Shape, ...]
    rules: tuple[Shape, ...]
    strokes: tuple[Shape, ...] = ()


def drawn_on(page: Any, strokes: tuple[Shape, ...] = ()) -> Drawing:
    """Look at what is drawn on a page; ``strokes`` are lines that notes draw on it."""
    paths = list(_shapes(page))
    shapes = [shape for shape, _ in paths]
    level = (part for shape, item in paths for part in level_lines(shape, item))
    dots = (shape for shape in shapes if _is_square(shape))
    rules = (
        shape
        for shape in shapes
        if shape.right - shape.left <= _THICKEST_RULE and shape.top - shape.bottom >= _SHORTEST_RULE
    )
    return Drawing(tuple(dots), tuple(rules), (*strokes, *level))


def with_drawing(words: list[Word], drawing: Drawing) -> list[Word]:
    """Put a bullet before each line that one is drawn beside, and mark the words beside and under a line."""
    words = with_strokes(words, drawing.strokes)
    dots = list(drawing.dots)
    found: list[Word] = []
    for before, word in pairwise([None, *words]):
        assert word is not None
        starts = before is None or before.base != word.base or word.left - before.right > word.size
        dot = next((dot for dot in dots if _is_beside(dot, word)), None) if starts and dots else None
        if dot:
            dots.remove(dot)
            found.append(Word(BULLET, dot.left, dot.right, word.base, word.size, bold=False))
        elif before and any(_divides(rule, before, word) for rule in drawing.rules):
            word = replace(word, walled=True)
        found.append(word)
    return found


def _shapes(page: Any) -> Iterator[tuple[Shape, Any]]:
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    left = _MOST_SHAPES
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) != _PATH or not raw.FPDFPageObj_GetBounds(item, *edges):
            continue
        left -= 1
        if left < 0:
            return
        yield Shape(*(edge.value for edge in edges)), item


def _is_square(shape: Shape) -> bool:
    width, height = shape.right - shape.left, shape.top - shape.bottom
    return 0 < width <= _SQUARE * height and height <= _SQUARE * width


def _is_beside(dot: Shape, word: Word) -> bool:
    """Tell whether a shape has the size of a bullet and stands left of a word, between its foot and its head."""
    height = (dot.bottom + dot.top) / 2 + word.base
    return (
        _SMALLEST * word.size <= dot.top - dot.bottom <= _LARGEST * word.size
        and 0 < word.left - dot.right <= _FARTHEST * word.size
        and 0 < height < word.size
    )


def _divides(rule: Shape, before: Word, word: Word) -> bool:
    middle = (rule.left + rule.right) / 2
    if abs(before.base - word.base) > _LEVEL * word.size:
        return False
    return before.right - 1 <= middle <= word.left + 1 and rule.bottom <= -word.base <= rule.top
