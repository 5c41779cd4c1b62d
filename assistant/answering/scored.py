"""A unit of a passage that may be quoted, with how well it answers, and what of its surroundings it hangs on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import BlockKind, Document, Hit
from assistant.text.outline import ListOf, Unit, list_after, recurs

TOGETHER = 3  # sentences that hang on each other and are given as one
AFTER_HEADING = 8  # blocks that may stand under the last heading of a list of headings

_LEANS_BACK = re.compile(
    r"(?:to \w+ (?:this|these|that)|om (?:dit|deze|dat)|unfortunately|helaas|this|these|that|those|it|they|such|here|"
    r"hereby|additionally|however|therefore|moreover|instead|as a result|in this|for this|otherwise|alternatively|dit|"
    r"deze|die|dat|zij|ze|hiermee|hierdoor|daarmee|daardoor|daarnaast|bovendien|echter|zo|zo'n|zo’n|daarom|hierbij|"
    r"daarbij|ook|(?:\w+ ){1,3}(?:these|they|zij|hierover|daarover|hiervan))\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"(?:but|except|unless|however|only|if|although|though|still|nevertheless|provided|maar|behalve|tenzij|echter|"
    r"alleen|als|wel|toch|hoewel|niettemin|mits)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit of a passage with its passage's rank, from 0.

    ``score`` tells how well its words meet the question's; ``share`` what it has of the likeness to known questions.
    """

    rank: int
    hit: Hit
    document: Document
    unit: Unit
    score: float
    share: float


def led_in(item: Scored) -> tuple[Scored, ListOf] | None:
    """Return the list that a unit leads in, with that unit."""
    found = list_after(item.document, item.unit)
    return (item, found) if found else None


def held(lead: tuple[Scored, ListOf], chosen: Sequence[Scored]) -> int:
    """Return how many items of a list are among the chosen units, or have one under them where they are headings."""
    blocks = [each.unit.block for each in chosen if each.document is lead[0].document]
    items = lead[1].items
    afters = [each.block for each in items[1:]] + [items[-1].block + AFTER_HEADING]
    if items[0].kind is not BlockKind.HEADING:
        afters = [each.block + 1 for each in items]
    ranges = [range(item.block, after) for item, after in zip(items, afters, strict=True)]
    return sum(any(block in inside for block in blocks) for inside in ranges)


def is_section_of_its_own(item: Scored) -> bool:
    """Tell whether a unit that leads in a list is the first under its heading, so that the section is the list."""
    block = item.unit.block
    above = item.document.blocks[block - 1] if block else None
    return dangles(item) and above is not None and above.kind is BlockKind.HEADING


def are_aspects(one: Scored, other: Scored) -> bool:
    """Tell whether units stand in sections beside each other that are aspects of one thing.

    Their headings recur in the document: "Theory" and "Practice" under each subject.
    """
    headings = [each.hit.passage.heading_path for each in (one, other)]
    if one.document is not other.document or not all(len(path) > 1 for path in headings):
        return False
    return headings[0][:-1] == headings[1][:-1] and all(recurs(one.document, path[-1]) for path in headings)


def is_question(document: Document, unit: Unit) -> bool:
    """Tell whether a unit asks something."""
    return document.text[unit.end - 1] == "?"


def dangles(item: Scored) -> bool:
    """Tell whether a sentence leads in a list that is not given with it."""
    return item.document.text[item.unit.end - 1] == ":"


def with_what_it_hangs_on(item: Scored, scored: Sequence[Scored]) -> list[Scored]:
    """Return a sentence with those before it that it points back to and those after that point back to it or limit it.

    The solution stands behind the problem, and is often pointed back from. They are ``TOGETHER`` at most.
    """
    found = [item]
    while len(found) < TOGETHER and (before := leans_on(found[0], scored)):
        found.insert(0, before)
    while len(found) < TOGETHER and (after := _goes_on(found[-1], scored)):
        found.append(after)
    return found


def _goes_on(item: Scored, scored: Sequence[Scored]) -> Scored | None:
    """Return the sentence after, when it points back to this one or limits it."""
    after = [
        other
        for other in scored
        if other.hit.passage.id == item.hit.passage.id
        and other.unit.block == item.unit.block
        and other.unit.start >= item.unit.end
    ]
    following = min(after, key=lambda other: other.unit.start, default=None)
    if following is None:
        return None
    limits = _LIMITS.match(following.document.text[following.unit.start : following.unit.end])
    return following if limits or leans_on(following, scored) else None


def leans_back(text: str) -> bool:
    """Tell whether a sentence points back to the one before it."""
    return _LEANS_BACK.match(text) is not None


def leans_on(item: Scored, scored: Sequence[Scored]) -> Scored | None:
    """Return the sentence before, when a sentence points back to it and cannot stand alone."""
    if _LEANS_BACK.match(item.document.text[item.unit.start : item.unit.end]) is None:
        return None
    before = [
        other
        for other in scored
        if other.document.id == item.document.id
        and other.unit.block == item.unit.block
        and other.unit.end <= item.unit.start
    ]
    return max(before, key=lambda other: other.unit.start, default=None)
