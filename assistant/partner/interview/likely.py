"""Whom people who tell a situation like this one want to reach: a linear model, fitted to situations that people told.

What people told is in ``told.csv``, written by some who knew nothing of the guide: with whom they want to reach, and
others who only come by. Words say who is spoken of; whether they are to be reached, only the whole tells.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.models import fitted
from assistant.models.fitted import Weights
from assistant.vectors import EncodedText

RIDGE = 0.5  # by cross-validation on what people told
NOT_SAID = "?"
SHIPPED = Path(__file__).parent
_TOLD = SHIPPED / "told.csv"


class TextEncoder(Protocol):
    """What turns what is told in a language into vectors."""

    def questions(self, texts: Sequence[str], language: Language) -> Sequence[EncodedText]:
        """Encode texts."""


@dataclass(frozen=True)
class Likely:
    """The model with the weights of an embedding model, (dimensions + 1, groups)."""

    weights: Callable[[], Weights]

    def whom(self, vector: NDArray[np.float32]) -> Mapping[str, float]:
        """Return for each group's key how likely who tells a text, by its vector, wants to reach it; about 0 to 1."""
        weights = self.weights()
        return dict(zip(keys(), (vector @ weights[:-1] + weights[-1]).tolist(), strict=True))


def likely_of(encoder: Callable[[], TextEncoder], model: str, cache_dir: Path) -> Likely:
    """Return the model for an embedding model."""
    return Likely(cache(lambda: fitted.kept(weights_name(model), SHIPPED, cache_dir, lambda: fit(encoder()))))


def weights_name(model: str) -> str:
    """Return the name of the file with the weights for an embedding model."""
    known = f"{model} {RIDGE}".encode() + _TOLD.read_bytes()
    return fitted.name_of("told", known)


def fit(encoder: TextEncoder) -> Weights:
    """Return weights by ridge regression on what people told, in both languages."""
    vectors = [each.vector for language in Language for each in encoder.questions([*_texts(language)], language)]
    inputs = np.stack(vectors).astype(np.float64)
    wanted = np.array([[float(key in whom) for key in keys()] for _ in Language for whom in _whom()])
    usual = wanted.mean(axis=0)
    squares = inputs.T @ inputs + RIDGE * np.eye(inputs.shape[1])
    return np.vstack([np.linalg.solve(squares, inputs.T @ (wanted - usual)), usual])


@cache
def keys() -> tuple[str, ...]:
    """Return the keys of the groups that somebody told to want to reach."""
    return tuple(sorted({key for whom in _whom() for key in whom}))


def _whom() -> list[frozenset[str]]:
    return [frozenset(row["whom"].split()) for row in _rows()]


def _texts(language: Language) -> list[str]:
    return [row[language] for row in _rows()]


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    return tuple(row for row in rows_of(_TOLD) if row["whom"] != NOT_SAID)


def rows_of(path: Path) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
