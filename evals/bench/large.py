"""A large index, made of the corpus's own sentences put together anew, with vectors beside the real ones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.bootstrap import generations, model_id, open_assistant
from assistant.domain import Block, BlockKind, Document, Language, Passage
from assistant.search.index import Index
from assistant.search.index.builder import Builder, Change
from assistant.search.index.generations import Generations
from assistant.settings import Settings
from assistant.text.outline import units_of
from assistant.vectors import TOKEN_DIMENSIONS
from evals.bench.figure import Figure, Stopwatch
from evals.bench.local import measure_search

TOKENS = 60  # of a passage
SENTENCES = 3
PASSAGES = 200  # of a document
NOISE = 0.05


def measure_large(settings: Settings, folder: Path, count: int, repeat: int) -> list[Figure]:
    """Build an index of ``count`` passages in a folder, from the one in service, and search it."""
    building = Stopwatch()
    source = Index(generations(settings).require_current())
    large = settings.model_copy(update={"data_dir": folder, "model_dir": settings.models})
    with building.lap():
        _build(source, generations(large), model_id(large), count)
    source.close()
    assistant = open_assistant(large)
    return [
        Figure(f"building {count} passages without embedding", building.seconds, "s"),
        *measure_search(assistant, repeat, f"search among {count} passages"),
    ]


def _build(source: Index, target: Generations, model: str, count: int) -> None:
    random = np.random.default_rng(1)
    changes = list(made_changes(source, random, count))
    encoder = nearby(source, len)
    with target.lock(), target.build() as folder:
        builder = Builder(folder, None, model)
        try:
            builder.apply(changes, (), lambda: encoder, lambda done, total: None)
        finally:
            builder.close()
        target.put_in_service(folder, "large")


def made_changes(source: Index, random: np.random.Generator, count: int) -> Iterator[Change]:
    """Yield documents of the corpus's sentences put together anew."""
    sentences = sentences_of(source)
    spoken = list(sentences)
    for number, start in enumerate(range(0, count, PASSAGES)):
        language = spoken[number % len(spoken)]
        texts = [" ".join(random.choice(sentences[language], SENTENCES)) for _ in range(min(PASSAGES, count - start))]
        yield _change(f"synthetic-{number}", language, texts)


def _change(document_id: str, language: Language, texts: Sequence[str]) -> Change:
    document = Document(document_id, f"Document {document_id}", language, "\n\n".join(texts), ())
    blocks, passages, position = [], [], 0
    for number, text in enumerate(texts):
        end = position + len(text)
        blocks.append(Block(BlockKind.PARAGRAPH, position, end))
        passages.append(
            Passage(f"{document_id}:{number}", document_id, document.title, language, (), position, end, text)
        )
        position = end + 2
    return Change(replace(document, blocks=tuple(blocks)), document_id, tuple(passages))


def sentences_of(source: Index) -> dict[Language, list[str]]:
    """Return the sentences of an index by language, those of its languages only."""
    found = {language: _sentences(source, language) for language in Language}
    return {language: sentences for language, sentences in found.items() if sentences}


def _sentences(source: Index, language: Language) -> list[str]:
    return [
        " ".join(document.text[unit.start : unit.end].split())
        for document in source.documents()
        if document.language is language
        for block in range(len(document.blocks))
        for unit in units_of(document, block)
    ]


def _vectors(source: Index, language: Language) -> NDArray[np.float32]:
    ids = [
        passage.id
        for document in source.documents()
        for passage in source.passages_of(document.id)
        if passage.language is language
    ]
    return np.array(list(source.vectors(ids, language).values()), np.float32)


@dataclass(frozen=True)
class _Nearby:
    vector: NDArray[np.float32]
    tokens: NDArray[np.int8]
    spans: NDArray[np.int32]


@dataclass(frozen=True)
class NearbyEncoder:
    """Gives passages the vector of a real one with some noise, and random tokens."""

    real: dict[Language, NDArray[np.float32]]
    random: np.random.Generator
    count_tokens: Callable[[str], int]

    def passages(self, texts: Sequence[str], language: Language) -> list[_Nearby]:
        """Encode texts; what they say makes no difference."""
        return list(islice(self._endless(language), len(texts)))

    def questions(self, texts: Sequence[str], language: Language) -> list[_Nearby]:
        """Encode questions; what they ask makes no difference."""
        return self.passages(texts, language)

    def question(self, text: str, language: Language) -> _Nearby:
        """Encode a question; what it asks makes no difference."""
        return self.passages([text], language)[0]

    def _endless(self, language: Language) -> Iterator[_Nearby]:
        spans = np.array([[place * 4, place * 4 + 3] for place in range(TOKENS)], np.int32)
        while True:
            vector = self.random.choice(self.real[language])
            vector = vector + self.random.normal(0, NOISE, vector.shape).astype(np.float32)
            tokens = self.random.integers(-20, 21, (TOKENS, TOKEN_DIMENSIONS), np.int8)
            yield _Nearby(vector / np.linalg.norm(vector), tokens, spans.copy())


def nearby(source: Index, count_tokens: Callable[[str], int]) -> NearbyEncoder:
    """Return an encoder that takes no time, with vectors like those of an index."""
    vectors = {language: _vectors(source, language) for language in Language}
    return NearbyEncoder(vectors, np.random.default_rng(1), count_tokens)
