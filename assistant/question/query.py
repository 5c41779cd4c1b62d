"""What is searched for: a question's words and vectors, and how much each of its tokens counts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.text.lexicon import content_stems
from assistant.vectors import EncodedText

FUNCTION_WORD_WEIGHT = 0.2
LONG = 400  # characters from which on a question is read in parts as well


@dataclass(frozen=True)
class Query:
    """What is searched for; for each token its weight, low for function words, and its span in the text.

    ``follow_up`` is the vector of a question that goes on from the one before it, by itself: the text is both;
    ``read_parts`` encodes its parts, which only a search needs.
    """

    text: str
    language: Language
    encoded: EncodedText
    weights: NDArray[np.float32]
    spans: NDArray[np.int32]
    follow_up: NDArray[np.float32] | None = None
    read_parts: Callable[[], Sequence[NDArray[np.float32]]] = tuple

    @cached_property
    def parts(self) -> tuple[NDArray[np.float32], ...]:
        """The vectors of a long question's sentences, and of two questions in one, so that none is lost among all."""
        return tuple(self.read_parts())

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """The vectors of the whole and of its parts, shape (vectors, dimensions)."""
        return np.stack([self.encoded.vector, *self.parts])


def token_weights(text: str, language: Language, spans: NDArray[np.int32]) -> NDArray[np.float32]:
    """Return how much each token of a question counts: a word that carries meaning 1, any other little."""
    weights = np.full(len(spans), FUNCTION_WORD_WEIGHT, np.float32)
    for word in re.finditer(r"\w[\w'’&.-]*", text):
        if content_stems(word.group(), language):
            weights[(spans[:, 0] < word.end()) & (spans[:, 1] > word.start())] = 1.0
    return weights
