"""Whether quotes say what a sentence says, by an entailment model (NLI, MiniCheck, HHEM), where one is configured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.domain import Language
from assistant.errors import ModelUnavailable
from assistant.models.extra import require_extra

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


_YES = ("entailment", "entailed", "supported", "consistent")
_UNNAMED = {"label_0": 0, "label_1": 1}  # the second of two says yes, as in MiniCheck
_SURE = 0.5  # the score of a model with one label, as HHEM


@dataclass(frozen=True)
class Entailment:
    """A sentence-transformers cross-encoder with the place of its label for entailment, None where it has but one."""

    model: "CrossEncoder"
    label: int | None

    def entails(self, quote: str, sentence: str, language: Language) -> bool:
        """Tell whether the model takes a sentence to follow from a quote, whatever their languages."""
        scores = np.atleast_1d(self.model.predict([(quote, sentence)], show_progress_bar=False)[0])
        return bool(scores[0] >= _SURE) if self.label is None else int(scores.argmax()) == self.label


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
            f"The entailment model {name!r} cannot be loaded ({error}). Correct ASSISTANT_CHECK_MODEL, or empty it."
        ) from error
    labels = {str(label).lower(): place for label, place in (model.config.label2id or {}).items()}
    if len(labels) == 1:
        return Entailment(model, None)
    label = _label(labels)
    if label is None:
        raise ModelUnavailable(
            f"The model {name!r} has the labels {', '.join(sorted(labels))}, and none is {_YES[0]}. Choose another for "
            "ASSISTANT_CHECK_MODEL, or empty it."
        )
    return Entailment(model, label)


def _label(labels: Mapping[str, int]) -> int | None:
    if labels == _UNNAMED:
        return 1
    return next((labels[name] for name in _YES if name in labels), None)
