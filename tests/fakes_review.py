"""Stand-ins for reviewing: questions ask the same where they have the same words, in whatever order."""

from collections.abc import Mapping
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

    def same(self, asked: str, language: Language, known: Mapping[Language, str]) -> bool:
        """Return whether a question has the same words as one of the known one's wordings."""
        self.compared.extend((asked, words) for words in known.values())
        return any(set(plain(asked).split()) == set(plain(words).split()) for words in known.values())
