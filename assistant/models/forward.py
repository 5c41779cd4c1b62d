"""A BERT's forward pass, compiled into one piece.

The operations are those of the library's modules, in their order, so that the numbers are the same to the last bit. But
the modules take a third of the time in Python, during which no other thread gets on, and seconds to be imported.
"""

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

Forward = Callable[[torch.Tensor, torch.Tensor | None], torch.Tensor]
"""From the numbers of tokens (texts, tokens), and which of them count where some do not, to a vector for each."""

_TABLES = ("word_embeddings.weight", "token_type_embeddings.weight", "position_embeddings.weight")
_PARTS = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "attention.output.LayerNorm",
    "intermediate.dense",
    "output.dense",
    "output.LayerNorm",
)


def compiled_forward(weights: Mapping[str, torch.Tensor], config: Mapping[str, Any]) -> Forward:
    """Return the pass of a model by its weights and its ``config.json``, both as the Transformers library has them."""
    first = [weights[f"embeddings.{name}"] for name in _TABLES] + _pair(weights, "embeddings.LayerNorm")
    layers = [
        [weight for part in _PARTS for weight in _pair(weights, f"encoder.layer.{number}.{part}")]
        for number in range(config["num_hidden_layers"])
    ]
    heads, epsilon = int(config["num_attention_heads"]), float(config["layer_norm_eps"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is to be replaced by what needs a C++ compiler at run time
        run = torch.jit.script(_run)

    def forward(tokens: torch.Tensor, counted: torch.Tensor | None) -> torch.Tensor:
        vectors: torch.Tensor = run(tokens, counted, first, layers, heads, epsilon)
        return vectors

    return forward


def _run(
    tokens: torch.Tensor,
    counted: torch.Tensor | None,
    first: list[torch.Tensor],
    layers: list[list[torch.Tensor]],
    heads: int,
    epsilon: float,
) -> torch.Tensor:
    texts, count = tokens.size(0), tokens.size(1)
    width = first[0].size(1)
    size, split = [width], [texts, count, heads, width // heads]
    x = first[0][tokens] + first[1][0]
    x = layer_norm(x + first[2][:count], size, first[3], first[4], epsilon)
    for layer in layers:
        query = linear(x, layer[0], layer[1]).view(split).transpose(1, 2)
        key = linear(x, layer[2], layer[3]).view(split).transpose(1, 2)
        value = linear(x, layer[4], layer[5]).view(split).transpose(1, 2)
        seen = scaled_dot_product_attention(query, key, value, attn_mask=counted).transpose(1, 2)
        x = layer_norm(
            linear(seen.reshape(texts, count, width), layer[6], layer[7]) + x, size, layer[8], layer[9], epsilon
        )
        wide = gelu(linear(x, layer[10], layer[11]))
        x = layer_norm(linear(wide, layer[12], layer[13]) + x, size, layer[14], layer[15], epsilon)
    return x


def _pair(weights: Mapping[str, torch.Tensor], name: str) -> list[torch.Tensor]:
    return [weights[f"{name}.weight"], weights[f"{name}.bias"]]
