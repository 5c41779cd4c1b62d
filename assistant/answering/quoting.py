"""From what was chosen to claims: the words of a unit, a heading with what explains it, sentences that flow as one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain import BlockKind, Claim, Document, Passage
from assistant.text.outline import Unit, units_of, units_within


def passage_of(unit: Unit, passages: Sequence[Passage]) -> Passage | None:
    """Return the passage that holds a unit."""
    return next((each for each in passages if each.start <= unit.start and unit.end <= each.end), None)


def quotable(document: Document, item: Unit, passages: Sequence[Passage]) -> Iterator[tuple[Unit, Passage]]:
    """Yield an item with the passage that holds it; one that is longer than any comes in parts."""
    for passage in passages:
        if passage.start <= item.start and item.end <= passage.end:
            yield item, passage
        elif passage.start < item.end and item.start < passage.end:
            start, end = max(passage.start, item.start), min(passage.end, item.end)
            yield from ((unit, passage) for unit in units_within(document, start, end))


def explained(document: Document, heading: Unit, passages: Sequence[Passage]) -> list[Claim]:
    """Return the first sentence under a heading."""
    for block in range(heading.block + 1, len(document.blocks)):
        if document.blocks[block].kind is BlockKind.HEADING:
            break
        for unit in units_of(document, block)[:1]:
            passage = passage_of(unit, passages)
            return [replace(quoted(document, unit, passage), joined=True)] if passage else []
    return []


def flowing(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims with sentences that follow each other in one paragraph as one quote, in the document's order."""
    joined: list[Claim] = []
    for claim in claims:
        whole, at = claim, len(joined)
        while (place := next((n for n, each in enumerate(joined) if _adjoin(each, whole)), None)) is not None:
            whole, at = _together(joined.pop(place), whole), min(at, place)
        joined.insert(at, whole)
    return joined


def _together(one: Claim, other: Claim) -> Claim:
    before, after = sorted((one, other), key=lambda each: each.start)
    return replace(before, text=f"{before.text} {after.text}", end=after.end)


def _adjoin(one: Claim, other: Claim) -> bool:
    before, after = sorted((one, other), key=lambda each: each.start)
    if before.passage.id != after.passage.id or before.listed or after.listed:
        return False
    gap = after.passage.text[before.end - after.passage.start : after.start - after.passage.start]
    return before.end <= after.start and not gap.strip() and "\n\n" not in gap


def quoted(document: Document, unit: Unit, passage: Passage, *, listed: bool = False) -> Claim:
    """Return a claim that says what a unit of a document says."""
    return Claim(" ".join(document.text[unit.start : unit.end].split()), passage, unit.start, unit.end, listed)
