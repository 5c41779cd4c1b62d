"""Is a question about what the documents are about at all? A logistic model over four figures of a retrieval.

Its weights depend on the embedding model; ``ser-assistant calibrate`` measures them on the dev split of the evaluation
cases and on the banks' neutral questions, and notes the model that they hold for.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ConfigurationError
from assistant.question.query import Query
from assistant.search.retrieve import Retrieved

FEATURES = ("dense", "late", "covered", "tokens")
KNOWN_TOPIC = 0.55  # likeness to a known question from which on a question is on topic
SHIPPED = Path(__file__).with_name("topic.json")


def features(query: Query, found: Retrieved) -> NDArray[np.float64]:
    """Return the figures in the order of ``FEATURES``.

    The best passage's similarity; the best late interaction; how well the question's words are covered by all hits
    together; and the logarithm of the question's length in tokens, since short questions match by chance.
    """
    if not found.hits or not len(query.weights):
        return np.zeros(len(FEATURES))
    best = np.maximum.reduce([match.similarity.max(axis=1) for match in found.matches.values()])
    return np.array(
        [
            max(hit.dense for hit in found.hits),
            max(hit.late for hit in found.hits),
            float(np.average(best, weights=query.weights)),
            np.log(len(query.weights)),
        ]
    )


@dataclass(frozen=True)
class TopicModel:
    """Weights in the order of ``FEATURES``; a question is on topic when its score reaches 0."""

    model: str
    weights: tuple[float, ...]
    bias: float

    def on_topic(self, query: Query, found: Retrieved) -> bool:
        """Tell whether a question is about what the documents are about, or like one that they are known to answer."""
        likeness = max((each.similarity for each in found.known), default=0.0)
        return bool(found.hits) and (likeness >= KNOWN_TOPIC or self.score(features(query, found)) >= 0)

    def score(self, figures: Sequence[float] | NDArray[np.float64]) -> float:
        """Return how much a question is on topic, 0 being the border."""
        return float(np.dot(self.weights, figures)) + self.bias

    @classmethod
    def load(cls, model: str, data_dir: Path) -> Self:
        """Return the model calibrated for an embedding model: from the data folder, else the shipped one.

        Raises:
            ConfigurationError: when there is none for this embedding model.
        """
        for path in (data_dir / SHIPPED.name, SHIPPED):
            if path.exists():
                stored = json.loads(path.read_text(encoding="utf-8"))
                if stored["model"] == model:
                    return cls(stored["model"], tuple(stored["weights"]), stored["bias"])
        raise ConfigurationError(
            f"The refusals are not calibrated for the embedding model {model!r}. Run `ser-assistant calibrate`, or set "
            "ASSISTANT_EMBEDDING_MODEL back to `bundled`."
        )

    def save(self, path: Path) -> None:
        """Write the model as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
