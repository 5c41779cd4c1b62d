"""Which line goes on with the line before it, and which starts something new: by space, indent and length."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from ingest.readers.lines import Marker, is_address, marker_of
from ingest.readers.pdf.fragments import Style
from ingest.readers.pdf.rows import Row
from ingest.readers.shapes import is_contents_line, is_credit

_USUAL_LEADING = 1.2  # of the size of the letters
_LEAST_LEADING, _MOST_LEADING = 0.9, 2.3
_LOOSE = 1.22
_TIGHT_HEADING = 1.5
_MOST_GAP = 4
_INDENTED = 0.8
_SHIFTED = 0.3
_SPARE = 0.3
_SPACE = 0.25
_SAME_SIZE = 0.06
_ENDINGS = (".", "!", "?", ":", ";", "…")
_ADDRESS = re.compile(r"[(<]?(https?://|www\.)\S", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"^[/?&=#]|\w[/=&?%]\w|\w\.(html?|pdf|aspx?|php)\b")
_CLOSING = "\"'”’)»]"


class Spacing:
    """The usual distance from line to line for each size of letters, and the style of the running text."""

    def __init__(self, rows: Iterable[Row], body: Style) -> None:
        self.body = body
        steps: dict[float, Counter[float]] = {}
        for before, after in pairwise(rows):
            step = after.base - before.base
            size = after.style.size
            alike = before.region == after.region and before.style.size == size
            if alike and _LEAST_LEADING * size <= step <= _MOST_LEADING * size:
                steps.setdefault(size, Counter())[round(step * 2) / 2] += 1
        self._leading = {size: counts.most_common(1)[0][0] for size, counts in steps.items() if counts.total() > 2}

    def leading(self, style: Style) -> float:
        """Return the usual distance from line to line, in points."""
        return self._leading.get(style.size, _USUAL_LEADING * style.size)

    def blank_lines(self, before: Row, after: Row) -> int:
        """Return how many blank lines fit between two lines."""
        usual = max(self.leading(before.style), self.leading(after.style))
        more = (after.base - before.base) / usual - 1
        return 0 if more <= _LOOSE - 1 else min(max(1, round(more)), _MOST_GAP)


def goes_on(rows: list[Row], row: Row, spacing: Spacing, *, is_item: bool) -> bool:
    """Tell whether a line goes on with the lines of a piece above it, in the same column."""
    before = rows[-1]
    if _starts_afresh(before, row) or not _is_same_size(before, row):
        return False
    step = row.base - before.base
    if row.style.size > spacing.body.size * (1 + _SAME_SIZE):
        return step <= _TIGHT_HEADING * row.style.size and before.style == row.style
    if spacing.blank_lines(before, row) or step <= 0:
        return False
    continues = row.text[0].islower() or before.text[-1] in "-\u00ad"
    if before.style.bold != row.style.bold and not continues:
        return False
    if is_item:
        return _is_below_item(rows, row) and (continues or _is_full(before, row))
    return _is_aligned(rows, row) and (continues or _is_full(before, row))


def goes_on_elsewhere(rows: list[Row], row: Row, body: Style) -> bool:
    """Tell whether a line at the top of a column or page goes on with a piece of the one before."""
    before = rows[-1]
    if _starts_afresh(before, row) or not _is_same_size(before, row):
        return False
    indent = (row.left - row.margin) - (before.left - before.margin)
    if before.text[-1] in "-\u00ad":
        return True
    if abs(indent) > _INDENTED * row.style.size and len(rows) > 1:
        return False
    if row.text[0].islower():
        return not _has_ended(before)
    return not _has_ended(before) and before.style == row.style == body and _is_full(before, row)


def is_unfinished(rows: list[Row], row: Row, body: Style) -> bool:
    """Tell whether a text breaks off where another line stands in its way: a note, or what a page begins with."""
    before = rows[-1]
    if before.style != body or row.style == body or _has_ended(before) or is_contents_line(before.text):
        return False
    return (row.region != before.region or row.style.size < body.size) and _is_full(before, row)


def marker_at(row: Row, rows: list[Row], last: Marker | None, spacing: Spacing) -> Marker | None:
    """Return the marker of a line that is a list item; a wrapped line may begin with a dash or number by chance.

    ``rows`` are the lines of the piece under construction, ``last`` is the marker of the last list item, if it is near.
    """
    marker = marker_of(row.text)
    if marker is None or marker.style in ("number ", "chapter"):
        return None
    follows = last is not None and last.style == marker.style and marker.value in (0, last.value + 1)
    if marker.style == "letter" and marker.value != 1 and not follows:
        return None
    if follows or not rows:
        return marker
    before = rows[-1]
    new = row.region != before.region or bool(spacing.blank_lines(before, row)) or _has_ended(before)
    shifted = abs(row.left - before.left) > _SHIFTED * row.style.size
    return marker if new or shifted or not _is_full(before, row) else None


def breaks_address(before: str, after: str) -> bool:
    """Tell whether a web address that ends one line goes on at the beginning of the next."""
    head, tail = before.rsplit(" ", 1)[-1], after.split(" ", 1)[0]
    if not _ADDRESS.match(head) or is_address(tail):
        return False
    if is_address(before) and " " not in after and tail[0].isalnum():
        return True
    return (head[-1] in "/?&=_-%#." and tail[0].islower()) or bool(_ADDRESS_PART.search(tail))


def _starts_afresh(before: Row, row: Row) -> bool:
    """Tell whether the words of two lines show that they do not belong together."""
    if is_contents_line(before.text):
        return True
    if is_address(row.text) or is_address(before.text):
        return not breaks_address(before.text, row.text)
    return row.text.startswith("©") or (is_credit(row.text) and not _is_full(before, row))


def _is_same_size(before: Row, row: Row) -> bool:
    return abs(before.style.size - row.style.size) <= _SAME_SIZE * row.style.size


def _is_full(before: Row, row: Row) -> bool:
    """Tell whether the first word of a line did not fit on the line before it."""
    first = row.body_left - _SPACE * row.style.size if row.body_left > row.left else row.right
    return first - row.left > before.edge - before.right - _SPARE * row.style.size


def _is_below_item(rows: list[Row], row: Row) -> bool:
    """Tell whether a line stands below the words of a list item, or where its second line stood."""
    near = _INDENTED * row.style.size
    if len(rows) > 1:
        return abs(row.left - rows[-1].left) <= near
    return rows[0].left - near <= row.left <= rows[0].body_left + near


def _is_aligned(rows: list[Row], row: Row) -> bool:
    """Tell whether a line begins where the lines of a paragraph do; the first one may be indented or stand out."""
    near = _INDENTED * row.style.size
    if len(rows) > 1:
        return abs(row.left - rows[-1].left) <= near
    return row.left <= rows[0].left + near or (_is_full(rows[0], row) and not _has_ended(rows[0]))


def _has_ended(row: Row) -> bool:
    return row.text.rstrip(_CLOSING)[-1:] in _ENDINGS
