"""The headings that an accessible PDF marks by tags, where they can be believed: tags lie too."""

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.readers.pdf.drawing.scanner import Word

_HEADING = re.compile(r"H([1-6])")
_DEEPEST, _MOST = 30, 20_000  # of the tree of a page
_TEXT = 1
_NEAR = 1.0  # points
_MOST_LETTERS = 0.3  # of all: who tags all text as headings has marked none


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words on a page that are tagged as a heading; ``level`` is 1 for the highest."""

    title: str
    level: int
    page: int


def headings_on(page: Any, words: Sequence[Word], number: int) -> tuple[Tagged, ...]:
    """Return the headings that the tags of a page name, in the order of the tags."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return ()
    try:
        marked = list(_marked(tree))
    finally:
        raw.FPDF_StructTree_Close(tree)
    boxes = _boxes(page) if marked else {}
    found = (
        Tagged(" ".join(_inside(words, [box for mark in marks for box in boxes.get(mark, ())])), level, number)
        for level, marks in marked
    )
    return tuple(each for each in found if each.title)


def believable(headings: Iterable[Tagged], letters: int) -> tuple[Tagged, ...]:
    """Return the headings of a document that holds so many letters, none where they are most of its text."""
    found = tuple(headings)
    return found if sum(len(each.title) for each in found) <= _MOST_LETTERS * letters else ()


def _marked(tree: Any) -> Iterator[tuple[int, list[int]]]:
    """Yield the level of each heading in a page's tree, and the marks of what belongs to it."""
    from pypdfium2 import raw

    tops = (raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(raw.FPDF_StructTree_CountChildren(tree)))
    open_elements = [(element, 0) for element in tops if element]
    for _ in range(_MOST):
        if not open_elements:
            return
        element, depth = open_elements.pop(0)
        heading = _HEADING.fullmatch(_type_of(element))
        if heading:
            yield int(heading[1]), list(_marks(element, depth))
        elif depth < _DEEPEST:
            open_elements[:0] = [(child, depth + 1) for child in _children(element)]


def _marks(element: Any, depth: int) -> Iterator[int]:
    from pypdfium2 import raw

    marks = (
        raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index)
        for index in range(raw.FPDF_StructElement_GetMarkedContentIdCount(element))
    )
    yield from (mark for mark in marks if mark >= 0)
    for child in _children(element) if depth < _DEEPEST else ():
        yield from _marks(child, depth + 1)


def _children(element: Any) -> list[Any]:
    from pypdfium2 import raw

    count = min(raw.FPDF_StructElement_CountChildren(element), _MOST)
    found = (raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count))
    return [child for child in found if child]


def _type_of(element: Any) -> str:
    from pypdfium2 import raw

    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _boxes(page: Any) -> dict[int, list[tuple[float, float, float, float]]]:
    """Return where the text of each mark stands: left, bottom, right, top."""
    from pypdfium2 import raw

    boxes: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) == _TEXT and raw.FPDFPageObj_GetBounds(item, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            boxes[raw.FPDFPageObj_GetMarkedContentID(item)].append((left, bottom, right, top))
    return boxes


def _inside(words: Sequence[Word], boxes: list[tuple[float, float, float, float]]) -> Iterator[str]:
    for word in words:
        middle = (word.left + word.right) / 2
        if any(
            left - _NEAR <= middle <= right + _NEAR and bottom - _NEAR <= -word.base <= top + _NEAR
            for left, bottom, right, top in boxes
        ):
            yield word.text
