"""Translations out of a translation that was published: the document's sentences beside those of the other one.

A pair that is not sure is not used, nor one whose numbers, dates or negations differ: its sentence has no translation
then, and is left to people or to a machine. Nothing is said of sentences that differ between the two.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.domain import BlockKind, Document, Language
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memory, Origin, Translated, unit_key
from assistant.text.outline import Unit, all_units
from ingest.translations.alignment import SURE, Aligned, Text, align
from ingest.translations.fidelity import Doubt, doubts

GRAVE = frozenset({Doubt.NUMBER, Doubt.DATE, Doubt.NEGATION})

Embed = Callable[[Sequence[str], Language], NDArray[np.float32]]
"""Returns a vector of length 1 for each text of a language."""


@dataclass(frozen=True)
class Twins:
    """A document and its published translation, which is a document as well; ``embed`` tells what is alike."""

    document: Document
    other: Document
    embed: Embed
    glossary: Glossary = NO_TERMS

    def added_to(self, memory: Memory) -> Memory:
        """Return translations with those that were published; what people wrote or checked stays."""
        ours = {key: each for key, each in memory.units.items() if each.origin is not Origin.MACHINE}
        return replace(memory, units={**memory.units, **dict(self._found()), **ours})

    def _found(self) -> Iterator[tuple[str, Translated]]:
        sure: dict[str, tuple[float, str]] = {}
        for source, target, likeness in self._pairs():
            key = unit_key(source)
            if likeness >= SURE and likeness > sure.get(key, (0.0, ""))[0] and not self._differ(source, target):
                sure[key] = (likeness, target)
        for key, (_, target) in sure.items():
            yield key, Translated(target, Origin.PERSON, self.other.title, self.other.date)

    def _pairs(self) -> Iterator[tuple[str, str, float]]:
        yield self.document.title, self.other.title, 1.0
        one, other = self._read(self.document), self._read(self.other)
        for pair in align(one, other):
            if pair.last - pair.first == 1:
                yield one.units[pair.first], _joined(other, pair), pair.likeness

    def _differ(self, source: str, target: str) -> bool:
        found = doubts(source, self.document.language, target, self.other.language, self.glossary)
        return bool(GRAVE.intersection(found))

    def _read(self, document: Document) -> Text:
        units = [unit for unit in all_units(document) if any(map(str.isalpha, _words(document, unit)))]
        texts = [_words(document, unit) for unit in units]
        headings = [unit.kind is BlockKind.HEADING for unit in units]
        return Text(texts, [unit.block for unit in units], headings, self.embed(texts, document.language))


def published(documents: Sequence[Document], document: Document, language: Language) -> Document | None:
    """Return a document's published translation into a language, or what it is itself the translation of."""
    linked = (
        each
        for each in documents
        if each.language is language and (each.translation_of == document.id or document.translation_of == each.id)
    )
    return next(linked, None)


def _words(document: Document, unit: Unit) -> str:
    return " ".join(document.text[unit.start : unit.end].split())


def _joined(text: Text, pair: Aligned) -> str:
    return " ".join(text.units[pair.other_first : pair.other_last])
