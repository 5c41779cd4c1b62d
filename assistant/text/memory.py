"""Translations as data: what each sentence, heading, list item or table of a document says in another language.

They are made once, kept with the documents and checked by people. A translation belongs to words, not to a place: it is
found by the hash of what it translates, so that a changed sentence loses its own and no other.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from assistant.domain import Document, Language
from assistant.text.outline import all_units

_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|\w[.)]|[IVXLC]+[.)])\s+")


class Origin(StrEnum):
    """Who made a translation, or that somebody who may decide found it right."""

    MACHINE = "machine"
    PERSON = "person"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation; ``author`` is a person or a model, ``date`` (YYYY-MM-DD) when it was made or checked."""

    text: str
    origin: Origin
    author: str = ""
    date: str = ""

    @property
    def checked_on(self) -> str:
        """The date on which it was checked, empty where nobody did."""
        return self.date if self.origin is Origin.CHECKED else ""


@dataclass(frozen=True)
class Memory:
    """The translations of one document into one language, by ``unit_key``."""

    document_id: str
    language: Language
    units: Mapping[str, Translated] = field(default_factory=dict)

    def of(self, text: str) -> Translated | None:
        """Return the translation of a unit's text, None where there is none of these very words."""
        return self.units.get(unit_key(text))

    def said(self, heading: str) -> str:
        """Return a heading in translation, with its number; itself where there is none."""
        numbered = _NUMBERED.match(heading)
        number = numbered.group() if numbered and self.of(heading) is None else ""
        found = self.of(heading.removeprefix(number))
        return f"{number}{found.text}" if found else heading


class Corrections(Protocol):
    """What people corrected or checked since the documents were taken in."""

    def in_force(self, memory: Memory) -> Memory:
        """Return a document's translations as they are now."""


class NoCorrections:
    """Where nobody corrects translations."""

    def in_force(self, memory: Memory) -> Memory:
        """Return the translations as they were taken in."""
        return memory


Memories = Mapping[tuple[str, Language], Memory]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of a document's units have a translation into a language, and how many of these were checked."""

    language: Language
    translated: int
    checked: int
    total: int


def unit_key(text: str) -> str:
    """Return what tells a unit's words from others, white space aside."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def source_texts(document: Document) -> dict[str, str]:
    """Return all that there is to translate of a document by its key, in reading order: its title and its units."""
    texts = [document.title, *(document.text[unit.start : unit.end] for unit in all_units(document))]
    return {unit_key(text): " ".join(text.split()) for text in texts if text.strip()}


def lapsed(document: Document, memory: Memory) -> tuple[Translated, ...]:
    """Return the translations of words that a document no longer has."""
    wanted = source_texts(document)
    return tuple(each for key, each in memory.units.items() if key not in wanted)


def coverage(document: Document, memory: Memory) -> Coverage:
    """Count how much of a document is translated."""
    wanted = source_texts(document)
    found = [memory.units[key] for key in wanted if key in memory.units]
    checked = sum(each.origin is Origin.CHECKED for each in found)
    return Coverage(memory.language, len(found), checked, len(wanted))
