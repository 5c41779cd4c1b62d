"""Build an index generation from a copy of the one in service and the difference between the two."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Language, Passage
from assistant.search.banks import samples
from assistant.search.index.catalog import Catalog
from assistant.search.index.embed import PassageEncoder, embedded, shipped, shipped_fit
from assistant.search.index.keys import context, in_passage, rendition_key
from assistant.search.index.questions import QuestionStore
from assistant.search.index.schema import Stored
from assistant.search.index.sqlite import copy_database
from assistant.search.index.tokens import PassageTokens, TokenStore, TokenWriter
from assistant.search.index.vectors import IN_FOLDERS, VectorPlace, Vectors
from assistant.search.known import NO_QUESTIONS, KnownQuestions
from assistant.search.likeness.fitting import write_questions
from assistant.search.translated import Rendition, placed, renditions
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memories, Memory

BATCH = 64  # passages between two signs of progress
PUT = 4_096  # passages put into the vector store at once, since each time costs it some writing
Progress = Callable[[int, int], None]
Item = TypeVar("Item")
Key = tuple[str, Language]


@dataclass(frozen=True, slots=True)
class Change:
    """A document that is new or changed, with its passages and the fingerprint that tells it from other versions.

    One that is withdrawn has no passages: it is never found, but can still be shown.
    """

    document: Document
    fingerprint: str
    passages: tuple[Passage, ...]
    withdrawn: bool = False


class Builder:
    """A generation in the making."""

    def __init__(
        self,
        folder: Path,
        base: Path | None,
        model: str,
        glossary: Glossary = NO_TERMS,
        questions: KnownQuestions = NO_QUESTIONS,
        memories: Memories | None = None,
        place: VectorPlace = IN_FOLDERS,
    ) -> None:
        self._folder = folder
        self._base = base
        self._model = model
        self._glossary = glossary
        self._questions = questions
        self._memories = memories or {}
        self._place = place
        if base is not None:
            copy_database(base / "catalog.sqlite", folder / "catalog.sqlite")
        self._catalog = Catalog(folder / "catalog.sqlite", create=base is None, writable=True)
        self._old_tokens = TokenStore(base, self._catalog.token_count()) if base is not None else None
        self._vectors: Vectors | None = None
        self._whole = False

    def close(self) -> None:
        """Release the files."""
        self._catalog.close()
        if self._vectors and self._whole:
            self._vectors.close_compact()
        elif self._vectors:
            self._vectors.close()

    def passage_count(self) -> int:
        """Return how many passages there are."""
        return self._catalog.passage_count()

    def apply(
        self,
        changes: Sequence[Change],
        removed: Sequence[str],
        encoder: Callable[[], PassageEncoder],
        progress: Progress,
    ) -> int:
        """Make the difference; return how many passages were embedded in their own words.

        The encoder is loaded only if it is needed.
        """
        with self._catalog.transaction():
            self._catalog.set_meta("model", self._model)
            self._catalog.set_meta("glossary", self._glossary.to_json())
            self._catalog.set_meta("questions", self._questions.to_json())
            before = {stored.key: stored for stored in self._catalog.stored()}
            for document_id in removed:
                self._catalog.delete_document(document_id)
            for change in changes:
                self._catalog.put_document(change.document, change.fingerprint, withdrawn=change.withdrawn)
            passages = {change.document.id: change.passages for change in changes}
            for document_id in self._put_memories() - passages.keys() - set(removed):
                passages[document_id] = self._catalog.passages_of(document_id)
            wanted = {(each.passage.id, each.passage.language): each for each in self._wanted(passages)}
            gone = [
                stored
                for stored in before.values()
                if stored.document_id in {*passages, *removed} and not self._still_fits(stored, wanted)
            ]
            kept = before.keys() - {stored.key for stored in gone}
            vectors = self._open_vectors(
                {stored.language for stored in gone} | {key[1] for key in wanted.keys() - kept}
            )
            moved = self._reusable(wanted, before, vectors)
            self._delete(gone, vectors)
            self._put(wanted.values(), passages, removed)
            fresh = [each for key, each in wanted.items() if key not in kept and key not in moved]
            with self._keep_tokens({key: old for key, old in before.items() if key in kept} | moved) as writer:
                for done in self._embed(fresh, encoder, writer, vectors):
                    progress(done, len(fresh))
            self._catalog.set_meta("tokens", str(writer.count))
            self._put_questions(encoder)
        self._whole = True
        return sum(not each.pieces for each in fresh)

    def _open_vectors(self, changing: set[Language]) -> Vectors:
        """Return the vectors of the base, of which those of some languages are going to change."""
        self._vectors = self._place.begin(self._folder, self._base, changing)
        return self._vectors

    def _put_memories(self) -> set[str]:
        """Store the translations; return the documents that have others than they had."""
        old = self._catalog.memories()
        gone = {key: Memory(*key) for key in old.keys() - self._memories.keys()}
        changed = [memory for key, memory in (dict(self._memories) | gone).items() if old.get(key) != memory]
        for memory in changed:
            self._catalog.put_memory(memory)
        return {memory.document_id for memory in changed}

    def _wanted(self, passages: Mapping[str, Sequence[Passage]]) -> Iterator[Rendition]:
        """Yield documents' passages in their own words, and then in other languages."""
        for found in passages.values():
            yield from map(Rendition, found)
        for document_id, found in passages.items():
            document = self._catalog.document(document_id)
            memories = [memory for memory in self._memories.values() if memory.document_id == document_id]
            if document is not None and memories:
                yield from renditions(document, found, memories)

    def _still_fits(self, stored: Stored, wanted: Mapping[Key, Rendition]) -> bool:
        """Say whether stored vectors are still the passage's: its title or language may have been corrected."""
        found = wanted.get(stored.key)
        return found is not None and rendition_key(found, self._model) == stored.vector_key

    def _reusable(
        self, wanted: Mapping[Key, Rendition], before: Mapping[Key, Stored], store: Vectors
    ) -> dict[Key, Stored]:
        """Give new passages the vectors of old ones with the same words, as when a document is renamed."""
        by_key = {stored.vector_key: stored for stored in before.values()}
        moved = {
            key: found
            for key, each in wanted.items()
            if key not in before and (found := by_key.get(rendition_key(each, self._model)))
        }
        for language in Language:
            sources = {key[0]: old.passage_id for key, old in moved.items() if key[1] is language}
            vectors = store.get(list(set(sources.values())), language)
            store.put({new: vectors[old] for new, old in sources.items()}, language)
        return moved

    def _delete(self, gone: Sequence[Stored], vectors: Vectors) -> None:
        self._catalog.delete_renditions(stored.key for stored in gone)
        for language in Language:
            vectors.delete([stored.passage_id for stored in gone if stored.language is language], language)

    def _put(
        self, wanted: Iterable[Rendition], passages: Mapping[str, Sequence[Passage]], removed: Sequence[str]
    ) -> None:
        """Store passages and their words; those of the documents that are no longer wanted are deleted."""
        for document_id in (*removed, *passages):
            self._catalog.keep_passages(document_id, {each.id for each in passages.get(document_id, ())})
        for each in wanted:
            if not each.pieces:
                self._catalog.put_passage(each.passage)
            self._catalog.put_rendition(each.passage, rendition_key(each, self._model))

    def _keep_tokens(self, staying: Mapping[Key, Stored]) -> TokenWriter:
        """Return a writer that has the tokens of passages that stay."""
        writer, places = TokenWriter.keeping(self._folder, self._old_tokens, (each.place for each in staying.values()))
        for key, stored in staying.items():
            if (key, places[stored.place]) != (stored.key, stored.place):
                self._catalog.place_tokens(key, *places[stored.place])
        return writer

    def _embed(
        self,
        fresh: Sequence[Rendition],
        encoder: Callable[[], PassageEncoder],
        writer: TokenWriter,
        store: Vectors,
    ) -> Iterator[int]:
        """Embed passages, the longest together, and translations last: their tokens are placed by the originals'."""
        grouped: dict[tuple[bool, Language], list[Rendition]] = defaultdict(list)
        for each in sorted(fresh, key=lambda each: len(each.passage.text), reverse=True):
            grouped[bool(each.pieces), each.passage.language].append(each)
        done = 0
        for (_, language), group in sorted(grouped.items()):
            for batch in _batches(group, PUT):
                vectors: dict[str, NDArray[np.float32]] = {}
                for part in _batches(batch, BATCH):
                    vectors |= self._encode(part, encoder(), writer)
                    done += len(part)
                    yield done
                store.put(vectors, language)

    def _put_questions(self, encoder: Callable[[], PassageEncoder]) -> None:
        """Write the questions that new ones are compared with; those of the base keep their vectors."""
        known = list(self._questions.samples(self._catalog.document, self._catalog.passages_of))
        asked = [*known, *samples()]
        base = QuestionStore(self._base) if self._base is not None else None
        before = base.embedded() if base else {}
        vectors = embedded(asked, {**({} if before else shipped(asked, self._model)), **before}, encoder)
        write_questions(self._folder, asked, vectors, {**(base.fitted() if base else {}), **shipped_fit(self._model)})

    def _encode(
        self, batch: Sequence[Rendition], encoder: PassageEncoder, writer: TokenWriter
    ) -> dict[str, NDArray[np.float32]]:
        """Embed a batch of one language and write its tokens; return the passages' vectors by id."""
        passages = [each.passage for each in batch]
        encoded = encoder.passages([context(each) + each.text for each in passages], passages[0].language)
        for each, item in zip(batch, encoded, strict=True):
            tokens = PassageTokens(item.tokens, in_passage(item.spans, len(context(each.passage))))
            if each.pieces:
                original = writer.get(*self._catalog.original_tokens(each.passage.id))
                tokens = PassageTokens(tokens.vectors, placed(tokens, each.pieces, original))
            self._catalog.place_tokens((each.passage.id, each.passage.language), *writer.append(tokens))
        return {passage.id: item.vector for passage, item in zip(passages, encoded, strict=True)}


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
