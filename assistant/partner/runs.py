"""Sentences that stand together, quoted as one: literal, in one passage, readable without what is around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.domain import BlockKind, Claim
from assistant.partner.lookup import Quotable
from assistant.partner.wording import pattern

LONGEST = 4  # sentences of a paragraph that is quoted as a whole


@dataclass(frozen=True)
class Run:
    """Sentences of one paragraph that follow each other, or one list item."""

    items: tuple[Quotable, ...]

    @property
    def places(self) -> set[tuple[str, int]]:
        """Where its sentences stand."""
        return {item.place for item in self.items}

    @property
    def listed(self) -> bool:
        """Whether it is an item of a list."""
        return self.items[0].listed

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


def leads_in(item: Quotable) -> bool:
    """Tell whether a sentence leads in something that comes after it."""
    return item.text.endswith(":")


def around(item: Quotable, paragraph: Sequence[Quotable]) -> Run:
    """Return a sentence with its paragraph when that is short, else with the sentences that it cannot do without."""
    whole = [each for each in paragraph if not leads_in(each)]
    if len(whole) <= LONGEST:
        return Run(tuple(_unbroken(whole, item)))
    start = whole.index(item)
    while start and leans_back(whole[start]):
        start -= 1
    end = whole.index(item) + 1
    while end < len(whole) and end - start < LONGEST and leans_back(whole[end]):
        end += 1
    return Run(tuple(_unbroken(whole[start:end], item)))


def with_its_list(item: Quotable, items: Sequence[Quotable]) -> list[Run]:
    """Return a sentence's run; a list item goes with the sentence that leads it in, and that one with all its items."""
    blocks = paragraphs([each for each in items if each.passage.id == item.passage.id])
    place = next(index for index, block in enumerate(blocks) if item in block)
    if not item.listed and not leads_in(item):
        return [around(item, blocks[place])]
    first = place
    while first and blocks[first][0].listed:
        first -= 1
    end = first + 1
    while end < len(blocks) and blocks[end][0].listed:
        end += 1
    lead_in = [Run((blocks[first][-1],))] if leads_in(blocks[first][-1]) else []
    return lead_in + [Run(tuple(block)) for block in blocks[first + 1 : end]]


def whole(items: Iterable[Quotable], most: int) -> list[Run]:
    """Return what some passages say, in whole paragraphs and list items, up to a number of sentences; at least one."""
    runs: list[Run] = []
    for block in paragraphs(list(items)):
        if runs and sum(len(run.items) for run in runs) + len(block) > most:
            break
        runs.append(Run(tuple(block)))
    while len(runs) > 1 and leads_in(runs[-1].items[-1]):
        runs.pop()
    return runs


def _unbroken(paragraph: Sequence[Quotable], item: Quotable) -> Sequence[Quotable]:
    """Return the part of a paragraph around an item in which the sentences follow each other without a gap."""
    place = paragraph.index(item)
    start = end = place
    while start and _follows(paragraph[start - 1], paragraph[start]):
        start -= 1
    while end + 1 < len(paragraph) and _follows(paragraph[end], paragraph[end + 1]):
        end += 1
    return paragraph[start : end + 1]


def _follows(one: Quotable, other: Quotable) -> bool:
    between = one.document.text[one.unit.end : other.unit.start]
    return not between.strip() and other.unit.kind is BlockKind.PARAGRAPH
