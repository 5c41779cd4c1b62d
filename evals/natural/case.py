"""A natural case: a question, what its asker must be told, and which places are welcome besides.

A need is a list of places of which any one will do. A place is words as they stand in a document; white space and
signs aside.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.domain import Citation, Document, Language, Turn

HERE = Path(__file__).parent
HALF = 0.5  # share of a place's words that a citation must hold to count for it


class Kind(StrEnum):
    """What a question is like."""

    ANSWERABLE = "answerable"
    PARTIAL = "partial"
    NEAR_MISS = "near_miss"
    OFF_TOPIC = "off_topic"
    SMALL_TALK = "small_talk"
    FOLLOW_UP = "follow_up"
    TOPIC_SWITCH = "topic_switch"
    REWORK = "rework"


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document."""

    document: str
    quote: str


@dataclass(frozen=True)
class NaturalCase:
    """A case; ``missing`` is what the documents do not say, or what a switched topic switches to."""

    id: str
    kind: Kind
    language: Language
    question: str
    history: tuple[Turn, ...]
    needs: tuple[tuple[Place, ...], ...]
    helpful: tuple[Place, ...]
    missing: str


def load(split: str) -> tuple[NaturalCase, ...]:
    """Return the cases of ``dev`` or ``test``."""
    with (HERE / f"{split}.jsonl").open(encoding="utf-8") as lines:
        return tuple(_case(json.loads(line)) for line in lines)


def _case(values: dict[str, Any]) -> NaturalCase:
    return NaturalCase(
        values["id"],
        Kind(values["kind"]),
        Language(values["language"]),
        values["question"],
        tuple(Turn(**turn) for turn in values.get("history") or ()),
        tuple(tuple(Place(**place) for place in need) for need in values["needs"]),
        tuple(Place(**place) for place in values.get("helpful") or ()),
        values.get("missing") or "",
    )


class Located:
    """Where places stand in the documents."""

    def __init__(self, documents: Iterator[Document] | tuple[Document, ...]) -> None:
        self._texts = {document.id: _folded(document.text) for document in documents}

    def span(self, place: Place) -> tuple[int, int] | None:
        """Return the offsets of a place, None where it is gone."""
        text, offsets = self._texts.get(place.document, ("", []))
        words, _ = _folded(place.quote)
        start = text.find(words.strip())
        return (offsets[start], offsets[start + len(words.strip()) - 1] + 1) if start >= 0 else None

    def holds(self, citation: Citation, place: Place) -> bool:
        """Tell whether a citation holds at least half of a place."""
        span = self.span(place)
        if span is None or citation.document_id != place.document:
            return False
        return min(citation.end, span[1]) - max(citation.start, span[0]) >= HALF * (span[1] - span[0])


def _folded(text: str) -> tuple[str, list[int]]:
    """Return letters and digits in lower case with one space between words, and the offset of each character."""
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        folded = character.lower()[0] if character.isalnum() else " "
        if folded != " " or (letters and letters[-1] != " "):
            letters.append(folded)
            offsets.append(offset)
    return "".join(letters), offsets
