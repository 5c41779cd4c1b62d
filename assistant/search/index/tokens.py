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
        spans = self._spans[start : start + count].astype(np.int32)
        spans[spans == _CONTEXT] = -1
        return PassageTokens(self._vectors[start : start + count], spans)


class TokenWriter:
    """Writes a new store, passage by passage."""

    def __init__(self, folder: Path) -> None:
        self._vectors = (folder / "tokens.int8").open("wb")
        self._spans = (folder / "spans.uint16").open("wb")
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

    def append(self, tokens: PassageTokens) -> tuple[int, int]:
        """Add a passage's tokens; return where they start and how many they are."""
        self._vectors.write(np.ascontiguousarray(tokens.vectors, np.int8).tobytes())
        spans = np.where(tokens.spans < 0, _CONTEXT, np.minimum(tokens.spans, _CONTEXT - 1))
        self._spans.write(spans.astype("<u2").tobytes())
        place = (self._position, len(tokens.vectors))
        self._position += len(tokens.vectors)
        return place


def _mapped(path: Path, dtype: str) -> NDArray[Any]:
    if path.stat().st_size == 0:  # an empty file cannot be mapped
        return np.empty(0, dtype)
    return np.memmap(path, dtype, "r").view(np.ndarray)  # a slice of a memmap takes far longer to make
