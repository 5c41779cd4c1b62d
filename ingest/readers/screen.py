"""Sets aside the sentences of a document that speak to a machine: they stay in its text and are not quoted."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.document import QUOTED
from assistant.domain import Block, BlockKind, BlockRole, Document, Language
from assistant.search.injection import certain_spans
from assistant.text.sentences import row_spans, sentence_spans

Screen = Callable[[Document], Document]
Span = tuple[int, int]
_BOUNDARY = re.compile(r"(?<=[>\]}=*#~])\s+(?=[A-Z\"'<{(])|(?<=[a-z]{3}[.!?])\s+(?=[a-z])")


class Judge(Protocol):
    """What judges sentences."""

    def speaks(self, sentences: Sequence[str], language: Language) -> list[bool]:
        """Tell of each sentence whether it speaks to a machine."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sentence that speaks to a machine, on one line; ``page`` counts from 1 where the file has pages."""

    document_id: str
    text: str
    page: int | None = None


def set_aside_in(document: Document) -> Iterator[SetAside]:
    """Yield what was set aside of a document."""
    for block in document.blocks:
        if block.role is BlockRole.INSTRUCTION:
            yield SetAside(document.id, " ".join(document.text[block.start : block.end].split()), block.page)


def unscreened(document: Document) -> Document:
    """Return a document as it is."""
    return document


def screen_of(judge: Judge) -> Screen:
    """Return what sets aside the sentences that a judge finds to speak to a machine."""

    def screened(document: Document) -> Document:
        spans = [list(_sentences(document, block)) for block in document.blocks]
        texts = [document.text[slice(*span)] for own in spans for span in own]
        verdicts = iter(judge.speaks([document.title, *texts], document.language))
        title = document.id if next(verdicts) else document.title
        blocks = [
            piece
            for block, own in zip(document.blocks, spans, strict=True)
            for piece in _divided(document, block, own, [next(verdicts) for _ in own])
        ]
        return replace(document, title=title, blocks=tuple(blocks))

    return screened


def _sentences(document: Document, block: Block) -> Iterator[Span]:
    """Yield the places of what is judged by itself: sentences, rows of a table, a heading as a whole."""
    if block.role not in QUOTED:
        return
    text = document.text[block.body_start : block.end]
    if block.kind is BlockKind.HEADING:
        spans = [(0, len(text))]
    elif block.kind is BlockKind.TABLE:
        spans = row_spans(text)
    else:
        spans = [piece for span in sentence_spans(text, document.language) for piece in _pieces(text, *span)]
    yield from ((block.body_start + start, block.body_start + end) for start, end in spans)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of a sentence that the end of a tag, a fence or a stop before a small letter divides."""
    for boundary in _BOUNDARY.finditer(text, start, end):
        yield start, boundary.start()
        start = boundary.end()
    yield start, end


def _divided(document: Document, block: Block, spans: Sequence[Span], verdicts: Sequence[bool]) -> Iterator[Block]:
    """Yield a block in parts: those that are kept, and those that are set aside."""
    certain = [(block.start + start, block.start + end) for start, end in _certain(document, block)]
    aside = [
        verdict or any(start < span[1] and span[0] < end for start, end in certain)
        for span, verdict in zip(spans, verdicts, strict=True)
    ]
    if not any(aside):
        yield block
        return
    begins = 0
    for place in range(1, len(spans) + 1):
        if place == len(spans) or aside[place] != aside[begins]:
            yield _part(block, spans[begins][0], spans[place - 1][1], first=begins == 0, aside=aside[begins])
            begins = place


def _certain(document: Document, block: Block) -> list[Span]:
    """Return what is certain of a block, also where it runs through several of its sentences."""
    return certain_spans(document.text[block.start : block.end]) if block.role in QUOTED else []


def _part(block: Block, start: int, end: int, *, first: bool, aside: bool) -> Block:
    if aside:
        return Block(BlockKind.PARAGRAPH, start, end, BlockRole.INSTRUCTION, page=block.page)
    if first:
        return replace(block, end=end)
    return replace(block, start=start, end=end, marker="")
