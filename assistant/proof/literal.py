"""Where the words that a model quotes stand in a passage: to the letter, or as the nearest slice.

What is found is widened to whole sentences and list items: words picked out of a sentence may leave out its "not".
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.domain import Document, Passage
from assistant.text.outline import units_within

NEAR = 85.0  # of 100: likeness from which on words that are not literal are taken for a slip of the pen
SHORTEST_NEAR = 16  # characters; fewer are too few to be told from chance
LONGEST = 900  # characters of a quote; what proves everything proves nothing

_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Slice:
    """Whole sentences or list items of a passage; offsets are the document's. ``literal``: found as it was given."""

    passage: Passage
    start: int
    end: int
    literal: bool

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without what typography may change; ``places[i]`` is where its character i stands in the text itself."""

    text: str
    places: tuple[int, ...]


def find_quote(
    words: str, named: Passage | None, given: Sequence[Passage], documents: Mapping[str, Document]
) -> Slice | None:
    """Return where quoted words stand: in the passage named, else to the letter in another one that was given."""
    others = [passage for passage in given if passage is not named]
    found = _literal(words, named, literal=True) if named else None
    if found is None:
        found = next((hit for passage in others if (hit := _literal(words, passage, literal=False))), None)
    if found is None and named is not None:
        found = _near(words, named)
    return _whole(found, documents[found.passage.document_id]) if found else None


def _literal(words: str, passage: Passage, *, literal: bool) -> Slice | None:
    sought, folded = _fold(words).text.strip(), _fold(passage.text)
    match = re.search(rf"(?<!\w){re.escape(sought)}(?!\w)", folded.text) if re.search(r"\w", sought) else None
    return _found(passage, folded, match.start(), match.end(), literal) if match else None


def _near(words: str, passage: Passage) -> Slice | None:
    sought, folded = _fold(words).text.strip(), _fold(passage.text)
    if not SHORTEST_NEAR <= len(sought) <= len(folded.text):
        return None
    match = fuzz.partial_ratio_alignment(sought, folded.text, score_cutoff=NEAR)
    return _found(passage, folded, match.dest_start, match.dest_end, False) if match else None


def _found(passage: Passage, folded: _Folded, start: int, end: int, literal: bool) -> Slice:
    places = folded.places[start:end]
    return Slice(passage, passage.start + places[0], passage.start + places[-1] + 1, literal)


def _whole(found: Slice, document: Document) -> Slice | None:
    """Widen what was found to what can be quoted; None where that is nothing, or too much."""
    passage = found.passage
    units = [
        unit
        for unit in units_within(document, passage.start, passage.end)
        if unit.start < found.end and found.start < unit.end
    ]
    if not units:
        return None
    start, end = units[0].start, units[-1].end
    return Slice(passage, start, end, found.literal) if end - start <= LONGEST else None


def _fold(text: str) -> _Folded:
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text.translate(_SAME)):
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        elif unicodedata.category(character)[0] == "C":
            continue
        for folded in character.casefold():
            characters.append(folded)
            places.append(place)
    return _Folded("".join(characters), tuple(places))
