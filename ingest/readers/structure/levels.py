"""The level of each heading: from the document's own marks, its numbers, the space above and what recurs."""

import re
from dataclasses import dataclass
from itertools import islice

from assistant.domain import BlockKind, BlockRole
from assistant.text.numbers import in_digits
from ingest.readers.content import Piece
from ingest.readers.lines import Marker
from ingest.readers.shapes import heading_number, is_colophon_title
from ingest.readers.structure.headings import recurring_titles

_COUNT = re.compile(r"\b\d{1,2}\b")


@dataclass(slots=True)
class _Place:
    """Where the walk is: levels of the last plain heading, of the document's last mark and of the numbered run."""

    plain: int = 0
    explicit: int = 0
    base: int = 0
    number: Marker | None = None
    children_left: int = 0
    children_level: int = 0


def set_levels(pieces: list[Piece]) -> None:
    """Give every heading its level, 1 for the highest."""
    _Walk(pieces).set_levels()


class _Walk:
    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._headings = [index for index, piece in enumerate(pieces) if piece.kind is BlockKind.HEADING]
        self._recurring = recurring_titles(pieces)
        self._ranks = _ranks([piece for piece in map(pieces.__getitem__, self._headings) if self._is_plain(piece)])
        self._chaptered = _is_chaptered([pieces[index] for index in self._headings])
        self._place = _Place()

    def set_levels(self) -> None:
        for position, index in enumerate(self._headings):
            piece = self._pieces[index]
            number = heading_number(piece.text)
            if piece.role is BlockRole.COVER:
                piece.level = 1
            elif piece.explicit:
                self._place = _Place(plain=piece.level, explicit=piece.level)
            elif number:
                piece.level = self._numbered_level(number)
            elif piece.words.casefold() in self._recurring:
                piece.level = self._place.plain + 1
            elif self._run_goes_on(position):
                assert self._place.number is not None
                piece.level = self._place.base + self._place.number.depth + 1
            else:
                piece.level = self._plain_level(index)
                self._place.plain, self._place.number = piece.level, None

    def _is_plain(self, piece: Piece) -> bool:
        special = piece.explicit or piece.role is BlockRole.COVER or heading_number(piece.text)
        return not special and piece.words.casefold() not in self._recurring

    def _numbered_level(self, number: Marker) -> int:
        place = self._place
        if place.number is None:
            place.base = place.explicit if self._chaptered else place.plain
        place.number = number
        return place.base + number.depth

    def _run_goes_on(self, position: int) -> bool:
        """Tell whether the next number follows the last one, so that this heading belongs to a numbered section."""
        last = self._place.number
        if last is None:
            return False
        following = (heading_number(self._pieces[index].text) for index in islice(self._headings, position + 1, None))
        after = next((number for number in following if number), None)
        if after is None:
            return False
        return after.depth != last.depth or after.value == last.value + 1

    def _plain_level(self, index: int) -> int:
        piece, place = self._pieces[index], self._place
        rank = self._ranks[_key(piece)] + place.explicit
        if is_colophon_title(piece.text):
            return place.explicit or 1
        if place.number is not None:
            rank = min(rank, max(place.base, 1))
        if place.children_left and rank <= place.children_level:
            place.children_left -= 1
            return place.children_level
        place.children_left = 0
        announced = _announced(self._pieces[index - 1]) if index else 0
        if announced and place.plain and rank <= place.plain and not piece.new_page:
            place.children_left, place.children_level = announced - 1, place.plain + 1
            return place.children_level
        return rank


def _announced(piece: Piece) -> int:
    """Return how many headings a lead-in such as "these three elements:" announces."""
    leads_in = piece.kind is BlockKind.PARAGRAPH and piece.text.endswith(":")
    counts = _COUNT.findall(in_digits(piece.text[-200:])) if leads_in else []
    return next((int(count) for count in reversed(counts) if int(count) > 1), 0)


def _key(piece: Piece) -> tuple[bool, int]:
    return (not piece.new_page, -min(piece.gap, 4))


def _ranks(plain: list[Piece]) -> dict[tuple[bool, int], int]:
    """Rank headings by what stands above them: a new page, then more blank lines before fewer."""
    if not plain:
        return {}
    later = sorted({_key(piece) for piece in plain[1:]})
    ranks = {key: rank for rank, key in enumerate(later, start=1)}
    return {**ranks, _key(plain[0]): 1} if _key(plain[0]) not in ranks else ranks


def _is_chaptered(headings: list[Piece]) -> bool:
    numbers = [number for number in (heading_number(piece.text) for piece in headings if not piece.explicit) if number]
    return any(number.depth > 1 for number in numbers)
