"""Sentences that stand together, quoted as one line: literal, in one passage, readable without what is around them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.domain import BlockKind, Claim
from assistant.partner.lookup import Quotable
from assistant.partner.wording import pattern

LONGEST = 2  # sentences of a line
MOST_WORDS = 45  # of a line
MOST_LISTED = 65  # of an item of a list, which is one whole


@dataclass(frozen=True)
class Run:
    """Sentences of one paragraph that follow each other, or one list item."""

    items: tuple[Quotable, ...]

    @property
    def places(self) -> set[tuple[str, int]]:
        """Where its sentences stand."""
        return {item.place for item in self.items}

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(item.text.split()) for item in self.items)

    def holds(self, passage_id: str, start: int) -> bool:
        """Tell whether a place is in it."""
        own, first, last = self.items[0].passage.id, self.items[0].unit, self.items[-1].unit
        return own == passage_id and first.start <= start < last.end

    def claim(self) -> Claim:
        """Return the claim that says just these words."""
        first, last = self.items[0], self.items[-1]
        text = " ".join(first.document.text[first.unit.start : last.unit.end].split())
        return Claim(text, first.passage, first.unit.start, last.unit.end, first.listed)


def paragraphs(items: Sequence[Quotable]) -> list[list[Quotable]]:
    """Return items by block of their passage, in the given order."""
    return [list(group) for _, group in groupby(items, key=lambda item: (item.passage.id, item.unit.block))]


def leans_back(item: Quotable) -> bool:
    """Tell whether a sentence needs the one before it."""
    return pattern("leans", item.document.language).match(item.text) is not None


def runs_of(items: Iterable[Quotable]) -> Iterator[Run]:
    """Yield what can be quoted as a line: a sentence or list item by itself, one that leans back with the one before.

    What only asks, or leads in what comes after it, is no line; nor is an item of a list that says nothing by itself.
    """
    for paragraph in paragraphs(list(items)):
        for place, item in enumerate(paragraph):
            start = place
            while start and leans_back(paragraph[start]) and _follows(paragraph[start - 1], paragraph[start]):
                start -= 1
            run = Run(tuple(paragraph[start : place + 1]))
            most = MOST_LISTED if item.listed else MOST_WORDS
            is_short = len(run.items) <= LONGEST and run.words <= most
            if is_short and not leans_back(run.items[0]) and item.text.endswith((".", "!", "’", "'")):
                yield run


def _follows(one: Quotable, other: Quotable) -> bool:
    between = one.document.text[one.unit.end : other.unit.start]
    return not between.strip() and other.unit.kind is BlockKind.PARAGRAPH
