"""Words that a reader looks for in a document: where they stand, whatever their case and line breaks."""

import re
from dataclasses import dataclass

LONGEST = 200  # characters that are looked for
MOST = 200  # places that are marked
AROUND = 60  # characters shown on each side of a place


@dataclass(frozen=True)
class Place:
    """A place, with the words around it."""

    number: int
    before: str
    words: str
    after: str


def spans(text: str, sought: str) -> list[range]:
    """Return where words stand in a text, none where nothing is looked for."""
    words = sought[:LONGEST].split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = (range(*match.span()) for _, match in zip(range(MOST), pattern.finditer(text), strict=False))
    return list(found)


def places(text: str, found: list[range]) -> list[Place]:
    """Return places with what stands around each."""
    return [_place(text, number, span) for number, span in enumerate(found, start=1)]


def _place(text: str, number: int, span: range) -> Place:
    before, after = text[max(span.start - AROUND, 0) : span.start], text[span.stop : span.stop + AROUND]
    lines = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
    cut = "…" if lines[0] == before and span.start > AROUND else ""
    on = "…" if lines[1] == after and span.stop + AROUND < len(text) else ""
    return Place(number, cut + lines[0], text[span.start : span.stop], lines[1] + on)
