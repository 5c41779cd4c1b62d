"""Where the gold lies in the evaluated index: its documents, its passages, and the words that prove something."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.domain import Block, BlockKind, Document, Passage
from assistant.review.case import Case, Gold


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's canonical text, half-open."""

    document_id: str
    start: int
    end: int

    def overlap(self, other: "Span") -> int:
        """Return the number of characters that both hold."""
        if self.document_id != other.document_id:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: "Span") -> bool:
        """Tell whether the other lies wholly inside."""
        return self.document_id == other.document_id and self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


@dataclass(frozen=True, eq=False)
class Corpus:
    """The evaluated index as the metrics see it: canonical texts and passages (or a baseline's chunks)."""

    documents: Mapping[str, Document]
    passages: tuple[Passage, ...]

    @cached_property
    def _found(self) -> dict[Gold, tuple[Span, ...]]:
        return {}

    @cached_property
    def _held(self) -> dict[Gold, frozenset[str]]:
        return {}

    def find(self, gold: Gold) -> tuple[Span, ...]:
        """Return every place of a gold snippet; white space may differ, words may not."""
        if gold not in self._found:
            self._found[gold] = self._search(gold)
        return self._found[gold]

    def holders(self, gold: Gold) -> frozenset[str]:
        """Return the ids of the passages that contain a gold snippet.

        Where a chunker cut through the snippet, the passages that hold at least half of it count.
        """
        if gold not in self._held:
            self._held[gold] = frozenset(
                identifier for place in self.find(gold) for identifier in _holding(self.passages, place)
            )
        return self._held[gold]

    def region(self, place: Span) -> Span:
        """Widen a place to the unit that proves it: its headings, its paragraph and the list that hangs on it."""
        units = self._units.get(place.document_id, ())
        touched = [unit for unit in units if unit.overlap(place)]
        if not touched:
            return place
        return Span(place.document_id, min(unit.start for unit in touched), max(unit.end for unit in touched))

    def text(self, place: Span) -> str:
        """Return the canonical words of a place; empty where the document is unknown."""
        document = self.documents.get(place.document_id)
        return document.text[place.start : place.end] if document else ""

    @cached_property
    def _units(self) -> dict[str, tuple[Span, ...]]:
        return {document.id: units(document) for document in self.documents.values()}

    def _search(self, gold: Gold) -> tuple[Span, ...]:
        document = self.documents.get(gold.document)
        words = gold.snippet.split()
        if document is None or not words:
            return ()
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
        return tuple(Span(document.id, *match.span()) for match in pattern.finditer(document.text))


def place_of(passage: Passage) -> Span:
    """Return where a passage lies."""
    return Span(passage.document_id, passage.start, passage.end)


def needs_of(case: Case) -> tuple[tuple[Gold, ...], ...]:
    """Return what a full answer must cover: each need is a group of gold snippets of which any one will do."""
    if case.needs:
        return tuple(tuple(case.gold[index] for index in need) for need in case.needs)
    return (case.gold,) if case.gold else ()


def units(document: Document) -> tuple[Span, ...]:
    """Return the units of a document: headings with the paragraph after them and its list, else a paragraph alone."""
    groups: list[list[Block]] = []
    for block in document.blocks:
        if groups and _continues(groups[-1], block):
            groups[-1].append(block)
        else:
            groups.append([block])
    return tuple(Span(document.id, group[0].start, group[-1].end) for group in groups)


def _continues(group: Sequence[Block], block: Block) -> bool:
    if block.kind is BlockKind.LIST_ITEM:
        return True
    return all(earlier.kind is BlockKind.HEADING for earlier in group)


def _holding(passages: Sequence[Passage], place: Span) -> list[str]:
    whole = [passage.id for passage in passages if place_of(passage).contains(place)]
    if whole:
        return whole
    return [passage.id for passage in passages if 2 * place_of(passage).overlap(place) >= place.length]
