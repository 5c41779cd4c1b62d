"""The vectors of a generation's questions: of the one before it, of those that come with the program, and new ones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.search import banks
from assistant.search.groups import Sample
from assistant.search.likeness.fitting import Bent
from assistant.vectors import EncodedWords

BATCH = 64
Vectors = Mapping[tuple[Language, str], NDArray[np.float32]]


class QuestionEncoder(Protocol):
    """What turns questions into vectors."""

    def questions(self, texts: Sequence[str], language: Language) -> Sequence[EncodedWords]:
        """Encode questions of one language."""


class PassageEncoder(QuestionEncoder, Protocol):
    """What turns passages into vectors, too."""

    def passages(self, texts: Sequence[str], language: Language) -> Sequence[EncodedWords]:
        """Encode texts of one language."""


def shipped(asked: Sequence[Sample], model: str) -> Vectors:
    """Return the vectors that come with the program for some of the questions."""
    found = banks.embedded(model) if asked else {}
    keys = {(each.language, each.text): banks.key_of(each.language, each.text) for each in asked}
    return {place: found[key] for place, key in keys.items() if key in found}


def shipped_fit(model: str) -> Mapping[str, Bent]:
    """Return what was fitted to the questions that come with the program, by their key."""
    return {key: Bent.from_arrays(arrays) for key, arrays in banks.fitted(model).items()}


def embedded(asked: Sequence[Sample], had: Vectors, encoder: Callable[[], QuestionEncoder]) -> NDArray[np.float32]:
    """Return the questions' vectors in their order, shape (questions, dimensions); the encoder is loaded if needed."""
    vectors = dict(had)
    for language in Language:
        fresh = sorted({each.text for each in asked if each.language is language and (language, each.text) not in had})
        for start in range(0, len(fresh), BATCH):
            texts = fresh[start : start + BATCH]
            encoded = encoder().questions(texts, language)
            vectors |= {(language, text): item.vector for text, item in zip(texts, encoded, strict=True)}
    return np.array([vectors[each.language, each.text] for each in asked], np.float32)
