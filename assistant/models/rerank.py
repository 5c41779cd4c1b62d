"""Reranking with a cross-encoder, where one is configured: slower, since it reads question and passage together."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.errors import ModelUnavailable
from assistant.models.extra import require_extra
from assistant.search.retrieve import Retrieved

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


@dataclass(frozen=True)
class CrossEncoderReranker:
    """A sentence-transformers cross-encoder."""

    model: "CrossEncoder"

    def rerank(self, question: str, found: Retrieved) -> Retrieved:
        """Return the same passages by the cross-encoder's judgement.

        The scores stay where they are and the passages move: what reads the scores is tuned to their scale.
        """
        if len(found.hits) < 2:
            return found
        judged = self.model.predict([(question, hit.passage.text) for hit in found.hits], show_progress_bar=False)
        order = sorted(range(len(found.hits)), key=lambda index: -float(judged[index]))
        moved = (replace(found.hits[index], score=place.score) for index, place in zip(order, found.hits, strict=True))
        return replace(found, hits=tuple(moved))


def load_reranker(name: str) -> CrossEncoderReranker:
    """Load a cross-encoder by its hub name or folder.

    Raises:
        ModelUnavailable: when it cannot be had, or gives more than one score a pair.
    """
    require_extra("ASSISTANT_RERANKER_MODEL", name, "empty it")
    from sentence_transformers import CrossEncoder

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
    return CrossEncoderReranker(model)
