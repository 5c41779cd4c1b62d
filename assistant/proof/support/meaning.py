"""How far the meanings of a sentence and its quote agree: figures, and their logistic combination."""

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConfigurationError
from assistant.proof.support.alignment import Alignment
from assistant.proof.support.reading import Reading

FIGURES = ("dense", "coverage", "clause", "lowest", "gaps", "across")
SHIPPED = Path(__file__).parent / "data" / "support.json"
_FLOOR = 0.05
_COVERED = {True: 0.75, False: 0.6}  # what is covered less leaves a gap, within a language and across


@dataclass(frozen=True)
class MeaningModel:
    """Weights in the order of ``FIGURES``; a sentence agrees with its quote where its score reaches ``border``."""

    model: str
    weights: tuple[float, ...]
    bias: float
    border: float

    def score(self, values: NDArray[np.float64]) -> float:
        """Return how likely a sentence says what its quote says, from 0 to 1."""
        return float(1 / (1 + np.exp(-(np.dot(self.weights, values) + self.bias))))

    @classmethod
    def load(cls, model: str, data_dir: Path) -> Self:
        """Return the model calibrated for an embedding model: from the data folder, else the shipped one.

        Raises:
            ConfigurationError: when there is none for this embedding model.
        """
        for path in (data_dir / SHIPPED.name, SHIPPED):
            if path.exists() and (found := cls.read(path)).model == model:
                return found
        raise ConfigurationError(
            f"The check of written sentences is not calibrated for the embedding model {model!r}. Run `python -m "
            "evals.studies.support --calibrate`, or set ASSISTANT_EMBEDDING_MODEL back to `bundled`."
        )

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a model from JSON."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(stored["model"], tuple(stored["weights"]), stored["bias"], stored["border"])

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")


@cache
def shipped() -> MeaningModel:
    """Return the model that comes with the program."""
    return MeaningModel.read(SHIPPED)


def figures(aligned: Alignment) -> NDArray[np.float64]:
    """Return the figures in the order of ``FIGURES``.

    The texts' similarity; how well the sentence's words are covered by the quote's (geometric mean); the same in the
    clause that is covered least; the word that is covered least; what words lack of being covered, together; and
    whether the languages differ.
    """
    sentence, quote = aligned.sentence, aligned.quote
    covered = np.array([aligned.coverage(number) for number in sentence.content])
    within = sentence.language is quote.language
    if not len(covered):
        return np.zeros(len(FIGURES))
    return np.array(
        [
            float(sentence.vector @ quote.vector),
            _mean(covered),
            _least_clause(sentence, covered),
            float(covered.min()),
            float(np.maximum(_COVERED[within] - covered, 0).sum()),
            float(not within),
        ]
    )


def _mean(covered: NDArray[np.float64]) -> float:
    return float(np.exp(np.log(np.maximum(covered, _FLOOR)).mean()))


def _least_clause(sentence: Reading, covered: NDArray[np.float64]) -> float:
    clauses = np.array([sentence.words[number].clause for number in sentence.content])
    return min(_mean(covered[clauses == clause]) for clause in np.unique(clauses))
