"""Writing a model in the ONNX format: nodes and constants in, the bytes that ONNX Runtime loads out.

The format is Protocol Buffers of a few message types (onnx.proto). The little of it that a graph needs is written here;
the package ``onnx``, which writes all of it, takes 33 MB.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

OPSET, CONTRIBUTED = 21, 1  # of the domains "" and "com.microsoft"
IR_VERSION = 10
_TYPES = {np.dtype(np.float32): 1, np.dtype(np.uint8): 2, np.dtype(np.int32): 6, np.dtype(np.int64): 7}
_FLOAT, _INT = 1, 2  # types of an attribute

Shape = Sequence[int | str]
"""The sizes of a tensor; a name stands for one that is known when the model runs."""


@dataclass
class Graph:
    """A graph in the making; a node's outputs are named by whoever adds it."""

    nodes: list[bytes] = field(default_factory=list)
    constants: list[bytes] = field(default_factory=list)
    inputs: list[bytes] = field(default_factory=list)
    outputs: list[bytes] = field(default_factory=list)

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a tensor that stays what it is, and return its name."""
        sizes = b"".join(_number(1, size) for size in values.shape)
        tensor = sizes + _number(2, _TYPES[values.dtype]) + _text(8, name)
        self.constants.append(_bytes(5, tensor + _bytes(9, np.ascontiguousarray(values).tobytes())))
        return name

    def node(
        self,
        operator: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        attributes: Mapping[str, int | float] | None = None,
        domain: str = "",
    ) -> str:
        """Add an operation, and return the name of its first output."""
        names = b"".join(_text(1, name) for name in inputs) + b"".join(_text(2, name) for name in outputs)
        written = b"".join(_bytes(5, _attribute(name, value)) for name, value in (attributes or {}).items())
        self.nodes.append(_bytes(1, names + _text(4, operator) + written + _text(7, domain)))
        return outputs[0]

    def input(self, name: str, dtype: type[np.generic], shape: Shape) -> str:
        """Add a tensor that is given at each run, and return its name."""
        self.inputs.append(_bytes(11, _described(name, dtype, shape)))
        return name

    def output(self, name: str, dtype: type[np.generic], shape: Shape) -> None:
        """Make a node's output one of the results."""
        self.outputs.append(_bytes(12, _described(name, dtype, shape)))

    def model(self) -> bytes:
        """Return the model."""
        graph = b"".join([*self.nodes, _text(2, "graph"), *self.constants, *self.inputs, *self.outputs])
        operators = [("", OPSET), ("com.microsoft", CONTRIBUTED)]
        sets = b"".join(_bytes(8, _text(1, domain) + _number(2, version)) for domain, version in operators)
        return _number(1, IR_VERSION) + _bytes(7, graph) + sets


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, _INT)
    return _text(1, name) + _varint(2 << 3 | 5) + np.float32(value).tobytes() + _number(20, _FLOAT)


def _described(name: str, dtype: type[np.generic], shape: Shape) -> bytes:
    sizes = b"".join(_bytes(1, _number(1, size) if isinstance(size, int) else _text(2, size)) for size in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, _TYPES[np.dtype(dtype)]) + _bytes(2, sizes)))


def _number(place: int, value: int) -> bytes:
    return _varint(place << 3) + _varint(value)


def _text(place: int, value: str) -> bytes:
    return _bytes(place, value.encode())


def _bytes(place: int, value: bytes) -> bytes:
    return _varint(place << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    """Write a number in groups of seven bits, the lowest first; all but the last carry a mark."""
    groups = bytearray()
    while value > 127:
        groups.append(value & 127 | 128)
        value >>= 7
    return bytes([*groups, value])
