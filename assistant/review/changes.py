"""Do the words that a verdict rests on still stand in the documents, and if not, what stands there now?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Protocol

from assistant.domain import Document, Passage
from assistant.review.verdict import Place

_ALIKE = 0.3  # share of the characters from which a passage is taken for the changed one


class Texts(Protocol):
    """The documents in service."""

    def document(self, document_id: str) -> Document | None:
        """Return a document."""

    def with_text(self, version: str) -> Document | None:
        """Return a document with this version of a text, under whatever id."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """Return a document's passages in reading order."""


class Cause(StrEnum):
    """Why words no longer prove anything."""

    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """Words that no longer stand in a document; ``now`` is the passage most like theirs, empty where none is."""

    place: Place
    cause: Cause
    now: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {"place": self.place.to_json(), "cause": self.cause.value, "now": self.now}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Change":
        """Read what ``to_json`` wrote."""
        return cls(Place.from_json(values["place"]), Cause(values["cause"]), values["now"])


@dataclass(frozen=True, slots=True)
class Stand:
    """Where words stand in a document in service: the offset, and the passage that holds them."""

    start: int
    passage: Passage


def find(place: Place, texts: Texts) -> Stand | None:
    """Return where the words of a place stand in service, None where no passage of its document has them any more.

    Where a changed document has the words several times, the nearest to where they stood counts.
    """
    document = texts.document(place.document_id) or texts.with_text(place.version)
    if document is None:
        return None
    starts = [place.start] if document.version == place.version else _all_starts(document.text, place.quote)
    for start in sorted(starts, key=lambda each: abs(each - place.start)):
        end = start + len(place.quote)
        holder = next(
            (each for each in texts.passages_of(document.id) if each.start <= start and end <= each.end), None
        )
        if holder is not None and document.text[start:end] == place.quote:
            return Stand(start, holder)
    return None


def changes(places: Iterable[Place], texts: Texts) -> tuple[Change, ...]:
    """Return those of some places whose words no longer stand in service."""
    return tuple(_change(place, texts) for place in places if find(place, texts) is None)


def _change(place: Place, texts: Texts) -> Change:
    document = texts.document(place.document_id) or texts.with_text(place.version)
    if document is None:
        return Change(place, Cause.GONE)
    alike = [(_likeness(place.quote, each.text), each.text) for each in texts.passages_of(document.id)]
    best, now = max(alike, default=(0.0, ""))
    return Change(place, Cause.CHANGED, now if best >= _ALIKE else "")


def _likeness(quote: str, text: str) -> float:
    """Return the share of a quote's words that a text has in the same order."""
    words = quote.split()
    matcher = SequenceMatcher(None, words, text.split(), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(len(words), 1)


def _all_starts(text: str, quote: str) -> list[int]:
    found, start = [], text.find(quote)
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found
