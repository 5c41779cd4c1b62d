"""When do two questions ask the same? What reviewing needs of whoever can tell."""

import re
from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language

LIKE = 0.5
"""Similarity of the vectors below which two questions cannot ask the same, so that nobody compares their words."""


class Alike(Protocol):
    """Tells whether two questions ask the same, in the same language or in both."""

    @property
    def model(self) -> str:
        """What the vectors come from; those of another model cannot be compared."""

    def vector(self, question: str, language: Language) -> NDArray[np.float32]:
        """Return a question's vector, shape (dimensions,), of length 1."""

    def same(self, asked: str, language: Language, known: Mapping[Language, str]) -> bool:
        """Return whether a question asks exactly what a known one does, which is noted in one language or both."""


def plain(question: str) -> str:
    """Return what spellings of one question have in common: its words, without case and punctuation."""
    return " ".join(re.findall(r"\w+", question.casefold()))
