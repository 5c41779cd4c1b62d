"""Which sentences an adviser would give who is told a situation like this one: a model fitted to what advisers chose.

``told.csv`` holds situations that people told, and the lines of ``lines.csv`` that advisers who knew nothing of the
guide chose for each: for which purposes, on whom to work with, what to arrange, what to beware of, which steps, which
example. The model is bilinear in the vectors of what is told and of a sentence, so that it weighs sentences that nobody
chose too, those of other documents among them, by what they mean.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.models import fitted
from assistant.models.fitted import Weights
from assistant.partner.interview.likely import TextEncoder, rows_of

RIDGE = 2.0  # by cross-validation over situations: .62 of the answering lines are among the first ten
SMOOTH = 0.3  # how much lines that mean the same share; by cross-validation over lines that the model had not seen
USUAL = 0.5  # of being chosen for many that a line keeps, so that not all pages are alike; recall is the same
RANK = 48
SHIPPED = Path(__file__).parent
_TOLD, _LINES = SHIPPED / "told.csv", SHIPPED / "lines.csv"

Floats = NDArray[Any]


class Role(StrEnum):
    """What a sentence is given for."""

    PURPOSES = "purposes"
    PARTNERS = "partners"
    ARRANGE = "arrange"
    BEWARE = "beware"
    STEPS = "steps"
    EXAMPLE = "example"


ANSWER = "answer"
"""What most literally answers what was told, whatever it is given for besides."""


@dataclass(frozen=True)
class Advised:
    """The model with the weights of an embedding model, (roles, rank, dimensions + 1 + dimensions)."""

    weights: Callable[[], Weights]

    def scores(self, role: Role, told: NDArray[np.float32], lines: NDArray[np.float32]) -> Floats:
        """Return how much each line should be given for a role, mostly between 0 and 2.

        ``told`` holds the vectors of a whole text and of its sentences, (1 + sentences, dimensions); ``lines`` those of
        sentences of documents, (lines, dimensions).
        """
        weights = self.weights()[list(Role).index(role)]
        size = lines.shape[1]
        of_told, constant, of_lines = weights[:, :size], weights[:, size], weights[:, size + 1 :]
        met = (told @ of_told.T) @ (of_lines @ lines.T)
        scores: Floats = met[0] + met[1:].max(axis=0, initial=0.0) + constant @ (of_lines @ lines.T)
        return scores


def advised_of(encoder: Callable[[], TextEncoder], model: str, cache_dir: Path) -> Advised:
    """Return the model for an embedding model."""
    name = weights_name(model)
    return Advised(cache(lambda: fitted.kept(name, SHIPPED, cache_dir, lambda: fit(encoder())).astype(np.float32)))


def weights_name(model: str) -> str:
    """Return the name of the file with the weights for an embedding model."""
    known = f"{model} {RIDGE} {SMOOTH} {USUAL} {RANK}".encode() + _TOLD.read_bytes() + _LINES.read_bytes()
    return fitted.name_of("advised", known)


def fit(encoder: TextEncoder, rows: Sequence[Mapping[str, str]] = ()) -> Weights:
    """Return weights by ridge regression on what advisers chose, for what was told in both languages."""
    rows = rows or rows_of(_TOLD)
    told = [each.vector for spoken in Language for each in encoder.questions([row[spoken] for row in rows], spoken)]
    lines = _line_vectors(encoder)
    inputs = np.stack(told).astype(np.float64)
    solved = np.linalg.solve(inputs.T @ inputs + RIDGE * np.eye(inputs.shape[1]), inputs.T)
    shared = np.linalg.solve(lines @ lines.T + SMOOTH * np.eye(len(lines)), lines)
    wanted = {role: np.tile(_chosen(role, rows), (len(Language), 1)) for role in Role}
    return np.stack([_of_role(role, each, solved, shared) for role, each in wanted.items()])


def _of_role(role: Role, wanted: Floats, solved: Floats, shared: Floats) -> Weights:
    often = wanted.mean(axis=0)
    both: Floats = np.vstack([solved @ (wanted - often), _beforehand(role, often)]) @ shared
    left, sizes, right = np.linalg.svd(both, full_matrices=False)
    return np.hstack([(left * sizes).T[:RANK], right[:RANK]]).astype(np.float16)


def _beforehand(role: Role, often: Floats) -> Floats:
    """Return what lines are worth whatever is told: which purposes the told situations have most is chance."""
    beforehand: Floats = USUAL * often
    return np.where(often > 0, often[often > 0].mean(), 0.0) if role is Role.PURPOSES else beforehand


def _chosen(role: Role, rows: Sequence[Mapping[str, str]]) -> Floats:
    """Return how much each line was chosen for a role, (situations, lines): twice as much where it answers."""
    numbers = [row["number"] for row in rows_of(_LINES)]

    def of(column: str) -> Floats:
        return np.array([[float(number in row[column].split()) for number in numbers] for row in rows], np.float64)

    chosen, answers = of(role), of(ANSWER)
    if role is Role.PARTNERS:  # what answers and is for nothing else says why one works with somebody
        others = np.sum([of(each) for each in (Role.ARRANGE, Role.BEWARE, Role.STEPS)], axis=0)
        chosen = np.maximum(chosen, answers * (others == 0) / 2)
    wanted: Floats = chosen * (1 + answers)
    return wanted


def _line_vectors(encoder: TextEncoder) -> Floats:
    rows = rows_of(_LINES)
    by_text = {
        row["text"]: each.vector
        for language in Language
        for own in [[row for row in rows if row["language"] == language]]
        for row, each in zip(own, encoder.questions([row["text"] for row in own], language), strict=True)
    }
    return np.stack([by_text[row["text"]] for row in rows]).astype(np.float64)
