"""The embedding model: one forward pass gives a text's vector and a vector for each of its tokens."""

import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

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

from assistant.errors import ModelUnavailable
from assistant.models import bundled
from assistant.models.lean_model import LeanModel
from assistant.models.passing import Model

BATCH = 16
_THREADS = torch.get_num_threads()

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
    """A model with its prompts, as a LangChain ``Embeddings`` and with token vectors."""

    def __init__(self, model: Model, name: str) -> None:
        self.name = name
        self.prompts = {kind: model.prompts.get(kind, "") for kind in bundled.PROMPTS}
        if "e5" in name.lower() and not any(self.prompts.values()):
            self.prompts = dict(bundled.PROMPTS)  # the hub's e5 folders do not carry their prompts
        self._model = model
        self._lock = Lock()  # a fast tokenizer must not be used by two threads at once
        self._limit = min(model.longest, bundled.MAX_TOKENS)

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
            return self._model.count(text)

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
        passed = self._model.run(texts, self._limit)
        for vector, tokens, spans, counted in zip(
            passed.vectors, passed.tokens, passed.spans, passed.counted, strict=True
        ):
            kept = counted & (spans[:, 1] > max(prompt_length, 0)) & (spans[:, 1] > spans[:, 0])
            length = max(float(np.linalg.norm(vector)), 1e-9)
            yield Encoded(vector / length, tokens[kept], spans[kept] - prompt_length)


def load_encoder(name: str, models_dir: Path) -> Encoder:
    """Load the model that a setting names: ``bundled``, a folder, or a name on the model hub.

    Raises:
        ModelUnavailable: with what to do.
    """
    dtype = _fastest_dtype()
    folder = str(bundled_folder(models_dir, dtype)) if name == "bundled" else name
    try:
        model = LeanModel(Path(folder)) if name == "bundled" else _any_model(folder, dtype)
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        hint = (
            f"Delete the folder {folder} and run the command again; it is then assembled anew."
            if name == "bundled"
            else "Set ASSISTANT_EMBEDDING_MODEL to `bundled`, to a sentence-transformers folder, or to a hub name that "
            "this machine can reach."
        )
        raise ModelUnavailable(
            f"The embedding model {name!r} could not be loaded: {_first_line(error)}. {hint}"
        ) from error
    label = bundled.NAME if name == "bundled" else Path(name).name if Path(name).is_dir() else name
    return Encoder(model, label)


def bundled_folder(models_dir: Path, dtype: torch.dtype) -> Path:
    """Return the folder of the bundled model, assembled the first time."""
    folder = models_dir / f"{bundled.NAME}-{str(dtype).removeprefix('torch.')}"
    if folder.is_dir():
        return folder
    from assistant.models.bundled_model import assembled  # its libraries take seconds to be imported

    return assembled(folder, dtype)


def _any_model(name: str, dtype: torch.dtype) -> Model:
    from assistant.models.library_model import LibraryModel  # as above

    return LibraryModel(name, dtype)


def _fastest_dtype() -> torch.dtype:
    capabilities = torch.cpu.get_capabilities()
    has_bfloat16 = capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")
    return torch.bfloat16 if has_bfloat16 else torch.float32


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
