"""Passages in another language than their own: found there like any other, and leading to the original's place.

A passage's rendition holds the translations of its units, under the passage's own id. Each of its tokens is given the
place of the original's token that it is most like, within the unit that it translates: whoever chooses or highlights a
sentence by tokens so finds the original's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Passage
from assistant.search.ports import PassageTokens
from assistant.text.memory import Memory
from assistant.text.outline import Unit, units_within


@dataclass(frozen=True, slots=True)
class Piece:
    """A unit's words from ``start`` to ``end`` of a rendition, and of the original passage's text."""

    start: int
    end: int
    original_start: int
    original_end: int


@dataclass(frozen=True)
class Rendition:
    """A passage's words in a language; ``pieces`` is empty where they are its own."""

    passage: Passage
    pieces: tuple[Piece, ...] = ()


def renditions(document: Document, passages: Iterable[Passage], memories: Sequence[Memory]) -> Iterator[Rendition]:
    """Yield passages in other languages, as far as their units are translated."""
    for passage in passages if memories else ():
        units = list(units_within(document, passage.start, passage.end))
        for memory in memories:
            rendition = _rendition(document, passage, units, memory)
            if rendition.pieces:
                yield rendition


def _rendition(document: Document, passage: Passage, units: Sequence[Unit], memory: Memory) -> Rendition:
    text, pieces, block = "", [], -1
    for unit in units:
        translated = memory.of(document.text[unit.start : unit.end])
        if translated is None:
            continue
        text += "" if not text else " " if unit.block == block else "\n"
        block = unit.block
        place = (unit.start - passage.start, unit.end - passage.start)
        pieces.append(Piece(len(text), len(text) + len(translated.text), *place))
        text += translated.text
    title, *headings = map(memory.said, (passage.title, *passage.heading_path))
    changed = replace(passage, language=memory.language, title=title, heading_path=tuple(headings), text=text)
    return Rendition(changed, tuple(pieces))


def placed(tokens: PassageTokens, pieces: Sequence[Piece], original: PassageTokens) -> NDArray[np.int32]:
    """Return for each token of a rendition where the original says the same, -1 for the context before it."""
    spans = np.full_like(tokens.spans, -1)
    for piece in pieces:
        here = np.flatnonzero((tokens.spans[:, 0] >= piece.start) & (tokens.spans[:, 1] <= piece.end))
        first, last = piece.original_start, piece.original_end
        there = np.flatnonzero((original.spans[:, 0] >= first) & (original.spans[:, 1] <= last))
        if not len(there):
            spans[here] = (first, last)
        elif len(here):
            mine, theirs = (each.astype(np.float32) for each in (tokens.vectors[here], original.vectors[there]))
            spans[here] = original.spans[there[(mine @ theirs.T).argmax(axis=1)]]
    return spans
