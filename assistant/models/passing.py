"""What an embedding model is to the encoder: texts in, the vectors of the texts and of their tokens out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Passed:
    """Texts after a pass through the model, padded to the longest.

    ``vectors`` has shape (texts, dimensions), ``tokens`` (texts, tokens, dimensions), ``spans`` (texts, tokens, 2) and
    ``counted`` (texts, tokens): False where there is no token.
    """

    vectors: NDArray[np.float32]
    tokens: NDArray[np.float32]
    spans: NDArray[np.int32]
    counted: NDArray[np.bool_]


class Model(Protocol):
    """A model that is loaded."""

    @property
    def at_once(self) -> int:
        """How many threads may use it at once."""

    @property
    def batch(self) -> int:
        """How many texts it had best be given at once."""

    @property
    def prompts(self) -> Mapping[str, str]:
        """What is put before a ``query`` and a ``document``; nothing where the model's folder does not say."""

    @property
    def longest(self) -> int:
        """The number of tokens that it takes."""

    def run(self, texts: Sequence[str], longest: int) -> Passed:
        """Pass texts through the model, cut to a number of tokens."""

    def count(self, text: str) -> int:
        """Return the number of a text's tokens."""
