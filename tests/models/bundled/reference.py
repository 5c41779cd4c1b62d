"""The bundled model as other libraries run it: float32 by torch, and the library's own unigram tokenizer."""

from functools import cache

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram
from transformers import BertConfig, BertModel

from assistant.models.bundled.weights import Weights, read_weights

LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@cache
def tokenizer() -> Tokenizer:
    weights = read_weights()
    scored = zip(weights.pieces, weights.scores.tolist(), strict=True)
    made = Tokenizer(Unigram(list(scored), unk_id=weights.unknown))
    made.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    return made


def token_vectors(text: str) -> NDArray[np.float32]:
    """Return the vectors of a text's tokens, with those for its start and its end."""
    weights = read_weights()
    numbers = [weights.start, *tokenizer().encode(text).ids[:510], weights.end]
    torch.set_num_threads(1)  # a second one spins where the machine is busy
    with torch.inference_mode():
        found: NDArray[np.float32] = model()(torch.tensor([numbers])).last_hidden_state[0].numpy()
    return found


@cache
def model() -> BertModel:
    weights = read_weights()
    config = BertConfig(
        vocab_size=len(weights.blocks("emb.word", weights.hidden).scales),
        hidden_size=weights.hidden,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=weights.wide,
        max_position_embeddings=512,
        layer_norm_eps=weights.epsilon,
        pad_token_id=weights.padding,
    )
    made = BertModel(config, add_pooling_layer=False)
    made.load_state_dict(_state(weights), strict=True)
    made.train(False)
    return made


def _state(weights: Weights) -> dict[str, torch.Tensor]:
    def floats(name: str) -> torch.Tensor:
        return torch.from_numpy(weights.floats(name).copy())

    def matrix(name: str, columns: int) -> torch.Tensor:
        blocks = weights.blocks(name, columns)
        return torch.from_numpy(blocks.rows(np.arange(len(blocks.scales))))

    hidden = weights.hidden
    state = {
        "embeddings.word_embeddings.weight": matrix("emb.word", hidden),
        "embeddings.position_embeddings.weight": floats("emb.pos").view(-1, hidden),
        "embeddings.token_type_embeddings.weight": floats("emb.type").view(-1, hidden),
        "embeddings.LayerNorm.weight": floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": floats("emb.ln.b"),
    }
    for number in range(weights.layers):
        source, target = f"l{number}", f"encoder.layer.{number}"
        for short, name in LINEAR.items():
            state[f"{target}.{name}.weight"] = matrix(f"{source}.{short}.w", weights.wide if short == "fo" else hidden)
            state[f"{target}.{name}.bias"] = floats(f"{source}.{short}.b")
        for short, name in NORMS.items():
            state[f"{target}.{name}.weight"] = floats(f"{source}.{short}.w")
            state[f"{target}.{name}.bias"] = floats(f"{source}.{short}.b")
    return state
