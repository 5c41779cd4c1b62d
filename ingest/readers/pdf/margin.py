"""Numbers that count the lines of a page in its margin, as drafts of laws and contracts have them."""

from itertools import pairwise
from statistics import median

from ingest.readers.omissions import LeftOut, Why
from ingest.readers.pdf.fragments import Fragment

_FEWEST = 8
_MOSTLY = 0.7  # of the lines, for numbers that count each
_STEPS = (1, 5)
_ALIGNED = 3.0  # points
_LEVEL = 3.0
_PROSE = 30  # letters of a usual line


def without_line_numbers(pages: list[list[Fragment]], left_out: LeftOut) -> list[list[Fragment]]:
    """Leave out the numbers in the margin that count the lines of a page."""
    return [_without(page, left_out) for page in pages]


def _without(page: list[Fragment], left_out: LeftOut) -> list[Fragment]:
    numbers = _numbers(page)
    if not numbers:
        return page
    left_out.add(Why.RUNNING_HEAD, " ".join(part.text for part in numbers), page[0].page)
    dropped = {id(part) for part in numbers}
    return [part for part in page if id(part) not in dropped]


def _numbers(page: list[Fragment]) -> list[Fragment]:
    """Return the numbers that stand below one another, left of all text or right of it, each counting on."""
    bare = [part for part in page if part.text.isdecimal() and len(part.text) <= 4]
    text = [part for part in page if not part.text.isdecimal()]
    if len(bare) < _FEWEST or not text or median(len(part.text) for part in text) < _PROSE:
        return []
    left, right = min(part.left for part in text), max(part.right for part in text)
    for side in ([part for part in bare if part.right < left], [part for part in bare if part.left > right]):
        numbers = sorted(side, key=lambda part: part.base)
        if len(numbers) >= _FEWEST and _counts(numbers, text):
            return numbers
    return []


def _counts(numbers: list[Fragment], text: list[Fragment]) -> bool:
    """Tell whether numbers count the lines of a text, each or each fifth."""
    values = [int(part.text) for part in numbers]
    steps = {after - before for before, after in pairwise(values)}
    lines = {round(part.base / _LEVEL) for part in text}
    beside = sum(any(round(part.base / _LEVEL) + near in lines for near in (-1, 0, 1)) for part in numbers)
    aligned = max(part.right for part in numbers) - min(part.right for part in numbers) <= _ALIGNED
    aligned = aligned or max(part.left for part in numbers) - min(part.left for part in numbers) <= _ALIGNED
    step = min(steps, default=0)
    return (
        len(steps) == 1
        and step in _STEPS
        and aligned
        and beside >= _MOSTLY * len(numbers)
        and len(numbers) * step >= _MOSTLY * len(lines)
    )
