"""An embedding model of any kind, run by the library sentence-transformers, which takes seconds to be imported."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from assistant.models.bundled import MAX_TOKENS
from assistant.models.passing import Passed


class LibraryModel:
    """A model's folder, or its name on the hub."""

    def __init__(self, name: str, dtype: torch.dtype) -> None:
        self._model = SentenceTransformer(name, device="cpu", model_kwargs={"dtype": dtype}).eval()
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
        with torch.inference_mode():
            output = self._model(dict(features))
        vectors, tokens = output["sentence_embedding"], output["token_embeddings"]
        return Passed(vectors.float().numpy(), tokens.float().numpy(), spans, counted)

    def count(self, text: str) -> int:
        """Return the number of a text's tokens."""
        return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])
