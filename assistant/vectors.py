"""Texts as vectors: what the encoder makes, the index keeps and the ranking compares."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

TOKEN_DIMENSIONS = 128


class EncodedText(Protocol):
    """A text in the neutral space."""

    @property
    def vector(self) -> NDArray[np.float32]:
        """Shape (dimensions,), of length 1."""

    @property
    def tokens(self) -> NDArray[np.int8]:
        """Shape (tokens, 128), of length about 127."""


class EncodedWords(EncodedText, Protocol):
    """A text in the neutral space, with the place of each token."""

    @property
    def spans(self) -> NDArray[np.int32]:
        """Shape (tokens, 2), in the text."""
