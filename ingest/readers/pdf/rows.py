"""The lines of a region, from top to bottom."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.readers.lines import marker_of
from ingest.readers.pdf.columns import Region
from ingest.readers.pdf.fragments import Fragment, Style, merged

_SAME_LINE = 0.35  # of the size of the letters
_CELL_SPACE = 1.0
_WORD_SPACE = 0.15
_NEAR = 3.0  # points
_WIDER = 200.0
_FEW = 5
_MOST = 0.9
_EVEN = 1.3
_HALF_WAY = 0.25
_STEP = 1.8
_STRETCHED = 3.0  # of the size of the letters


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a region; ``region`` counts the regions of the document, ``cells`` are its parts between wide gaps.

    ``margin`` and ``edge`` are where the lines of its region begin and end.
    """

    text: str
    left: float
    right: float
    base: float
    style: Style
    page: int
    region: int
    cells: tuple[Fragment, ...]
    body_left: float
    margin: float
    edge: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """The left and right edge of a column."""

    left: float
    right: float


def rows(regions: list[Region]) -> list[Row]:
    """Return the lines of all regions, in order."""
    frames = [_Frame(region.left, _right_edge(region)) for region in regions]
    grouped = [_uncentred(list(_lines(region))) for region in regions]
    usual: Counter[_Frame] = Counter()
    for frame, lines in zip(frames, grouped, strict=True):
        usual[_Frame(round(frame.left), round(frame.right))] += len(lines)
    return [
        _row(line, number, _fitting(frame, usual, _WIDER if len(lines) < _FEW else _NEAR))
        for number, (frame, lines) in enumerate(zip(frames, grouped, strict=True))
        for line in lines
    ]


def _right_edge(region: Region) -> float:
    """Return where the lines of a region end; a few may stick out."""
    left, right = region.left, max(part.right for part in region.fragments)
    long = sorted(part.right for part in region.fragments if part.right - left > (right - left) / 2)
    return long[int(_MOST * (len(long) - 1))]


def _fitting(frame: _Frame, usual: Counter[_Frame], wider: float) -> _Frame:
    """Return the usual column that a region lies in: one that is only partly filled does not show its edges."""
    around = [
        other
        for other in usual
        if -_WIDER <= other.left - frame.left <= _NEAR and -_NEAR <= other.right - frame.right <= wider
    ]
    best = max(around, key=lambda other: (usual[other], other.right - other.left), default=frame)
    return _Frame(min(best.left, frame.left), max(best.right, frame.right))


def _lines(region: Region) -> Iterator[list[Fragment]]:
    """Yield the fragments that stand on one line, from left to right."""
    line: list[Fragment] = []
    for fragment in sorted(region.fragments, key=lambda part: (part.base, part.left)):
        if line and fragment.base - line[0].base > _SAME_LINE * min(fragment.style.size, line[0].style.size):
            yield sorted(line, key=lambda part: part.left)
            line = []
        line.append(fragment)
    if line:
        yield sorted(line, key=lambda part: part.left)


def _uncentred(lines: list[list[Fragment]]) -> list[list[Fragment]]:
    """Put the label of a table's row that is centred beside two lines on the first of them."""
    kept: list[list[Fragment]] = []
    for line, after in pairwise([*lines, []]):
        if kept and after and len(line) == 1 and _is_centred(line[0], kept[-1], after):
            label = replace(line[0], base=kept[-1][0].base)
            kept[-1] = sorted([*kept[-1], label], key=lambda part: part.left)
        else:
            kept.append(line)
    return kept


def _is_centred(label: Fragment, above: list[Fragment], below: list[Fragment]) -> bool:
    """Tell whether words stand half-way between two lines of the column beside them, and over or under nothing."""
    up, down = label.base - above[0].base, below[0].base - label.base
    size = label.style.size
    if abs(up - down) > _HALF_WAY * size or up + down > _STEP * size:
        return False
    if any(part.left < label.right and label.left < part.right for part in (*above, *below)):
        return False
    return any(abs(one.left - other.left) <= _NEAR for one in above for other in below)


def _row(line: list[Fragment], region: int, frame: _Frame) -> Row:
    cells = _cells(line)
    whole = merged(cells)
    if not any(cell.walled for cell in cells) and _is_stretched(cells, frame):
        cells = [whole]
    return Row(
        text=whole.text,
        left=whole.left,
        right=whole.right,
        base=whole.base,
        style=whole.style,
        page=whole.page,
        region=region,
        cells=tuple(cells),
        body_left=whole.body_left,
        margin=frame.left,
        edge=frame.right,
    )


def _cells(line: list[Fragment]) -> list[Fragment]:
    """Join fragments that no wide gap divides, and a marker with what it marks."""
    cells: list[Fragment] = []
    for fragment in line:
        if cells and not fragment.walled and (_is_near(cells[-1], fragment) or _is_marker(cells[-1].text)):
            cells[-1] = merged([cells[-1], fragment])
        else:
            cells.append(fragment)
    return cells


def _is_near(before: Fragment, fragment: Fragment) -> bool:
    """Tell whether a fragment goes on with the one before; what does not follow it in the file must be closer."""
    space = _CELL_SPACE if fragment.order == before.order + 1 else _WORD_SPACE
    return fragment.left - before.right <= space * max(fragment.style.size, before.style.size)


def _is_stretched(cells: list[Fragment], frame: _Frame) -> bool:
    """Tell a line that is justified with wide, equal spaces from the row of a table."""
    if len(cells) < 3 or cells[-1].right < frame.right - _NEAR:
        return False
    spaces = [after.left - before.right for before, after in pairwise(cells)]
    return max(spaces) < min(_EVEN * min(spaces), _STRETCHED * cells[0].style.size)


def _is_marker(text: str) -> bool:
    marker = marker_of(f"{text} x")
    return marker is not None and len(marker.text) > len(text) and (marker.style != "number " or marker.depth > 1)
