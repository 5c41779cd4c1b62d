"""The bundled embedding model, run without the libraries that could run any model: they take seconds to be imported."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Encoding, Tokenizer
from torch.nn.functional import normalize

from assistant.models.bundled import MAX_TOKENS, PROMPTS
from assistant.models.forward import compiled_forward
from assistant.models.passing import Passed


class LeanModel:
    """The folder that ``bundled_model`` assembles: a BERT, the mean of its tokens' vectors, at length 1."""

    prompts: Mapping[str, str] = PROMPTS
    longest = MAX_TOKENS

    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._forward = compiled_forward(load_file(folder / "model.safetensors"), config)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._padding = int(config["pad_token_id"])

    def run(self, texts: Sequence[str], longest: int) -> Passed:
        """Pass texts through the model, cut to a number of tokens."""
        self._tokenizer.enable_truncation(longest)
        encoded = self._tokenizer.encode_batch(list(texts))
        most = max(len(each.ids) for each in encoded)
        for each in encoded:
            each.pad(most, pad_id=self._padding)
        return self._passed(encoded)

    def count(self, text: str) -> int:
        """Return the number of a text's tokens."""
        self._tokenizer.no_truncation()
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _passed(self, encoded: Sequence[Encoding]) -> Passed:
        counted = np.array([each.attention_mask for each in encoded], bool)
        mask = torch.from_numpy(counted)
        with torch.inference_mode():
            numbers = torch.tensor([each.ids for each in encoded])
            tokens = self._forward(numbers, None if counted.all() else mask[:, None, None, :])
            mean = tokens.mul(mask.unsqueeze(-1)).sum(1, dtype=torch.float32) / mask.sum(1, keepdim=True).clamp(min=1)
            vectors = normalize(mean.to(tokens.dtype), p=2, dim=1)
        spans = np.array([each.offsets for each in encoded], np.int32)
        return Passed(vectors.float().numpy(), tokens.float().numpy(), spans, counted)
