"""Stand-ins for reviewing: questions ask the same where they have the same words, in whatever order."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.review.alike import plain
from tests.hash_encoder import HashEncoder


@dataclass(frozen=True)
class WordsAlike:
    """Takes questions for the same that have the same words; ``compared`` lists the pairs it was asked about."""

    model: str = "words"
    compared: list[tuple[str, str]] = field(default_factory=list)

    def vector(self, question: str, language: Language) -> NDArray[np.float32]:
        """Return the sum of the words' vectors."""
        return HashEncoder().question(question, language).vector

    def same(self, asked: str, language: Language, known: str, known_language: Language) -> bool:
        """Return whether two questions have the same words."""
        self.compared.append((asked, known))
        return set(plain(asked).split()) == set(plain(known).split())
