"""An embedding model for tests: no weights, no languages; words with the same stem get the same vector."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.text.lexicon import stem
from assistant.vectors import TOKEN_DIMENSIONS

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class HashedText:
    """A text as its words' vectors (words, 128), their spans, and their normalised sum (128,)."""

    vector: NDArray[np.float32]
    tokens: NDArray[np.int8]
    spans: NDArray[np.int32]


@dataclass(frozen=True)
class HashEncoder:
    """Encodes at once and always alike; ``encoded`` lists the passages that it was given."""

    encoded: list[str] = field(default_factory=list)

    def question(self, text: str, language: Language) -> HashedText:
        """Encode a question."""
        words = list(_WORD.finditer(text))
        tokens = np.array([_token(stem(word.group().casefold(), language)) for word in words], np.int8)
        spans = np.array([word.span() for word in words], np.int32).reshape(-1, 2)
        tokens = tokens.reshape(-1, TOKEN_DIMENSIONS)
        total = tokens.sum(axis=0, dtype=np.float32)
        return HashedText(total / max(float(np.linalg.norm(total)), 1e-9), tokens, spans)

    def questions(self, texts: Sequence[str], language: Language) -> list[HashedText]:
        """Encode questions."""
        return [self.question(text, language) for text in texts]

    def passages(self, texts: Sequence[str], language: Language) -> list[HashedText]:
        """Encode passages."""
        self.encoded.extend(texts)
        return [self.question(text, language) for text in texts]

    def count_tokens(self, text: str) -> int:
        """Return the number of words."""
        return len(_WORD.findall(text))


@cache
def _token(word: str) -> NDArray[np.int8]:
    vector = np.random.default_rng(list(word.encode())).standard_normal(TOKEN_DIMENSIONS)
    token: NDArray[np.int8] = np.rint(vector / np.linalg.norm(vector) * 127).astype(np.int8)
    return token
