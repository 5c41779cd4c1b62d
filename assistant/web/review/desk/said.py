"""An answer as reviewers read it: each sentence of the documents set off from the assistant's own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.body import Part, PartKind, between, lines
from assistant.domain import Answer

_KINDS = {PartKind.HEADING: "heading", PartKind.ITEM: "item"}


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
    """Return the lines of an answer; what has a citation is proven, the rest is the assistant's own."""
    return tuple(Line(_KINDS.get(line[0].kind, "words"), tuple(_pieces(line))) for line in lines(answer.body))


def _pieces(line: Sequence[Part]) -> Iterator[Piece]:
    for before, part in zip((None, *line), line, strict=False):
        if before:
            yield Piece(between(before, part))
        if part.lead and part.words:
            yield Piece(f"{part.lead}: ")
        yield Piece(part.text, proven=bool(part.citations))
        yield from (Piece(number=number) for number in part.citations)
