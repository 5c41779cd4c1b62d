"""The bundled model's transformer (a BERT of twelve layers) as an ONNX graph over its four-bit weights.

A layer is nine operations. ``MatMulNBits`` multiplies by the weights as they are stored: blocks of 32, one scale each.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assistant.models.bundled.onnx_file import Graph
from assistant.models.bundled.weights import BLOCK, Blocks, Weights

WORDS, COUNTED, TOKENS = "words", "counted", "tokens"
Attributes = Mapping[str, int | float]
_ACCURACY = 4  # multiply in int8: 1 would be float32


def transformer(weights: Weights) -> bytes:
    """Return the graph: from the sum of a text's embeddings, and which tokens count, to a vector for each token."""
    return _Transformer(weights, Graph()).built()


@dataclass(frozen=True)
class _Transformer:
    weights: Weights
    graph: Graph

    def built(self) -> bytes:
        shape = ("texts", "length", self.weights.hidden)
        words = self.graph.input(WORDS, np.float32, shape)
        self.graph.input(COUNTED, np.int32, ("texts", "length"))
        scale, shift = self._floats("emb.ln.w"), self._floats("emb.ln.b")
        x = self.graph.node("LayerNormalization", [words, scale, shift], ["x"], {"epsilon": self.weights.epsilon})
        self.graph.constant("thirds", np.full(3, self.weights.hidden, np.int64))
        for number in range(self.weights.layers):
            x = self._layer(f"l{number}", x, TOKENS if number == self.weights.layers - 1 else f"l{number}.x")
        self.graph.output(x, np.float32, shape)
        return self.graph.model()

    def _layer(self, name: str, x: str, result: str) -> str:
        seen = self._attention(name, x)
        x = self._normalised(f"{name}.aln", self._product(f"{name}.ao", seen), x, f"{name}.seen")
        wide = self._custom("BiasGelu", [self._product(f"{name}.fi", x), self._floats(f"{name}.fi.b")], f"{name}.wide")
        narrow = self._product(f"{name}.fo", wide, self.weights.wide)
        return self._normalised(f"{name}.oln", narrow, x, result)

    def _attention(self, name: str, x: str) -> str:
        """Query, key and value in one product, then the attention."""
        parts = [f"{name}.{part}" for part in "qkv"]
        self._blocks(f"{name}.qkv", [self.weights.blocks(f"{part}.w", self.weights.hidden) for part in parts])
        bias = self.graph.constant(
            f"{name}.qkv.b", np.concatenate([self.weights.floats(f"{part}.b") for part in parts])
        )
        product = self._multiplied(f"{name}.qkv", x, self.weights.hidden, 3 * self.weights.hidden)
        self.graph.node("Split", [product, "thirds"], parts, {"axis": 2})
        heads = {"num_heads": self.weights.heads}
        return self._custom("MultiHeadAttention", [*parts, bias, COUNTED], f"{name}.attended", heads)

    def _product(self, name: str, x: str, columns: int = 0) -> str:
        columns = columns or self.weights.hidden
        blocks = self.weights.blocks(f"{name}.w", columns)
        self._blocks(name, [blocks])
        return self._multiplied(name, x, columns, len(blocks.scales))

    def _multiplied(self, name: str, x: str, columns: int, rows: int) -> str:
        sizes = {"K": columns, "N": rows, "bits": 4, "block_size": BLOCK, "accuracy_level": _ACCURACY}
        return self._custom("MatMulNBits", [x, f"{name}.w", f"{name}.scales"], f"{name}.product", sizes)

    def _normalised(self, name: str, product: str, x: str, result: str) -> str:
        """Add to a product its bias and what the layer started from, and normalise the sum."""
        before = name.replace("aln", "ao").replace("oln", "fo")
        inputs = [product, x, *(self._floats(f"{name}.{part}") for part in "wb"), self._floats(f"{before}.b")]
        return self._custom("SkipLayerNormalization", inputs, result, {"epsilon": self.weights.epsilon})

    def _custom(self, operator: str, inputs: list[str], result: str, attributes: Attributes | None = None) -> str:
        return self.graph.node(operator, inputs, [result], attributes, domain="com.microsoft")

    def _floats(self, name: str) -> str:
        return self.graph.constant(name, self.weights.floats(name))

    def _blocks(self, name: str, stacked: list[Blocks]) -> None:
        """Add matrices below each other, with neighbouring weights in a byte, where the file has them 16 apart."""
        packed = np.concatenate([each.weights for each in stacked])
        low, high = packed & 15, packed >> 4
        even, odd = (
            np.concatenate([low[..., ::2], high[..., ::2]], -1),
            np.concatenate([low[..., 1::2], high[..., 1::2]], -1),
        )
        self.graph.constant(f"{name}.w", even | odd << 4)
        self.graph.constant(f"{name}.scales", np.concatenate([each.scales for each in stacked]).astype(np.float32))
