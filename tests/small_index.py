"""Small indexes, made in a moment with the hash encoder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assistant.domain import Document
from assistant.search.index import Index
from assistant.search.index.builder import Builder, Change
from assistant.search.index.embed import PassageEncoder
from assistant.search.index.generations import Generations
from assistant.search.index.vectors import IN_FOLDERS, VectorPlace
from assistant.text.glossary import NO_TERMS, Glossary
from assistant.text.memory import Memories
from ingest.chunk import split
from tests.hash_encoder import HashEncoder

MODEL = "hash"


class Embedder(PassageEncoder, Protocol):
    """An embedding model, real or not."""

    def count_tokens(self, text: str) -> int:
        """Return the number of its tokens in a text."""


def put_in_service(
    generations: Generations,
    documents: Sequence[Document],
    version: str,
    glossary: Glossary = NO_TERMS,
    encoder: Embedder | None = None,
    memories: Memories | None = None,
    model: str = MODEL,
) -> Path:
    """Build a generation that holds the documents and switch to it; return its folder."""
    chosen: Embedder = encoder or HashEncoder()
    changes = [Change(document, version, split(document, chosen.count_tokens)) for document in documents]
    with generations.lock(), generations.build() as folder:
        builder = Builder(folder, None, model, glossary, memories=memories, place=generations.vectors)
        try:
            builder.apply(changes, (), lambda: chosen, lambda done, total: None)
        finally:
            builder.close()
        return generations.put_in_service(folder, version)


def small_index(
    root: Path,
    documents: Sequence[Document],
    glossary: Glossary = NO_TERMS,
    encoder: Embedder | None = None,
    model: str = MODEL,
    place: VectorPlace = IN_FOLDERS,
) -> Index:
    """Return an index of the documents, opened; of a ``model`` that the program brings vectors of it is quicker."""
    generations = Generations(root, place)
    return Index(put_in_service(generations, documents, "v1", glossary, encoder, model=model), place)
