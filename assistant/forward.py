"""A BERT's forward pass over one text, compiled into one piece.

The operations are those of the library's modules, in their order, so that the numbers are the same to the last bit. But
the modules take a third of the time in Python, during which no other thread gets on.
"""

import warnings
from collections.abc import Callable
from typing import Any

import torch
from torch.nn.functional import gelu, layer_norm, linear, scaled_dot_product_attention

Forward = Callable[[torch.Tensor], torch.Tensor]
"""From the numbers of a text's tokens, shape (1, tokens), to a vector for each, shape (1, tokens, dimensions)."""


def compiled_forward(model: Any) -> Forward | None:
    """Return the pass of a model of the Transformers library, None where it is not a BERT as they are published."""
    if type(model).__name__ != "BertModel" or model.config.hidden_act != "gelu" or model.config.is_decoder:
        return None
    config = model.config
    embeddings = model.embeddings
    tables = [embeddings.word_embeddings, embeddings.token_type_embeddings, embeddings.position_embeddings]
    first = [table.weight.detach() for table in tables] + _pair(embeddings.LayerNorm)
    layers = [_weights(layer) for layer in model.encoder.layer]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is to be replaced by what needs a C++ compiler at run time
        run = torch.jit.script(_run)
    heads, epsilon = int(config.num_attention_heads), float(config.layer_norm_eps)

    def forward(tokens: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = run(tokens[0], first, layers, heads, epsilon)
        return vectors.unsqueeze(0)

    return forward


def _run(
    tokens: torch.Tensor, first: list[torch.Tensor], layers: list[list[torch.Tensor]], heads: int, epsilon: float
) -> torch.Tensor:
    count, width = tokens.size(0), first[0].size(1)
    size = [width]
    x = first[0][tokens] + first[1][0]
    x = layer_norm(x + first[2][:count], size, first[3], first[4], epsilon)
    for layer in layers:
        query = linear(x, layer[0], layer[1]).view(count, heads, -1).transpose(0, 1).unsqueeze(0)
        key = linear(x, layer[2], layer[3]).view(count, heads, -1).transpose(0, 1).unsqueeze(0)
        value = linear(x, layer[4], layer[5]).view(count, heads, -1).transpose(0, 1).unsqueeze(0)
        seen = scaled_dot_product_attention(query, key, value)[0].transpose(0, 1).reshape(count, width)
        x = layer_norm(linear(seen, layer[6], layer[7]) + x, size, layer[8], layer[9], epsilon)
        wide = gelu(linear(x, layer[10], layer[11]))
        x = layer_norm(linear(wide, layer[12], layer[13]) + x, size, layer[14], layer[15], epsilon)
    return x


def _weights(layer: Any) -> list[torch.Tensor]:
    attention, output = layer.attention.self, layer.attention.output
    parts = (
        attention.query,
        attention.key,
        attention.value,
        output.dense,
        output.LayerNorm,
        layer.intermediate.dense,
        layer.output.dense,
        layer.output.LayerNorm,
    )
    return [weight for part in parts for weight in _pair(part)]


def _pair(part: Any) -> list[torch.Tensor]:
    return [part.weight.detach(), part.bias.detach()]
