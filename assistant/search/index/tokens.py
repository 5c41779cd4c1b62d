"""Token vectors of all passages in flat files that are memory-mapped: 128 bytes and a span of 4 bytes a token.

A generation has the files of the one before it, under its own name, and a pair of its own for what is new: so little of
a large corpus is copied where little has changed.
"""

import os
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.search.index.shared import share
from assistant.vectors import TOKEN_DIMENSIONS

MOST_PARTS = 64
"""Pairs of files of a store; the next generation writes it anew."""
WASTE = 0.25
"""The share of tokens that no passage has any more, above which that is done too."""
Place = tuple[int, int]
"""Where a passage's tokens start in a store, and how many they are."""
_CONTEXT = 65_535  # stands for -1


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """``vectors`` (tokens, 128) int8 and ``spans`` (tokens, 2) in the passage's text, -1 for the context before it."""

    vectors: NDArray[np.int8]
    spans: NDArray[np.int32]


class TokenStore:
    """The tokens of one index generation: files that never change, which generations share, one after another.

    Raises:
        ValueError: when the files do not hold the number of tokens that they should.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self.files = [_files(folder, number) for number in range(_parts(folder))]
        vectors = [_mapped(own, "i1").reshape(-1, TOKEN_DIMENSIONS) for own, _ in self.files]
        spans = [_mapped(own, "<u2").reshape(-1, 2) for _, own in self.files]
        self._parts = list(zip(vectors, spans, strict=True))
        self._starts = [0, *accumulate(map(len, vectors))]
        self.count = self._starts[-1]
        if not self.count == sum(map(len, spans)) == count:
            raise ValueError(f"{count} tokens expected, {self.count} and {sum(map(len, spans))} found")

    def get(self, start: int, count: int) -> PassageTokens:
        """Return the tokens of a passage by its place in the store."""
        part = bisect_right(self._starts, start, hi=len(self._parts)) - 1
        vectors, spans = self._parts[part]
        own = slice(start - self._starts[part], start - self._starts[part] + count)
        return PassageTokens(vectors[own], _counted(spans[own]))


class TokenWriter:
    """Writes a store, passage by passage, in files of their own after those of a store that it goes on from."""

    def __init__(self, folder: Path, before: TokenStore | None = None) -> None:
        self._before = before
        for number, files in enumerate(before.files if before else ()):
            for source, target in zip(files, _files(folder, number), strict=True):
                share(source, target)
        self._first = self.count = before.count if before else 0
        self._files = tuple(path.open("w+b") for path in _files(folder, len(before.files) if before else 0))

    @classmethod
    def keeping(
        cls, folder: Path, before: TokenStore | None, wanted: Iterable[Place]
    ) -> tuple[Self, dict[Place, Place]]:
        """Return a writer that has the tokens at some places of a store, and where they are in it.

        They are written anew only where much else is in the store, or it has many parts.
        """
        places = dict.fromkeys(wanted)
        if before is None:
            return cls(folder), {}
        wasted = before.count - sum(count for _, count in places)
        if len(before.files) < MOST_PARTS and wasted <= WASTE * before.count:
            return cls(folder, before), {place: place for place in places}
        writer = cls(folder)
        return writer, {place: writer.append(before.get(*place)) for place in places}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files:
            if kind is None:
                file.flush()
                os.fsync(file.fileno())
            file.close()
            if self._first == self.count > 0:  # nothing was added
                Path(file.name).unlink()

    def get(self, start: int, count: int) -> PassageTokens:
        """Return tokens by their place, what was added or was there."""
        if self._before and start < self._first:
            return self._before.get(start, count)
        parts = []
        for file, width in zip(self._files, (TOKEN_DIMENSIONS, 4), strict=True):
            file.flush()
            parts.append(os.pread(file.fileno(), count * width, (start - self._first) * width))
        return tokens_of(*parts)

    def append(self, tokens: PassageTokens) -> tuple[int, int]:
        """Add a passage's tokens; return where they start and how many they are."""
        vectors, spans = self._files
        vectors.write(np.ascontiguousarray(tokens.vectors, np.int8).tobytes())
        spans.write(stored_spans(tokens.spans).tobytes())
        place = (self.count, len(tokens.vectors))
        self.count += len(tokens.vectors)
        return place


def _files(folder: Path, number: int) -> tuple[Path, Path]:
    part = f"-{number}" if number else ""
    return folder / f"tokens{part}.int8", folder / f"spans{part}.uint16"


def _parts(folder: Path) -> int:
    """Return of how many files, and as many of spans, a store consists; the first is always there."""
    return next(number for number in count(1) if not _files(folder, number)[0].exists())


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
