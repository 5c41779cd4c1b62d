"""Translations by a chat model of what has none: in batches, with what stands around and the terms of the field.

Each is checked before it is kept, and what fails is left to people. After every batch the file is written, so that a
run that is broken off goes on where it was.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.prompts import load_prompt
from assistant.domain import Document, Language
from assistant.search.injection import instructs
from assistant.text.fence import fenced
from assistant.text.glossary import Glossary
from assistant.text.memory import Memory, Origin, Translated, source_texts
from assistant.text.plain import plain, visible
from ingest.asking import Ask, Batch, Estimate, batches, estimated, numbered, read_numbered
from ingest.translations.fidelity import doubts

PROMPT = "corpus/translate"


@dataclass(frozen=True)
class Task:
    """A document to be translated into a language, and what is translated of it."""

    document: Document
    memory: Memory

    @property
    def lacking(self) -> dict[str, str]:
        """What has no translation, by its key, in reading order."""
        found = source_texts(self.document).items()
        return {key: text for key, text in found if key not in self.memory.units and any(map(str.isalpha, text))}


def estimate(task: Task, glossary: Glossary) -> Estimate:
    """Tell what translating a document would take."""
    found = list(_batches(task))
    got = sum(len(text) for batch in found for text in batch.units.values())
    made = estimated(found, (asked(task, batch, glossary) for batch in found), got)
    return replace(made, units=len(task.lacking))


def translate(
    task: Task, glossary: Glossary, ask: Ask, model: str, keep: Callable[[Memory], None]
) -> tuple[Memory, tuple[str, ...]]:
    """Translate what lacks; return the translations, and the units that are left to people.

    ``keep`` is handed the translations after every batch.

    Raises:
        ChatModelFailed: when the model gives no reply; what was kept stays.
    """
    memory, left = task.memory, list[str]()
    for batch in _batches(task):
        made = _good(task, batch, ask(asked(task, batch, glossary)), glossary)
        for key in batch.units.keys() - made.keys():  # once more by itself, where it may go well
            alone = replace(batch, units={key: batch.units[key]})
            made |= _good(task, alone, ask(asked(task, alone, glossary)), glossary)
        today = date.today().isoformat()
        new = {key: Translated(words, Origin.MACHINE, model, today) for key, words in made.items()}
        memory = replace(memory, units={**memory.units, **new})
        left += [text for key, text in batch.units.items() if key not in made]
        keep(memory)
    return memory, tuple(left)


def _batches(task: Task) -> Iterator[Batch]:
    return batches(task.lacking, list(source_texts(task.document).values()))


def asked(task: Task, batch: Batch, glossary: Glossary) -> str:
    """Return what a model is asked for a batch."""
    source, target = task.document.language, task.memory.language
    text = numbered(map(visible, batch.units.values()))
    terms = {
        name: ", ".join(term.in_language(target)[0] for term in found if term.in_language(target))
        for name, found in glossary.mentions(text, source)
    }
    listed = "\n".join(f"{name}: {other}" for name, other in terms.items() if other) or "–"
    return load_prompt(PROMPT, target).fill(
        title=fenced(task.document.title),
        before=fenced(visible(batch.before)),
        terms=fenced(listed),
        units=fenced(text),
    )


def _good(task: Task, batch: Batch, reply: str, glossary: Glossary) -> dict[str, str]:
    """Return the translations of a reply that say what their originals say, as far as words tell."""
    given = {number: plain(words) for number, words in read_numbered(reply)}
    numbered = enumerate(batch.units.items(), start=1)
    spoken, into = task.document.language, task.memory.language
    return {
        key: given[number]
        for number, (key, text) in numbered
        if given.get(number)
        and not instructs(given[number])
        and not doubts(text, spoken, given[number], into, glossary)
    }


def other_languages(document: Document) -> Sequence[Language]:
    """Return the languages that a document can be translated into."""
    return [language for language in Language if language is not document.language]
