"""A second opinion on a sentence from an entailment model (NLI), where one is configured."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.domain import Language
from assistant.errors import ModelUnavailable
from assistant.models.extra import require_extra

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


LABEL = "entailment"


@dataclass(frozen=True)
class Entailment:
    """A sentence-transformers cross-encoder with the place of its label for entailment."""

    model: "CrossEncoder"
    label: int

    def entails(self, quote: str, sentence: str, language: Language) -> bool:
        """Tell whether the model takes a sentence to follow from a quote, whatever their languages."""
        scores = self.model.predict([(quote, sentence)], show_progress_bar=False)[0]
        return int(scores.argmax()) == self.label


def load_entailment(name: str) -> Entailment:
    """Load an entailment model by its hub name or folder.

    Raises:
        ModelUnavailable: when it cannot be had, or has no label for entailment.
    """
    require_extra("ASSISTANT_ENTAILMENT_MODEL", name, "empty it")
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name, device="cpu")
    except Exception as error:
        raise ModelUnavailable(
            f"The entailment model {name!r} cannot be loaded ({error}). Correct ASSISTANT_ENTAILMENT_MODEL, or empty "
            "it."
        ) from error
    labels = {str(label).lower(): place for label, place in (model.config.label2id or {}).items()}
    if LABEL not in labels or len(labels) < 2:
        raise ModelUnavailable(
            f"The model {name!r} has the labels {', '.join(sorted(labels))}, and none is {LABEL}. Choose another for "
            "ASSISTANT_ENTAILMENT_MODEL, or empty it."
        )
    return Entailment(model, labels[LABEL])
