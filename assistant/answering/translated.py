"""An answer in its reader's language: what the documents say in another one is shown in translation.

The translations are data that is kept with the documents; nothing is translated here. A number still leads to the
original, which alone is proof: the words that are shown have the original's beside them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol, Self

from assistant.answering.naming import called
from assistant.answering.phrases import phrase
from assistant.body import Part, PartKind, Translation
from assistant.domain import Answer, Citation, Claim, Document, Language
from assistant.proof.verify import same_words
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Corrections, Memory, Origin, Translated
from assistant.text.outline import Unit, units_within

_WORD = re.compile(r"\w")

MemoryOf = Callable[[str, Language], Memory]


class Translations(Protocol):
    """An index, as showing translations needs it."""

    @property
    def glossary(self) -> Glossary:
        """The terms of the field."""

    def document(self, document_id: str) -> Document | None:
        """Return a document, or None."""

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""


@dataclass(frozen=True)
class Translator:
    """The documents, and what of them is translated."""

    document: Callable[[str], Document | None]
    memory: MemoryOf
    glossary: Glossary = NO_TERMS

    @classmethod
    def of_index(cls, index: Translations, corrections: Corrections) -> Self:
        """Return the translations of an index with what people corrected; make it anew for each answer."""

        @cache  # a correction counts from the next answer on
        def memory(document_id: str, language: Language) -> Memory:
            return corrections.in_force(index.memory(document_id, language))

        return cls(index.document, memory, index.glossary)

    def of(self, citation: Citation, language: Language) -> Translated | None:
        """Return a citation's quote in a language, None where a part of it is not translated."""
        source = self.document(citation.document_id)
        if source is None or source.text[citation.start : citation.end] != citation.quote:
            return None
        return translation(source, citation.start, citation.end, self.memory(citation.document_id, language))

    def said(self, claim: Claim, language: Language) -> str:
        """Return a claim's words in a language, empty where they are in it or not translated."""
        source = self.document(claim.passage.document_id)
        if source is None or source.language is language:
            return ""
        found = translation(source, claim.start, claim.end, self.memory(source.id, language))
        return found.text if found else ""

    def section(self, citation: Citation, language: Language) -> tuple[str, ...]:
        """Return the headings above a quote in a language, empty where none of them is translated."""
        memory = self.memory(citation.document_id, language)
        headings = tuple(map(memory.said, citation.heading_path))
        return headings if headings != citation.heading_path else ()

    def name(self, name: str, citation: Citation, language: Language) -> str:
        """Return what a name in a quote is called in a language, empty where that cannot be told."""
        found = self.of(citation, language)
        terms = (term for term in self.glossary.terms if name in term.in_language(citation.language))
        known = (each for term in terms for each in term.in_language(language))
        return called(name, citation.quote, found.text, known) if found else ""


def translation(document: Document, start: int, end: int, memory: Memory) -> Translated | None:
    """Return what is said between two offsets in another language, None where not every word of it is translated.

    Of several units together the translation is worth what the least sure of theirs is.
    """
    units = list(units_within(document, start, end))
    found = [memory.of(document.text[unit.start : unit.end]) for unit in units]
    known = [each for each in found if each is not None]
    if not units or len(known) < len(units) or _has_more(document, start, end, units):
        return None
    worst = min(known, key=lambda each: (list(Origin).index(each.origin), each.date))
    return replace(worst, text=" ".join(each.text for each in known))


def _has_more(document: Document, start: int, end: int, units: Sequence[Unit]) -> bool:
    """Tell whether there are words between two offsets that are in none of the units; a list's numbers are no words."""
    edges = [start, *(edge for unit in units for edge in (unit.start, unit.end)), end]
    markers = {block.body_start: block.marker.strip() for block in document.blocks if block.marker}
    between = zip(edges[::2], edges[1::2], strict=True)
    return any(
        _WORD.search(document.text[left:right].rstrip().removesuffix(markers.get(right, ""))) for left, right in between
    )


def in_language(answer: Answer, translator: Translator) -> Answer:
    """Return an answer with the documents' words in its language, as far as they are translated, and a note of it."""
    cited = {each.number: each for each in answer.citations}
    body = tuple(_shown(part, cited, answer.language, translator) for part in answer.body)
    nearest = tuple(helped(each, answer.language, translator) for each in answer.nearest)
    foreign = [each for each in nearest if each.language is not answer.language]
    notes = [
        Part(PartKind.NOTE, phrase(name, answer.language), answer.language)
        for name, is_needed in (
            ("translated", any(part.translation for part in body) or any(each.translation for each in foreign)),
            ("untranslated", _lacks(body, cited, answer.language) or not all(each.translation for each in foreign)),
        )
        if is_needed and not any(part.text == phrase(name, answer.language) for part in answer.body)
    ]
    return replace(
        answer,
        body=(*body, *notes),
        citations=tuple(helped(each, answer.language, translator) for each in answer.citations),
        nearest=nearest,
    )


def in_original(answer: Answer) -> Answer:
    """Return an answer with the documents' own words where it shows translations."""
    spoken = {each.number: each.language for each in answer.citations}
    body = (_original(part, spoken) if part.translation else part for part in answer.body)
    note = phrase("translated", answer.language)
    return replace(
        answer,
        body=tuple(part for part in body if part.text != note),
        nearest=tuple(replace(each, translation="", section=()) for each in answer.nearest),
    )


def shows_translations(answer: Answer) -> bool:
    """Tell whether something is shown in translation."""
    return any(part.translation for part in answer.body) or any(each.translation for each in answer.nearest)


def _original(part: Part, spoken: dict[int, Language]) -> Part:
    words = " ".join(part.quote.split())
    lead = words if part.lead == part.text else ""
    return replace(part, text=words, lead=lead, language=spoken[part.citations[0]], quote="", translation=None)


def _shown(part: Part, cited: dict[int, Citation], language: Language, translator: Translator) -> Part:
    citation = cited.get(part.citations[0]) if part.citations else None
    if citation is None or part.language is language or part.quote:
        return part
    found = translator.of(citation, language)
    if found is None:
        return part
    name = translator.name(part.lead, citation, language) if part.lead else ""
    translated = replace(part, language=language, translation=Translation(found.origin, found.checked_on))
    if same_words(part.text, citation.quote):
        lead = found.text if part.lead == part.text else name or part.lead
        return replace(translated, text=found.text, lead=lead, quote=citation.quote)
    if part.text == part.lead and name not in ("", part.lead):
        return replace(translated, text=name, lead=name, quote=part.text)
    return part


def _lacks(body: Sequence[Part], cited: dict[int, Citation], language: Language) -> bool:
    return any(_is_foreign(part, cited, language) for part in body)


def _is_foreign(part: Part, cited: dict[int, Citation], language: Language) -> bool:
    """Tell whether a part holds a document's own words in another language; a name alone is in none."""
    citation = cited.get(part.citations[0]) if part.citations else None
    if citation is None or part.language is language or part.quote:
        return False
    return same_words(part.text, citation.quote)


def helped(citation: Citation, language: Language, translator: Translator) -> Citation:
    """Return a citation with what its quote and the headings above it say in a language, as far as is known."""
    if citation.language is language:
        return citation
    found = translator.of(citation, language)
    section = translator.section(citation, language)
    return replace(citation, translation=found.text if found else citation.translation, section=section)
