"""A cross-encoder, which tells how well passages answer a question: slower, since it reads both together."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentence_transformers import CrossEncoder

from assistant.errors import ModelUnavailable


@dataclass(frozen=True)
class CrossEncoderRanker:
    """A sentence-transformers cross-encoder."""

    model: CrossEncoder

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return a score a text, the higher the better."""
        pairs = [(question, text) for text in texts]
        return [float(score) for score in self.model.predict(pairs, show_progress_bar=False)]


def load_ranker(name: str) -> CrossEncoderRanker:
    """Load a cross-encoder by its hub name or folder.

    Raises:
        ModelUnavailable: when it cannot be had, or gives more than one score a pair.
    """
    try:
        model = CrossEncoder(name, device="cpu")
    except Exception as error:
        raise ModelUnavailable(
            f"The reranking model {name!r} cannot be loaded ({error}). Correct ASSISTANT_RERANKER_MODEL, or empty it."
        ) from error
    if model.num_labels != 1:
        raise ModelUnavailable(
            f"The model {name!r} gives {model.num_labels} scores a pair, so it is not one that ranks. Choose another "
            "for ASSISTANT_RERANKER_MODEL, or empty it."
        )
    return CrossEncoderRanker(model)
