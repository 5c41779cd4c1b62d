"""Token vectors of all passages in two flat files that are memory-mapped: 128 bytes and a span of 4 bytes a token."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.vectors import TOKEN_DIMENSIONS

_CONTEXT = 65_535  # stands for -1


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """``vectors`` (tokens, 128) int8 and ``spans`` (tokens, 2) in the passage's text, -1 for the context before it."""

    vectors: NDArray[np.int8]
    spans: NDArray[np.int32]


class TokenStore:
    """The tokens of one index generation.

    Raises:
        ValueError: when the files do not hold the number of tokens that they should.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self._vectors: NDArray[np.int8] = _mapped(folder / "tokens.int8", "i1").reshape(-1, TOKEN_DIMENSIONS)
        self._spans: NDArray[np.uint16] = _mapped(folder / "spans.uint16", "<u2").reshape(-1, 2)
        if not len(self._vectors) == len(self._spans) == count:
            raise ValueError(f"{count} tokens expected, {len(self._vectors)} and {len(self._spans)} found")

    def get(self, start: int, count: int) -> PassageTokens:
        """Return the tokens of a passage by its place in the store."""
        return PassageTokens(self._vectors[start : start + count], _counted(self._spans[start : start + count]))


class TokenWriter:
    """Writes a new store, passage by passage."""

    def __init__(self, folder: Path) -> None:
        self._vectors = (folder / "tokens.int8").open("w+b")
        self._spans = (folder / "spans.uint16").open("w+b")
        self._position = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in (self._vectors, self._spans):
            if kind is None:
                file.flush()
                os.fsync(file.fileno())
            file.close()

    def get(self, start: int, count: int) -> PassageTokens:
        """Return what was added, by its place."""
        parts = []
        for file, width in ((self._vectors, TOKEN_DIMENSIONS), (self._spans, 4)):
            file.flush()
            parts.append(os.pread(file.fileno(), count * width, start * width))
        return tokens_of(*parts)

    def append(self, tokens: PassageTokens) -> tuple[int, int]:
        """Add a passage's tokens; return where they start and how many they are."""
        self._vectors.write(np.ascontiguousarray(tokens.vectors, np.int8).tobytes())
        self._spans.write(stored_spans(tokens.spans).tobytes())
        place = (self._position, len(tokens.vectors))
        self._position += len(tokens.vectors)
        return place


def stored_spans(spans: NDArray[np.int32]) -> NDArray[np.uint16]:
    """Return spans as they are stored."""
    return np.where(spans < 0, _CONTEXT, np.minimum(spans, _CONTEXT - 1)).astype("<u2")


def tokens_of(vectors: bytes, spans: bytes) -> PassageTokens:
    """Return a passage's tokens from their bytes, as a store has them."""
    own = np.frombuffer(vectors, np.int8).reshape(-1, TOKEN_DIMENSIONS)
    return PassageTokens(own, _counted(np.frombuffer(spans, "<u2").reshape(-1, 2)))


def _counted(stored: NDArray[np.uint16]) -> NDArray[np.int32]:
    spans = stored.astype(np.int32)
    spans[spans == _CONTEXT] = -1
    return spans


def _mapped(path: Path, dtype: str) -> NDArray[Any]:
    if path.stat().st_size == 0:  # an empty file cannot be mapped
        return np.empty(0, dtype)
    return np.memmap(path, dtype, "r").view(np.ndarray)  # a slice of a memmap takes far longer to make
