"""An answer as reviewers read it: each sentence of the documents set off from the assistant's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Answer

_MARKER = re.compile(r"\s?\[(\d{1,3})\]")
_HEADING = re.compile(r"(#{1,3}) ")


@dataclass(frozen=True)
class Piece:
    """Words of a line; ``number`` is that of a citation shown after the words before it, else 0."""

    text: str = ""
    proven: bool = False
    number: int = 0


@dataclass(frozen=True)
class Line:
    """A line of an answer; ``kind`` is ``heading``, ``item`` or ``words``."""

    kind: str
    pieces: tuple[Piece, ...]


def lines_of(answer: Answer) -> tuple[Line, ...]:
    """Return the lines of an answer's text; what stands in its sentences is proven, the rest is the assistant's own."""
    spans = list(_spans(answer))
    numbers = {each.number for each in answer.citations}
    lines, offset = [], 0
    for text in answer.text.split("\n"):
        if text.strip():
            lines.append(_line(text, offset, spans, numbers))
        offset += len(text) + 1
    return tuple(lines)


def _line(text: str, offset: int, spans: list[range], numbers: set[int]) -> Line:
    heading = _HEADING.match(text)
    first = len(heading[0]) if heading else 2 if text.startswith("- ") else 0
    pieces = tuple(_pieces(text, first, offset, spans, numbers))
    return Line("heading" if heading else "item" if first else "words", pieces)


def _pieces(text: str, first: int, offset: int, spans: list[range], numbers: set[int]) -> Iterator[Piece]:
    here = [
        range(max(each.start - offset, first), min(each.stop - offset, len(text)))
        for each in spans
        if each.start < offset + len(text) and each.stop > offset
    ]
    position = first
    for span in here:
        yield from _own(text[position : span.start], numbers)
        yield Piece(text[span.start : span.stop], proven=True)
        position = span.stop
    yield from _own(text[position:], numbers)


def _own(text: str, numbers: set[int]) -> Iterator[Piece]:
    """Yield the assistant's own words, without the signs for bold, and the numbers of citations among them."""
    position = 0
    for marker in _MARKER.finditer(text):
        if int(marker[1]) in numbers:
            yield from _plain(text[position : marker.start()])
            yield Piece(number=int(marker[1]))
            position = marker.end()
    yield from _plain(text[position:])


def _plain(text: str) -> Iterator[Piece]:
    words = text.replace("**", "")
    if words:
        yield Piece(words)


def _spans(answer: Answer) -> Iterator[range]:
    position = 0
    for sentence in answer.sentences:
        start = answer.text.find(sentence.text, position)
        if start >= 0 and sentence.text:
            position = start + len(sentence.text)
            yield range(start, position)
