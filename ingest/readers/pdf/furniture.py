"""Running heads and feet and page numbers: what stands at the edge of many pages is not part of the text."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.omissions import LeftOut, Why
from ingest.readers.pdf.fragments import Fragment, Style, plain

_DEEPEST = 4  # rows of a running head
_SAME_HEIGHT = 3.0  # points
_DETACHED = 1.25  # of the usual distance from line to line
_OFTEN = 0.3
_FEWEST = 3
_MOSTLY = 0.5
_NO_CHANCE = 0.7
_MOST_DROPPED = 0.5  # of the letters: pages that are alike are text
_ROMAN = r"[ivxlc]{1,7}"
_PAGE_NUMBER = re.compile(
    rf"[-–—|• ]*(?:(?:page|pagina|pag\.?|p\.|blz\.?|bladzijde) ?)?(\d{{1,4}}|{_ROMAN})"
    r"(?: ?(?:/|of|van|out of) ?(\d{1,4}))?[-–—|• ]*",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"\d+|\b{_ROMAN}\b")


@dataclass(frozen=True, slots=True)
class _Row:
    """The fragments at one height of a page; ``rank`` counts from its edge."""

    fragments: tuple[Fragment, ...]
    rank: int
    top: bool

    @property
    def height(self) -> float:
        return self.fragments[0].base

    @property
    def text(self) -> str:
        return " ".join(fragment.text for fragment in self.fragments)

    @property
    def style(self) -> Style:
        return max(fragment.style for fragment in self.fragments)

    @property
    def places(self) -> tuple["_Place", ...]:
        """The words with their numbers taken out, and their heights, as they come back on other pages."""
        words = (_NUMBERS.sub("#", fragment.text.casefold()) for fragment in self.fragments)
        return tuple(_Place(text, self.top, self.rank, round(self.height / _SAME_HEIGHT)) for text in words)

    @property
    def group(self) -> "_Place":
        """What the lines at one height and of one size have in common."""
        return _Place(f"{self.style.size:.0f}", self.top, self.rank, round(self.height / _SAME_HEIGHT))

    @property
    def number(self) -> int | None:
        """The number, if the row is nothing but a page number; 0 for a Roman one."""
        found = _PAGE_NUMBER.fullmatch(self.text)
        if found is None:
            return None
        return int(found[1]) if found[1].isdigit() else 0


class _Place(NamedTuple):
    """Words, or a size, at a place of a page: from the edge so many rows, and so high (in steps of some points)."""

    text: str
    top: bool
    rank: int
    step: int


def without_furniture(
    pages: list[list[Fragment]], body: Style, left_out: LeftOut, headings: frozenset[tuple[int, str]] = frozenset()
) -> list[list[Fragment]]:
    """Leave out what comes back at the edges of the pages; ``headings`` are known to be none, by page and words."""
    edges = [[_edge(page, top=True), _edge(page, top=False)] for page in pages]
    judge = _Judge([rows for both in edges for rows in both], body, len(pages), headings)
    dropped = [[row for rows in both for row in judge.furniture(rows)] for both in edges]
    letters = sum(len(fragment.text) for page in pages for fragment in page)
    if sum(len(row.text) for rows in dropped for row in rows) > _MOST_DROPPED * letters:
        dropped = [[row for row in rows if row.number is not None] for rows in dropped]
    for row in (row for rows in dropped for row in rows):
        left_out.add(Why.RUNNING_HEAD, row.text, _page(row))
    return [_without(page, rows) for page, rows in zip(pages, dropped, strict=True)]


def _without(page: list[Fragment], rows: list[_Row]) -> list[Fragment]:
    dropped = {id(fragment) for row in rows for fragment in row.fragments}
    return [fragment for fragment in page if id(fragment) not in dropped]


def _edge(page: list[Fragment], *, top: bool) -> list[_Row]:
    """Return the outermost rows of a page, and one more."""
    rows: list[_Row] = []
    left = sorted(page, key=lambda fragment: fragment.base, reverse=not top)
    while left and len(rows) <= _DEEPEST:
        height = left[0].base
        count = next((i for i, part in enumerate(left) if abs(part.base - height) > _SAME_HEIGHT), len(left))
        rows.append(_Row(tuple(sorted(left[:count], key=lambda part: part.left)), len(rows), top))
        left = left[count:]
    return rows


class _Judge:
    """Knows what comes back, from the rows at the edges of all pages."""

    def __init__(self, edges: list[list[_Row]], body: Style, pages: int, headings: frozenset[tuple[int, str]]) -> None:
        rows = [row for edge in edges for row in edge]
        self._body = body
        self._pages = pages
        self._headings = headings
        self._places = Counter(place for place, _ in {(place, _page(row)) for row in rows for place in row.places})
        self._offsets = Counter(row.number - _page(row) for row in rows if row.number)
        steps = Counter(round(_step(one, other)) for edge in edges for one, other in pairwise(edge))
        self._usual_step = steps.most_common(1)[0][0] if steps else 0
        groups: defaultdict[_Place, list[bool]] = defaultdict(list)
        for row in rows:
            groups[row.group].append(self._is_page_number(row) or self._most_common(row) > 1)
        self._groups = {
            group for group, known in groups.items() if len(known) >= _FEWEST and sum(known) >= _MOSTLY * len(known)
        }

    def furniture(self, rows: list[_Row]) -> list[_Row]:
        """Return the rows from the edge of a page inwards that are not text, if they stand apart from it."""
        inner = next((i for i, row in enumerate(rows) if not self._is_furniture(row)), len(rows))
        inner = min(inner, _DEEPEST)
        while inner and inner < len(rows) and not self._stands_apart(rows[inner - 1], rows[inner]):
            inner -= 1
        return rows[:inner]

    def _is_furniture(self, row: _Row) -> bool:
        if self._is_page_number(row):
            return True
        if self._is_prominent(row) and (_page(row), plain(row.text)) in self._headings:
            return False
        return self._is_frequent(row) or (row.group in self._groups and not self._is_prominent(row))

    def _is_page_number(self, row: _Row) -> bool:
        """Tell whether a row counts the pages."""
        if not row.number:
            return row.number == 0
        return self._offsets[row.number - _page(row)] > 1 or (self._pages == 1 and row.number == 1)

    def _is_frequent(self, row: _Row) -> bool:
        needed = max(2.0, _OFTEN * self._pages)
        return self._most_common(row) >= (max(needed, _FEWEST) if self._is_prominent(row) else needed)

    def _most_common(self, row: _Row) -> int:
        """Return on how many pages a part of a row comes back."""
        return max(
            sum(self._places[place._replace(step=place.step + change)] for change in (-1, 0, 1)) for place in row.places
        )

    def _stands_apart(self, outer: _Row, inner: _Row) -> bool:
        """Tell whether there is space between a row and the text, or it is on so many pages that none is needed."""
        return (
            _step(outer, inner) >= _DETACHED * self._usual_step or self._most_common(outer) > _NO_CHANCE * self._pages
        )

    def _is_prominent(self, row: _Row) -> bool:
        """Tell whether a row is set like a heading."""
        return row.style.size > self._body.size * 1.05 or (row.style.bold and not self._body.bold)


def _page(row: _Row) -> int:
    return row.fragments[0].page


def _step(one: _Row, other: _Row) -> float:
    return abs(one.height - other.height)
