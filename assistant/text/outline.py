"""The structure of a document as a composer uses it: what can be quoted, and which of it forms a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.document import QUOTED
from assistant.domain import Block, BlockKind, BlockRole, Document
from assistant.text.lexicon import words as words_of
from assistant.text.mentions import counted
from assistant.text.sentences import sentence_spans

MAX_ITEMS = 200  # of a list that is quoted whole; no answer is longer
_ROW = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is quoted: a sentence, a list item, a heading or a table."""

    block: int
    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list as a reader sees it: the sentence that leads it in, and its items."""

    lead_in: Unit
    items: tuple[Unit, ...]


def units_of(document: Document, block: int) -> list[Unit]:
    """Return what can be quoted of a block: its sentences, or the whole of it."""
    return units_in(document, block) if document.blocks[block].role in QUOTED else []


def all_units(document: Document) -> Iterator[Unit]:
    """Yield the units of a document, of all its blocks, in reading order."""
    for block in range(len(document.blocks)):
        yield from units_in(document, block)


def units_in(document: Document, block: int) -> list[Unit]:
    """Return the units of a block, also of one that is not quoted."""
    found = document.blocks[block]
    if found.kind is not BlockKind.PARAGRAPH:
        return [Unit(block, found.kind, found.body_start, found.end)]
    text = document.text[found.body_start : found.end]
    spans = sentence_spans(text, document.language)
    return [Unit(block, found.kind, found.body_start + start, found.body_start + end) for start, end in spans]


def units_within(document: Document, start: int, end: int) -> Iterator[Unit]:
    """Yield what can be quoted between two offsets of a document, in reading order.

    Of what is too long to stand there whole, these are the rows, sentences or words that do.
    """
    for index, block in enumerate(document.blocks):
        if block.end <= start or block.start >= end:
            continue
        for unit in units_of(document, index):
            if start <= unit.start < unit.end <= end:
                yield unit
            elif unit.end > start and unit.start < end:
                yield from _parts_within(document, unit, start, end)


def _parts_within(document: Document, unit: Unit, start: int, end: int) -> Iterator[Unit]:
    """Yield the rows of a table, or the sentences of an item, that stand between two offsets, or what of them does."""
    text = document.text[unit.start : unit.end]
    rows = unit.kind is BlockKind.TABLE
    spans = [row.span() for row in _ROW.finditer(text)] if rows else sentence_spans(text, document.language)
    for first, last in spans:
        inside = max(unit.start + first, start), min(unit.start + last, end)
        words = document.text[slice(*inside)] if inside[0] < inside[1] else ""
        if any(map(str.isalnum, words)):
            begins = inside[0] + len(words) - len(words.lstrip(" |\n"))
            yield Unit(unit.block, unit.kind, begins, begins + len(words.strip(" |\n")))


def list_after(document: Document, unit: Unit) -> ListOf | None:
    """Return the list that a sentence leads in.

    These are the list items, headings or questions after its colon, or the headings that it counts: "four pilots"
    before four headings that begin with "Pilot".
    """
    if unit.kind is not BlockKind.PARAGRAPH:
        return None
    words = document.text[unit.start : unit.end]
    if words.endswith(":"):
        items = [item for block in _item_blocks(document, unit.block) for item in units_of(document, block)[:1]]
    elif ":" in words and words.endswith("?"):
        siblings = [other for other in units_of(document, unit.block) if other.start > unit.start]
        items = list(_questions(document, siblings))
    else:
        items = _counted_headings(document, unit, words)
    return ListOf(unit, tuple(items[:MAX_ITEMS])) if len(items) > 1 else None


def _counted_headings(document: Document, unit: Unit, words: str) -> list[Unit]:
    for count, noun in counted(words):
        headings = [
            index
            for index in range(unit.block + 1, len(document.blocks))
            if document.blocks[index].kind is BlockKind.HEADING and _begins_with(document, index, noun)
        ]
        if count == len(headings) and len({document.blocks[index].level for index in headings}) == 1:
            return [item for index in headings for item in units_of(document, index)]
    return []


def _begins_with(document: Document, block: int, noun: str) -> bool:
    found = document.blocks[block]
    first = next(iter(words_of(document.text[found.body_start : found.end])), "")
    return len(first) > 3 and noun.startswith(first)


def _questions(document: Document, units: list[Unit]) -> Iterator[Unit]:
    for unit in units:
        if document.text[unit.end - 1] != "?":
            return
        yield unit


def _item_blocks(document: Document, lead_in: int) -> Iterator[int]:
    """Yield the blocks of the list behind a lead-in: list items at once, or the headings one level down."""
    following = range(lead_in + 1, len(document.blocks))
    first = next((document.blocks[index] for index in following), None)
    if first is None or first.kind not in (BlockKind.LIST_ITEM, BlockKind.HEADING):
        return
    for index in following:
        block = document.blocks[index]
        if first.kind is BlockKind.LIST_ITEM and block.kind is not BlockKind.LIST_ITEM:
            return
        if first.kind is BlockKind.HEADING and _ends_headings(first, block):
            return
        if block.kind is first.kind and block.level == first.level:
            yield index


def _ends_headings(first: Block, block: Block) -> bool:
    if block.role is not BlockRole.GUIDANCE:
        return True
    if block.kind is not BlockKind.HEADING:
        return False
    return block.level < first.level or bool(block.marker) != bool(first.marker)


def recurs(document: Document, heading: str) -> bool:
    """Tell whether a document has a heading several times."""
    blocks = (each for each in document.blocks if each.kind is BlockKind.HEADING)
    return sum(document.text[each.body_start : each.end] == heading for each in blocks) > 1


def list_around(document: Document, block: int) -> ListOf | None:
    """Return the list that a list item's block is in, None where no sentence leads it in."""
    before = block
    while before >= 0 and document.blocks[before].kind is BlockKind.LIST_ITEM:
        before -= 1
    if before < 0 or document.blocks[before].kind is not BlockKind.PARAGRAPH:
        return None
    leading = units_of(document, before)[-1:]
    return list_after(document, leading[0]) if leading else None
