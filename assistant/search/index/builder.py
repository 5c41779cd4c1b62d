"""Build an index generation from a copy of the one in service and the difference between the two."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Document, Language, Passage
from assistant.search.index.catalog import Catalog, Stored
from assistant.search.index.questions import QuestionStore, write_questions
from assistant.search.index.sqlite import copy_database
from assistant.search.index.tokens import PassageTokens, TokenStore, TokenWriter
from assistant.search.index.vectors import VectorStore, copy_vectors
from assistant.search.known import NO_QUESTIONS, KnownQuestions
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.vectors import EncodedWords

BATCH = 64  # passages between two signs of progress
PUT = 1_024  # passages put into the vector store at once, since each time costs it some writing
Progress = Callable[[int, int], None]
Item = TypeVar("Item")


class PassageEncoder(Protocol):
    """What turns passages into vectors."""

    def passages(self, texts: Sequence[str], language: Language) -> Sequence[EncodedWords]:
        """Encode texts of one language."""

    def questions(self, texts: Sequence[str], language: Language) -> Sequence[EncodedWords]:
        """Encode questions of one language."""


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
    ) -> None:
        self._folder = folder
        self._base = base
        self._model = model
        self._glossary = glossary
        self._questions = questions
        if base is not None:
            copy_database(base / "catalog.sqlite", folder / "catalog.sqlite")
            copy_vectors(base / "chroma", folder / "chroma")
        self._catalog = Catalog(folder / "catalog.sqlite", create=base is None, writable=True)
        self._old_tokens = TokenStore(base, self._catalog.token_count()) if base is not None else None
        self._vectors = VectorStore(folder / "chroma", create=base is None)
        self._whole = False

    def close(self) -> None:
        """Release the files."""
        self._catalog.close()
        if self._whole:
            self._vectors.close_compact()
        else:
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
        """Make the difference; return how many passages were embedded. The encoder is loaded only if it is needed."""
        with self._catalog.transaction():
            self._catalog.set_meta("model", self._model)
            self._catalog.set_meta("glossary", self._glossary.to_json())
            self._catalog.set_meta("questions", self._questions.to_json())
            before = {stored.passage_id: stored for stored in self._catalog.stored()}
            wanted = {passage.id: passage for change in changes for passage in change.passages}
            touched = {change.document.id for change in changes} | set(removed)
            gone = [
                stored
                for stored in before.values()
                if stored.document_id in touched and not self._still_fits(stored, wanted)
            ]
            kept = before.keys() - {stored.passage_id for stored in gone}
            moved = self._reusable(wanted, before)
            for document_id in removed:
                self._catalog.delete_document(document_id)
            for change in changes:
                self._catalog.put_document(change.document, change.fingerprint, withdrawn=change.withdrawn)
            self._delete(gone)
            for passage in wanted.values():
                self._catalog.put_passage(passage, vector_key(passage, self._model))
            fresh = [passage for passage in wanted.values() if passage.id not in kept and passage.id not in moved]
            with TokenWriter(self._folder) as writer:
                self._keep_tokens(writer, before, gone, moved)
                for done in self._embed(fresh, encoder, writer):
                    progress(done, len(fresh))
            self._put_questions(encoder)
        self._whole = True
        return len(fresh)

    def _still_fits(self, stored: Stored, wanted: dict[str, Passage]) -> bool:
        """Say whether stored vectors are still the passage's: its title or language may have been corrected."""
        passage = wanted.get(stored.passage_id)
        return passage is not None and vector_key(passage, self._model) == stored.vector_key

    def _reusable(self, wanted: dict[str, Passage], before: dict[str, Stored]) -> dict[str, Stored]:
        """Give new passages the vectors of old ones with the same words, as when a document is renamed."""
        by_key = {stored.vector_key: stored for stored in before.values()}
        moved = {
            passage.id: found
            for passage in wanted.values()
            if passage.id not in before and (found := by_key.get(vector_key(passage, self._model)))
        }
        for language in Language:
            sources = {new: old.passage_id for new, old in moved.items() if old.language is language}
            vectors = self._vectors.get(list(set(sources.values())), language)
            self._vectors.put({new: vectors[old] for new, old in sources.items()}, language)
        return moved

    def _delete(self, gone: Sequence[Stored]) -> None:
        self._catalog.delete_passages(stored.passage_id for stored in gone)
        for language in Language:
            self._vectors.delete([stored.passage_id for stored in gone if stored.language is language], language)

    def _keep_tokens(
        self, writer: TokenWriter, before: dict[str, Stored], gone: Sequence[Stored], moved: dict[str, Stored]
    ) -> None:
        if self._old_tokens is None:
            return
        dropped = {stored.passage_id for stored in gone}
        kept = {key: stored for key, stored in before.items() if key not in dropped} | moved
        for passage_id, stored in kept.items():
            place = writer.append(self._old_tokens.get(stored.token_start, stored.token_count))
            self._catalog.place_tokens(passage_id, *place)

    def _embed(
        self, fresh: Sequence[Passage], encoder: Callable[[], PassageEncoder], writer: TokenWriter
    ) -> Iterator[int]:
        """Embed passages, those of like length together, since a batch takes as long as its longest."""
        by_language: dict[Language, list[Passage]] = defaultdict(list)
        for passage in sorted(fresh, key=lambda passage: len(passage.text), reverse=True):
            by_language[passage.language].append(passage)
        done = 0
        for language, passages in by_language.items():
            for batch in _batches(passages, PUT):
                vectors: dict[str, NDArray[np.float32]] = {}
                for part in _batches(batch, BATCH):
                    vectors |= self._encode(part, encoder(), writer)
                    done += len(part)
                    yield done
                self._vectors.put(vectors, language)

    def _put_questions(self, encoder: Callable[[], PassageEncoder]) -> None:
        """Write the known questions at their places; those of the base keep their vectors."""
        placed = list(self._questions.placed(self._catalog.document, self._catalog.passages_of))
        vectors: dict[tuple[Language, str], EncodedWords] = {}
        if self._base is not None:
            vectors |= QuestionStore(self._base).known_vectors()
        for language in Language:
            fresh = sorted(
                {each.text for each in placed if each.language is language and (language, each.text) not in vectors}
            )
            for texts in _batches(fresh, BATCH):
                encoded = encoder().questions(texts, language)
                vectors |= {(language, text): item for text, item in zip(texts, encoded, strict=True)}
        write_questions(self._folder, placed, [vectors[each.language, each.text] for each in placed])

    def _encode(
        self, passages: Sequence[Passage], encoder: PassageEncoder, writer: TokenWriter
    ) -> dict[str, NDArray[np.float32]]:
        """Embed a batch of one language and write its tokens; return the passages' vectors by id."""
        texts = [context(passage) + passage.text for passage in passages]
        encoded = encoder.passages(texts, passages[0].language)
        for passage, item in zip(passages, encoded, strict=True):
            tokens = PassageTokens(item.tokens, _in_passage(item.spans, len(context(passage))))
            self._catalog.place_tokens(passage.id, *writer.append(tokens))
        return {passage.id: item.vector for passage, item in zip(passages, encoded, strict=True)}


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def context(passage: Passage) -> str:
    """Return what is put before a passage for embedding: its title, and headings that its text does not begin with."""
    headings = [heading for heading in (passage.title, *passage.heading_path) if not passage.text.startswith(heading)]
    return " › ".join(dict.fromkeys(headings)) + "\n"


def vector_key(passage: Passage, model: str) -> str:
    """Return the hash of all that a passage's vectors depend on."""
    parts = (model, passage.language, context(passage), passage.text)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _in_passage(spans: NDArray[np.int32], context_length: int) -> NDArray[np.int32]:
    """Count spans from the passage's first character; tokens of the context get -1."""
    shifted = spans - context_length
    shifted[shifted[:, 0] < 0] = -1
    return shifted
