"""The embedding model: one forward pass gives a text's vector and a vector for each of its tokens."""

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
# Threads that wait for each other by spinning need a second each question as soon as another program is busy.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import numpy as np
import torch
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from safetensors import SafetensorError
from sentence_transformers import SentenceTransformer

from assistant import bundled_model
from assistant.errors import ModelUnavailable
from assistant.forward import compiled_forward

BATCH = 16
_THREADS = torch.get_num_threads()
_NO_PROMPTS = {"query": "", "document": ""}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the model sees it.

    ``vector`` has shape (dimensions,) and length 1; ``tokens`` shape (tokens, dimensions), not normalised; ``spans``
    shape (tokens, 2): each token's character span in the text. Prompt and special tokens are left out.
    """

    vector: NDArray[np.float32]
    tokens: NDArray[np.float32]
    spans: NDArray[np.int32]


class Encoder(Embeddings):
    """A sentence-transformers model with its prompts, as a LangChain ``Embeddings`` and with token vectors."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self.name = name
        self.prompts = {kind: model.prompts.get(kind) or "" for kind in _NO_PROMPTS}
        if "e5" in name.lower() and not any(self.prompts.values()):
            self.prompts = dict(bundled_model.PROMPTS)  # the hub's e5 folders do not carry their prompts
        self._model = model
        self._one_text = compiled_forward(model[0].model) if hasattr(model[0], "model") else None
        self._lock = Lock()  # a fast tokenizer must not be used by two threads at once
        self._tokenizer: Any = model.tokenizer
        self._limit = min(int(model.max_seq_length or bundled_model.MAX_TOKENS), bundled_model.MAX_TOKENS)

    def encode_queries(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode questions."""
        return self._encode(texts, self.prompts["query"])

    def encode_passages(self, texts: Sequence[str]) -> list[Encoded]:
        """Encode passages."""
        return self._encode(texts, self.prompts["document"])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector for each passage (LangChain's interface)."""
        return [encoded.vector.tolist() for encoded in self.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return a question's vector (LangChain's interface)."""
        values: list[float] = self.encode_queries([text])[0].vector.tolist()
        return values

    def count_tokens(self, text: str) -> int:
        """Return the number of the model's tokens in a text."""
        with self._lock:
            return len(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def _encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        results: dict[int, Encoded] = {}
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            with self._lock:
                torch.set_num_threads(_THREADS if len(batch) > 1 else 1)  # one text is too little to share out
                encoded = list(self._forward([prompt + texts[index] for index in batch], len(prompt)))
            results.update(zip(batch, encoded, strict=True))
        return [results[index] for index in range(len(texts))]

    def _forward(self, texts: list[str], prompt_length: int) -> Iterator[Encoded]:
        features = self._tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=self._limit,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        spans = features.pop("offset_mapping").numpy().astype(np.int32)
        mask = features["attention_mask"].numpy().astype(bool)
        with torch.inference_mode():
            output = self._run(dict(features))
        vectors = output["sentence_embedding"].float().numpy()
        tokens = output["token_embeddings"].float().numpy()
        for row in range(len(texts)):
            kept = mask[row] & (spans[row, :, 1] > max(prompt_length, 0)) & (spans[row, :, 1] > spans[row, :, 0])
            vector = vectors[row] / max(float(np.linalg.norm(vectors[row])), 1e-9)
            yield Encoded(vector, tokens[row][kept], spans[row][kept] - prompt_length)

    def _run(self, features: dict[str, Any]) -> dict[str, Any]:
        if self._one_text is None or len(features["input_ids"]) > 1:
            output: dict[str, Any] = self._model(features)
            return output
        features["token_embeddings"] = self._one_text(features["input_ids"])
        for module in list(self._model)[1:]:
            features = module(features)
        return features


def load_encoder(name: str, models_dir: Path) -> Encoder:
    """Load the model that a setting names: ``bundled``, a folder, or a name on the model hub.

    Raises:
        ModelUnavailable: with what to do.
    """
    dtype = _fastest_dtype()
    if name == "bundled":
        folder = str(bundled_model.assembled(models_dir, dtype))
        label = bundled_model.NAME
    else:
        folder, label = name, Path(name).name if Path(name).is_dir() else name
    try:
        model = SentenceTransformer(folder, device="cpu", model_kwargs={"dtype": dtype})
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        hint = (
            f"Delete the folder {folder} and run the command again; it is then assembled anew."
            if name == "bundled"
            else "Set ASSISTANT_EMBEDDING_MODEL to `bundled`, to a sentence-transformers folder, or to a hub name that "
            "this machine can reach."
        )
        raise ModelUnavailable(
            f"The embedding model {name!r} could not be loaded: {_first_line(error)}. {hint}"
        ) from error
    model.eval()
    return Encoder(model, label)


def _fastest_dtype() -> torch.dtype:
    capabilities = torch.cpu.get_capabilities()
    has_bfloat16 = capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")
    return torch.bfloat16 if has_bfloat16 else torch.float32


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
