"""The documents and passages of one index generation, without what finds them; opening it writes nothing."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar
from weakref import finalize

from assistant.domain import Document, Language, Passage
from assistant.errors import IndexMismatch, IndexUnavailable
from assistant.locale.reasons import reasoned
from assistant.search.index.catalog import Catalog
from assistant.search.index.generations import version_of
from assistant.search.index.reading import ReadsCatalog
from assistant.search.index.schema import SCHEMA, Listed, Stored
from assistant.search.index.translations import translation_groups
from assistant.search.known import KnownQuestions
from assistant.text.glossary import Glossary
from assistant.text.memory import Memory

DOCUMENTS = 1_000  # held in memory once they were asked for

Value = TypeVar("Value")

MOST = 2_000
"""How much of each kind is held; a question reads some fifty."""


class Remembered(Generic[Value]):
    """Gives values by their keys, and reads those that it does not hold, all at once; safe to use from any thread.

    Nothing of a generation ever changes, so that what was read need not be read again.
    """

    def __init__(self, read: Callable[[Sequence[str]], Mapping[str, Value]], most: int = MOST) -> None:
        self._read = read
        self._most = most
        self._held: dict[str, Value | None] = {}

    def get(self, keys: Iterable[str]) -> dict[str, Value]:
        """Return values by key; unknown keys are left out."""
        wanted, held = dict.fromkeys(keys), self._held
        found = {key: held[key] for key in wanted if key in held}
        lacking = [key for key in wanted if key not in found]
        if lacking:
            read = self._read(lacking)
            new = {key: read.get(key) for key in lacking}
            found |= new
            # Another dictionary, not this one emptied: somebody may be reading it.
            self._held = new if len(held) > self._most else held | new
        return {key: value for key, value in found.items() if value is not None}


class Holdings:
    """A generation, opened for reading; its files are released when nobody holds it any more.

    Raises:
        IndexUnavailable: when it cannot be opened.
        IndexMismatch: when it was made by another version of the program.
    """

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What goes wrong where the files are damaged."""
        return (OSError, sqlite3.Error, ValueError)

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = version_of(folder)
        try:
            with ExitStack() as opened:
                self._open(opened)
                self._release = finalize(self, opened.pop_all().close)
        except self.faults as error:
            raise reasoned(IndexUnavailable, "index.unopened", folder=str(folder), error=str(error)) from error

    def _open(self, opened: ExitStack) -> None:
        catalog = Catalog(self.folder / "catalog.sqlite")
        self._catalog: ReadsCatalog = catalog
        opened.callback(catalog.close)
        self.model = self._catalog.meta("model")
        if self._catalog.meta("schema") != str(SCHEMA):
            raise reasoned(IndexMismatch, "index.other_program")
        self.glossary = Glossary.from_json(self._catalog.meta("glossary"))
        self.questions = KnownQuestions.from_json(self._catalog.meta("questions"))
        self.listed = self._catalog.listed()
        self.passage_count = self._catalog.passage_count()
        self._groups = translation_groups({item.id: item.translation_of for item in self.listed})
        self._memory = lru_cache(maxsize=DOCUMENTS)(self._catalog.memory)
        self._passages = Remembered(self._catalog.passages)
        self._document = lru_cache(maxsize=DOCUMENTS)(self._catalog.document)

    def close(self) -> None:
        """Release the files."""
        self._release()

    def documents(self) -> tuple[Document, ...]:
        """Return all documents that are in service, by id."""
        return tuple(found for item in self._in_service() if (found := self.document(item.id)))

    def document(self, document_id: str) -> Document | None:
        """Return a document with its canonical text, None when it is not in service."""
        return self._document(document_id)

    def withdrawn(self, document_id: str) -> Document | None:
        """Return a document that was withdrawn, or None; it has no passages, so that it is never quoted."""
        return self._catalog.document(document_id, withdrawn=True)

    def with_text(self, version: str) -> Document | None:
        """Return a document in service whose text has this version, as one that was given another id."""
        return next((self.document(item.id) for item in self._in_service() if item.version == version), None)

    def translations_of(self, document_id: str) -> tuple[Document, ...]:
        """Return the documents in service that hold the same guidance in other words, whichever was written first."""
        group = self.translation_group(document_id)
        others = (item.id for item in self._in_service() if item.id != document_id and self._groups[item.id] == group)
        return tuple(found for other in others if (found := self.document(other)))

    def translation_group(self, document_id: str) -> str:
        """Return a name that a document shares with its translations; its own id when it has none."""
        return self._groups.get(document_id, document_id)

    def memory(self, document_id: str, language: Language) -> Memory:
        """Return the translations of a document into a language; there may be none."""
        return self._memory(document_id, language)

    def memories(self) -> dict[tuple[str, Language], Memory]:
        """Return the translations of all documents."""
        return self._catalog.memories()

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return passages by id; unknown ids are left out."""
        return self._passages.get(ids)

    def passage(self, passage_id: str) -> Passage | None:
        """Return a passage, or None."""
        return self.passages([passage_id]).get(passage_id)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return a document's passages in reading order."""
        return self._catalog.passages_of(document_id)

    def passage_counts(self) -> dict[str, int]:
        """Return how many passages each document has that has any."""
        return self._catalog.passage_counts()

    def stored(self) -> list[Stored]:
        """Return of all passages which document they are of, and the keys of the vectors of their own words."""
        spoken = {item.id: item.language for item in self.listed}
        return [stored for stored in self._catalog.stored() if stored.language is spoken[stored.document_id]]

    def renditions(self) -> list[Stored]:
        """Return the keys of all vectors, those of translations too."""
        return self._catalog.stored()

    def meta(self, key: str) -> str:
        """Return a property of the generation."""
        return self._catalog.meta(key)

    def _in_service(self) -> Iterator[Listed]:
        return (item for item in self.listed if not item.withdrawn)
