"""The embedding model: one forward pass gives a text's vector and a vector for each of its tokens."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Semaphore

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.models import bundled
from assistant.models.extra import require_extra
from assistant.models.passing import Model

Floats = NDArray[np.float32]
AROUND = 16  # tokens of a full window that the prompt and the ends may take


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
        self._batch = model.batch
        # Kept, since each new thread would keep memory of its own.
        self._helpers = ThreadPoolExecutor(model.at_once, "encoder") if model.at_once > 1 else None
        self._turns = Semaphore(model.at_once)
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
        with self._turns:
            return self._model.count(text)

    def _encode(self, texts: Sequence[str], prompt: str) -> list[Encoded]:
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        batches = [order[start : start + self._batch] for start in range(0, len(order), self._batch)]
        encode = partial(self._encode_batch, prompt=prompt)
        encoded = self._share_out(encode, [[texts[index] for index in batch] for batch in batches])
        results = dict(zip(order, chain.from_iterable(encoded), strict=True))
        return [results[index] for index in range(len(texts))]

    def _share_out(self, encode: Callable[[list[str]], list[Encoded]], batches: list[list[str]]) -> list[list[Encoded]]:
        """Encode batches beside each other, where there are several and the model allows it."""
        if len(batches) < 2 or self._helpers is None:
            return [encode(batch) for batch in batches]
        return list(self._helpers.map(encode, batches))

    def _encode_batch(self, texts: list[str], prompt: str) -> list[Encoded]:
        with self._turns:
            encoded = [Encoded(*each) for each in self._forward([prompt + text for text in texts], len(prompt))]
        return [self._whole(text, prompt, first) for text, first in zip(texts, encoded, strict=True)]

    def _forward(self, texts: list[str], prompt_length: int) -> Iterator[tuple[Floats, Floats, NDArray[np.int32]]]:
        passed = self._model.run(texts, self._limit)
        for vector, tokens, spans, counted in zip(
            passed.vectors, passed.tokens, passed.spans, passed.counted, strict=True
        ):
            kept = counted & (spans[:, 1] > max(prompt_length, 0)) & (spans[:, 1] > spans[:, 0])
            length = max(float(np.linalg.norm(vector)), 1e-9)
            yield vector / length, tokens[kept], spans[kept] - prompt_length

    def _whole(self, text: str, prompt: str, first: Encoded) -> Encoded:
        """Return a text of which the model took the first part as one: the rest is read in windows, no word is lost."""
        windows = [first]
        while len(windows[-1].spans) >= self._limit - AROUND and (start := _cut(text, windows[-1].spans)) < len(text):
            with self._turns:
                ((vector, tokens, spans),) = self._forward([prompt + text[start:]], len(prompt))
            windows.append(Encoded(vector, tokens, spans + start))
        return windows[0] if len(windows) == 1 else _together(windows)


def _cut(text: str, spans: NDArray[np.int32]) -> int:
    """Return where the window after a full one begins: at the word in which that one ended, else at the text's end."""
    end = int(spans[-1, 1])
    if not text[end:].strip():
        return len(text)
    begun = text.rfind(" ", 0, end) + 1
    return end if text[end].isspace() or begun <= spans[0, 0] else begun


def _together(windows: Sequence[Encoded]) -> Encoded:
    """Return windows as one text: its vector is their mean by length, and each word counts where it is read first."""
    sizes = np.array([len(each.spans) for each in windows], np.float32)
    vector = sizes @ np.array([each.vector for each in windows])
    read = [0, *(int(each.spans[-1, 1]) for each in windows[:-1])]
    kept = [each.spans[:, 0] >= start for each, start in zip(windows, read, strict=True)]
    return Encoded(
        (vector / max(float(np.linalg.norm(vector)), 1e-9)).astype(np.float32),
        np.concatenate([each.tokens[rows] for each, rows in zip(windows, kept, strict=True)]),
        np.concatenate([each.spans[rows] for each, rows in zip(windows, kept, strict=True)]),
    )


def load_encoder(name: str) -> Encoder:
    """Load the model that a setting names: ``bundled``, a folder, or a name on the model hub.

    Raises:
        ModelUnavailable: with what to do.
    """
    if name == bundled.SETTING:
        return Encoder(_bundled_model(), bundled.NAME)
    return Encoder(_any_model(name), Path(name).name if Path(name).is_dir() else name)


def _bundled_model() -> Model:
    try:
        from assistant.models.bundled.model import load_bundled  # its library takes a while to be imported
    except ImportError as error:
        raise ModelUnavailable(
            f"ONNX Runtime, which runs the bundled embedding model, cannot be loaded: {_first_line(error)}. Give the "
            "program more memory (1 GB is enough), or install it anew: make clean, then make install."
        ) from error
    return load_bundled()


def _any_model(name: str) -> Model:
    require_extra("ASSISTANT_EMBEDDING_MODEL", name, "set it to `bundled`")
    from assistant.models.library_model import LibraryModel  # its libraries take seconds to be imported

    try:
        return LibraryModel(name)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelUnavailable(
            f"The embedding model {name!r} could not be loaded: {_first_line(error)}. Set ASSISTANT_EMBEDDING_MODEL to "
            "`bundled`, to a sentence-transformers folder, or to a hub name that this machine can reach."
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
