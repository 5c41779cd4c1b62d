"""The embedding model in a process of its own: what is sent to it, and how its vectors come back."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Literal, Self
from zipfile import BadZipFile

import numpy as np
from pydantic import BaseModel, Field, StringConstraints, model_validator

from assistant.domain import Language
from assistant.models.neutral import NeutralVectors
from assistant.vectors import TOKEN_DIMENSIONS, EncodedWords

MOST_TEXTS = 64
"""Texts of one request."""
LONGEST_TEXT = 100_000
"""Characters; a longer text is no passage."""
MOST_SIGNS = 100_000
"""Characters of all texts of one request."""
MODEL_HEADER = "X-Embedding-Model"


Text = Annotated[str, StringConstraints(strict=True, max_length=LONGEST_TEXT)]


class Wanted(BaseModel):
    """A request: texts of one kind and language, no more than the model reads in a few seconds."""

    kind: Literal["query", "passage"]
    language: Language
    texts: list[Text] = Field(min_length=1, max_length=MOST_TEXTS)

    @model_validator(mode="after")
    def _are_not_too_much(self) -> Self:
        if sum(map(len, self.texts)) > MOST_SIGNS:
            raise ValueError(f"All texts of a request have {MOST_SIGNS} characters at most.")
        return self


def in_parts(texts: Iterable[str], most: int = MOST_SIGNS, count: int = MOST_TEXTS) -> Iterator[list[str]]:
    """Yield texts in parts of so many characters and so many texts at most; a longer text is a part of its own."""
    part: list[str] = []
    for text in texts:
        if part and (len(part) == count or sum(map(len, part)) + len(text) > most):
            yield part
            part = []
        part.append(text)
    if part:
        yield part


def dump_vectors(encoded: Sequence[EncodedWords]) -> bytes:
    """Write vectors, as four arrays of numbers in NumPy's own format."""
    written = io.BytesIO()
    np.savez(
        written,
        allow_pickle=False,
        vectors=np.array([each.vector for each in encoded], np.float32),
        counts=np.array([len(each.tokens) for each in encoded], np.int64),
        tokens=np.concatenate([each.tokens for each in encoded]).astype(np.int8),
        spans=np.concatenate([each.spans for each in encoded]).astype(np.int32),
    )
    return written.getvalue()


def load_vectors(stored: bytes, count: int) -> list[NeutralVectors]:
    """Read what ``dump_vectors`` wrote of a number of texts.

    Raises:
        ValueError: when it is something else.
    """
    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
            vectors, counts, tokens, spans = (arrays[name] for name in ("vectors", "counts", "tokens", "spans"))
    except (OSError, KeyError, EOFError, BadZipFile, ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"no vectors: {error}") from error
    total = int(counts.sum())
    shapes = (vectors.shape[0], counts.shape, tokens.shape, spans.shape)
    if shapes != (count, (count,), (total, TOKEN_DIMENSIONS), (total, 2)) or vectors.ndim != 2:
        raise ValueError(f"vectors of other shapes than asked for: {shapes}")
    ends = np.cumsum(counts)[:-1]
    parts = zip(vectors, np.split(tokens, ends), np.split(spans, ends), strict=True)
    return [NeutralVectors(*each) for each in parts]
