"""Checks of the translations that are kept with the documents: what lacks, what cannot be used, what to look at."""

from collections.abc import Iterator
from pathlib import Path

from assistant.domain import Document, Language
from assistant.errors import CorpusError
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memory, Origin
from assistant.text.outline import all_units
from ingest.lint.finding import Finding, about
from ingest.lint.folder import Folder
from ingest.lint.kinds import Check
from ingest.manifest import GLOSSARY
from ingest.translations.fidelity import doubts
from ingest.translations.folder import load_folder


def check_memory(folder: Folder) -> Iterator[Finding]:
    """Find what is wrong with the translations of a folder that has any."""
    kept = load_folder(folder.root)
    for file, fault in kept.faults([entry.id for entry in folder.entries]).items():
        yield Finding(Check.UNREADABLE, file, values={"error": fault})
    if not kept.memories:
        return
    glossary = _glossary(folder.root / GLOSSARY)
    translated = {document.translation_of for document in folder.documents}
    for document in folder.documents:
        if document.translation_of or document.id in translated:
            continue  # it has a translation of its own
        for language in Language:
            if language is not document.language:
                memory = kept.memories.get((document.id, language), Memory(document.id, language))
                yield from _lacking(document, memory)
                yield from _doubtful(document, memory, glossary)


def _lacking(document: Document, memory: Memory) -> Iterator[Finding]:
    units = list(all_units(document))
    lacking = [unit for unit in units if memory.of(document.text[unit.start : unit.end]) is None]
    if len(lacking) == len(units) and units:
        yield about(document, Check.UNTRANSLATED, language=memory.language)
    else:
        for unit in lacking:
            yield about(document, Check.UNTRANSLATED, (unit.start, unit.end), language=memory.language)


def _doubtful(document: Document, memory: Memory, glossary: Glossary) -> Iterator[Finding]:
    for unit in all_units(document):
        words = document.text[unit.start : unit.end]
        found = memory.of(words)
        if found is None or found.origin is Origin.CHECKED:
            continue
        for doubt in doubts(words, document.language, found.text, memory.language, glossary):
            span = (unit.start, unit.end)
            yield about(document, Check.DOUBTFUL_TRANSLATION, span, doubt=doubt.value, translation=found.text)


def _glossary(path: Path) -> Glossary:
    try:
        return Glossary.load(path) if path.exists() else NO_TERMS
    except CorpusError:  # named by the check of the glossary itself
        return NO_TERMS
