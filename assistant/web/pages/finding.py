"""Words that a reader looks for in a document: where they stand, whatever their case, line breaks and brackets."""

import re
from dataclasses import dataclass

from assistant.language import Language

LONGEST = 200  # characters that are looked for
MOST = 200  # places that are marked
AROUND = 60  # characters shown on each side of a place
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Place:
    """A place, with the words around it; ``language`` is that of a translation that it stands in."""

    number: int
    before: str
    words: str
    after: str
    language: Language | None = None


def spans(text: str, sought: str) -> list[range]:
    """Return where words stand in a text, none where nothing is looked for."""
    words = sought[:LONGEST].split()
    if not words:
        return []
    said = [each for each in map(_pattern, words) if each]
    pattern = re.compile(r"[\W_]+".join(said) or r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = (range(*match.span()) for _, match in zip(range(MOST), pattern.finditer(text), strict=False))
    return list(found)


def _pattern(word: str) -> str:
    """Return what finds a word with or without the signs at and in it: "stakeholder(s)" by "stakeholders", and back."""
    parts = [*_LETTERS.finditer(word)]
    letters = r"[\W_]*".join(r"[^\w\s]*".join(part[0]) for part in parts)
    before, after = (word[: parts[0].start()], word[parts[-1].end() :]) if parts else ("", "")
    return f"(?:{re.escape(before)})?{letters}(?:{re.escape(after)})?" if parts else ""


def places(text: str, found: list[range]) -> list[Place]:
    """Return places with what stands around each."""
    return [_place(text, number, span) for number, span in enumerate(found, start=1)]


def _place(text: str, number: int, span: range) -> Place:
    before, after = text[max(span.start - AROUND, 0) : span.start], text[span.stop : span.stop + AROUND]
    lines = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
    cut = "…" if lines[0] == before and span.start > AROUND else ""
    on = "…" if lines[1] == after and span.stop + AROUND < len(text) else ""
    return Place(number, cut + lines[0], text[span.start : span.stop], lines[1] + on)
