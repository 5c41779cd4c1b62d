"""The bundled embedding model: ONNX Runtime on the weights as they are installed; nothing is written anywhere.

The word table (54 of the file's 72 MB) stays in the file and is looked up there; the twelve layers are 14 MB.
"""

import os
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

from assistant.errors import ModelUnavailable
from assistant.models.bundled import MAX_TOKENS, PROMPTS
from assistant.models.bundled.graph import COUNTED, WORDS, transformer
from assistant.models.bundled.pieces import Pieces, load_pieces
from assistant.models.bundled.weights import Weights, read_weights
from assistant.models.passing import Passed


class BundledModel:
    """multilingual-e5-small: a BERT, the mean of its tokens' vectors, at length 1. Any number of threads may use it."""

    prompts: Mapping[str, str] = PROMPTS
    longest = MAX_TOKENS
    batch = 1  # more at once only makes the products larger than the processor's caches

    def __init__(self, weights: Weights, pieces: Pieces) -> None:
        self.at_once = _cores()
        self._pieces = pieces
        self._start, self._end, self._padding = weights.start, weights.end, weights.padding
        self._words = weights.blocks("emb.word", weights.hidden)
        types = weights.floats("emb.type")[: weights.hidden]
        self._places: NDArray[np.float32] = weights.floats("emb.pos").reshape(-1, weights.hidden) + types
        self._session = _session(transformer(weights))

    def run(self, texts: Sequence[str], longest: int) -> Passed:
        """Pass texts through the model, cut to a number of tokens."""
        encoded = [self._pieces.encode(text) for text in texts]
        kept = [min(len(each.ids), longest - 2) for each in encoded]
        shape = len(texts), max(kept) + 2
        numbers = np.full(shape, self._padding, np.int64)
        spans, counted = np.zeros((*shape, 2), np.int32), np.zeros(shape, np.bool_)
        for row, (each, count) in enumerate(zip(encoded, kept, strict=True)):
            numbers[row, : count + 2] = [self._start, *each.ids[:count], self._end]
            spans[row, 1 : count + 1] = each.offsets[:count] or np.zeros((0, 2))
            counted[row, : count + 2] = True
        tokens = self._passed(numbers, counted)
        return Passed(_means(tokens, counted), tokens, spans, counted)

    def count(self, text: str) -> int:
        """Return the number of a text's tokens."""
        return self._pieces.count(text)

    def _passed(self, numbers: NDArray[np.int64], counted: NDArray[np.bool_]) -> NDArray[np.float32]:
        words = self._words.rows(numbers) + self._places[: numbers.shape[1]]
        tokens: NDArray[np.float32] = self._session.run(None, {WORDS: words, COUNTED: counted.astype(np.int32)})[0]
        return tokens


def load_bundled() -> BundledModel:
    """Load the model; it takes a fraction of a second.

    Raises:
        ModelUnavailable: with what to do.
    """
    return BundledModel(read_weights(), load_pieces())


def _cores() -> int:
    """Return how many cores this process may use; a container often has fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _session(graph: bytes) -> InferenceSession:
    options = SessionOptions()
    # One thread a pass: passes beside each other share the cores without waiting for each other.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # which keeps what the longest batch needed
    try:
        return InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelUnavailable(f"ONNX Runtime cannot run the bundled embedding model: {error}") from error


def _means(tokens: NDArray[np.float32], counted: NDArray[np.bool_]) -> NDArray[np.float32]:
    sums = np.einsum("tlh,tl->th", tokens, counted.astype(np.float32))
    vectors = sums / counted.sum(axis=1, keepdims=True)
    means: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return means
