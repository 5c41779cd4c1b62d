"""What a word such as "more" or "before" belongs to: the words around it in its clause, the nearest most."""

import re

import numpy as np

from assistant.proof.support.alignment import Alignment
from assistant.proof.support.reading import Floats, Reading

_FADE = 0.8
_UNRELATED = 0.4  # similarity up to which two words have nothing to do with each other
_DIGIT = re.compile(r"\d")


def context(reading: Reading, start: int, end: int) -> Floats:
    """Return for each word how much it belongs to those from ``start`` to ``end``: 0 outside their clause."""
    weights = np.zeros(len(reading.words))
    clause = reading.clauses[reading.words[end - 1].clause]
    near = [word for word in clause if _tells(reading, word) and not start <= word < end]
    for rank, word in enumerate(sorted(near, key=lambda word: abs(word - start))):
        weights[word] = _FADE**rank
    return weights


def affinity(aligned: Alignment, here: tuple[int, int], there: tuple[int, int]) -> float:
    """Return how much words of the sentence and words of the quote belong to the same things, up to about 1."""
    mine, theirs = context(aligned.sentence, *here), context(aligned.quote, *there)
    if not mine.any() or not theirs.any():
        return 0.0
    related = np.maximum(aligned.similarity - _UNRELATED, 0) / (1 - _UNRELATED)
    return float(mine @ (related * np.sqrt(theirs)).max(axis=1) / mine.sum())


def _tells(reading: Reading, number: int) -> bool:
    word = reading.words[number]
    return word.content or _DIGIT.match(word.text) is not None
