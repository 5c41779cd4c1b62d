"""Do two questions ask the same, in other words or in the other language? Strict: rather no match than a wrong one."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.glossary import Glossary
from assistant.review.alike import plain
from assistant.understand import QuestionEncoder


@dataclass(frozen=True)
class Matcher:
    """Compares questions by the embedding model's vectors, and by what no paraphrase changes."""

    encoder: QuestionEncoder
    glossary: Callable[[], Glossary]
    model: str

    def vector(self, question: str, language: Language) -> NDArray[np.float32]:
        """Return a question's vector, shape (dimensions,), of length 1."""
        vector: NDArray[np.float32] = self.encoder.question(question, language).vector
        return vector

    def same(self, asked: str, language: Language, known: str, known_language: Language) -> bool:
        """Return whether a question asks exactly what a known one does."""
        return plain(asked) == plain(known)
