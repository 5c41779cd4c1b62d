"""Cut files into pieces where their content says so, so that a change in one place changes the pieces there only.

With pieces of a fixed length, a byte put in at the start would change them all. Here a piece ends where a hash of the
last 32 bytes has a pattern (content-defined chunking, with the "gear" hash of FastCDC), wherever these bytes stand.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LEAST, MOST = 64 << 10, 1 << 20
"""Bytes of the shortest and the longest piece; the last one of a file may be shorter."""
_PATTERN = np.uint32(((1 << 18) - 1) << 14)  # 18 bits: an end every 256 KB; high ones, which all 32 bytes reach
_AROUND = 31  # bytes before one that its hash depends on
_WINDOW = 8 << 20  # bytes looked at together
_GEAR: NDArray[np.uint32] = np.random.default_rng(21).integers(0, 1 << 32, 256, np.uint32)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file: the SHA-256 of its bytes, and how many they are."""

    digest: str
    size: int


def digest_of(data: bytes) -> str:
    """Return what a piece of these bytes is called."""
    return hashlib.sha256(data).hexdigest()


def cut(path: Path) -> Iterator[tuple[Piece, bytes]]:
    """Yield a file's pieces in order, with their bytes."""
    if path.stat().st_size == 0:
        return
    content = np.memmap(path, np.uint8, "r")
    start = 0
    for end in _ends(content):
        data = content[start:end].tobytes()
        yield Piece(digest_of(data), len(data)), data
        start = end


def _ends(content: NDArray[np.uint8]) -> Iterator[int]:
    """Yield where the pieces end: at the first pattern after ``LEAST`` bytes, or after ``MOST``."""
    last = 0
    for end in (*_patterns(content), len(content)):
        while end - last > MOST:
            last += MOST
            yield last
        if end - last >= LEAST or end == len(content) > last:
            last = end
            yield last


def _patterns(content: NDArray[np.uint8]) -> Iterator[int]:
    """Yield the places after which the hash of the last 32 bytes has the pattern."""
    for start in range(0, len(content), _WINDOW):
        before = min(start, _AROUND)
        found = _GEAR[content[start - before : start + _WINDOW]]
        for shift in (1, 2, 4, 8, 16):  # each step takes in as many bytes again
            found[shift:] += found[:-shift] << np.uint32(shift)
        for place in np.flatnonzero((found[before:] & _PATTERN) == 0):
            yield start + int(place) + 1
