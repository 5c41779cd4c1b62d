"""Sentences that stand together, quoted as one line: literal, in one passage, readable without what is around them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.domain import BlockKind, Claim
from assistant.partner.lookup import Quotable
from assistant.partner.wording import pattern

LONGEST = 3  # sentences of a line
MOST_WORDS = 80  # of a line
SHORT = 3  # sentences of a paragraph that is one thought
BRIEF = 36  # words of a short paragraph that is quoted whole or not at all
ENDS = (".", "!", "’", "'")


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
        """Tell whether a place is in it, or in the heading right above it."""
        first, last = self.items[0], self.items[-1]
        return first.passage.id == passage_id and _from(first) <= start < last.unit.end

    def share(self, answered: Mapping[tuple[str, int], float]) -> float:
        """Return what it has of places, by their passage and offset, that have each so much."""
        return sum(share for place, share in answered.items() if self.holds(*place))

    def claim(self) -> Claim:
        """Return the claim that says just these words."""
        first, last = self.items[0], self.items[-1]
        text = " ".join(first.document.text[first.unit.start : last.unit.end].split())
        return Claim(text, first.passage, first.unit.start, last.unit.end, first.listed)


def by_passage(items: Sequence[Quotable]) -> list[list[Quotable]]:
    """Return items by their passage, in the given order."""
    return [list(group) for _, group in groupby(items, key=lambda item: item.passage.id)]


def paragraphs(items: Sequence[Quotable]) -> list[list[Quotable]]:
    """Return items by block of their passage, in the given order."""
    return [list(group) for _, group in groupby(items, key=lambda item: (item.passage.id, item.unit.block))]


def leans_back(item: Quotable) -> bool:
    """Tell whether a sentence needs the one before it."""
    return pattern("leans", item.document.language).match(item.text) is not None


def runs_of(items: Iterable[Quotable]) -> Iterator[Run]:
    """Yield what can be quoted as a line: sentences that belong together from the first on, or a list item by itself.

    A sentence that leans back comes with the one before, and none is cut off from the next one that leans on it. A
    short paragraph is one thought, quoted from its start. What only asks, or leads in what comes after it, is no line;
    nor is an item that only completes what leads it in.
    """
    for paragraph in paragraphs(list(items)):
        if paragraph[0].listed:
            whole = (item for item in paragraph if item.text.endswith(ENDS) and not leans_back(item))
            yield from (Run((item,)) for item in whole if not _completes(item))
            continue
        groups = _groups(paragraph)
        is_short = len(paragraph) <= SHORT
        starts = [groups] if is_short else [[group] for group in groups]
        for thought in starts:
            found = list(_from_the_start(thought))
            yield from found[-1:] if is_short and Run(tuple(paragraph)).words <= BRIEF else found


def _from_the_start(groups: Sequence[Sequence[Quotable]]) -> Iterator[Run]:
    """Yield the first sentences of a thought, as many as make a line, but for a part of what leans on each other."""
    taken: tuple[Quotable, ...] = ()
    for group in groups:
        for number in range(min(2, len(group)), len(group) + 1):
            run = Run((*taken, *group[:number]))
            if len(run.items) <= LONGEST and run.words <= MOST_WORDS and group[number - 1].text.endswith(ENDS):
                yield run
        taken += tuple(group)


def _groups(paragraph: Sequence[Quotable]) -> list[list[Quotable]]:
    """Return the sentences of a paragraph, each with those after it that lean back; none for what has no beginning."""
    groups: list[list[Quotable]] = []
    for place, item in enumerate(paragraph):
        if not leans_back(item):
            groups.append([item])
        elif groups and _follows(paragraph[place - 1], item):
            groups[-1].append(item)
    return groups


def _from(item: Quotable) -> int:
    """Return where a sentence starts, with the headings right above it."""
    blocks, block = item.document.blocks, item.unit.block
    if item.unit.start > blocks[block].body_start:
        return item.unit.start
    while block and blocks[block - 1].kind is BlockKind.HEADING:
        block -= 1
    return blocks[block].start


def _completes(item: Quotable) -> bool:
    """Tell whether an item of a list only completes the sentence that leads the list in."""
    return pattern("opens", item.document.language).search(_lead_in(item)) is not None


def _lead_in(item: Quotable) -> str:
    blocks = item.document.blocks
    above = item.unit.block
    while above and blocks[above].kind is BlockKind.LIST_ITEM:
        above -= 1
    return item.document.text[blocks[above].start : blocks[above].end].strip()


def _follows(one: Quotable, other: Quotable) -> bool:
    between = one.document.text[one.unit.end : other.unit.start]
    return not between.strip() and other.unit.kind is BlockKind.PARAGRAPH
