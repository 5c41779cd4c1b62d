"""An embedding model of any kind, run by the library sentence-transformers, which takes seconds to be imported."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
# Threads that wait for each other by spinning need a second each question as soon as another program is busy.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from assistant.models.bundled import MAX_TOKENS
from assistant.models.passing import Passed

_THREADS = torch.get_num_threads()


class LibraryModel:
    """A model's folder, or its name on the hub."""

    batch = 16
    at_once = 1  # a fast tokenizer must not be used by two threads at once

    def __init__(self, name: str) -> None:
        self._model = SentenceTransformer(name, device="cpu", model_kwargs={"dtype": _fastest_dtype()}).eval()
        self._tokenizer: Any = self._model.tokenizer
        self.prompts: Mapping[str, str] = {kind: prompt or "" for kind, prompt in self._model.prompts.items()}
        self.longest = int(self._model.max_seq_length or MAX_TOKENS)

    def run(self, texts: Sequence[str], longest: int) -> Passed:
        """Pass texts through the model, cut to a number of tokens."""
        features = self._tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=longest,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        spans = features.pop("offset_mapping").numpy().astype(np.int32)
        counted = features["attention_mask"].numpy().astype(bool)
        torch.set_num_threads(_THREADS if len(texts) > 1 else 1)  # one text is too little to share out
        with torch.inference_mode():
            output = self._model(dict(features))
        vectors, tokens = output["sentence_embedding"], output["token_embeddings"]
        return Passed(vectors.float().numpy(), tokens.float().numpy(), spans, counted)

    def count(self, text: str) -> int:
        """Return the number of a text's tokens."""
        return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])


def _fastest_dtype() -> torch.dtype:
    capabilities = torch.cpu.get_capabilities()
    has_bfloat16 = capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")
    return torch.bfloat16 if has_bfloat16 else torch.float32
