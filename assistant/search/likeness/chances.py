"""How likely a question is of each group, from its likeness to questions whose group is known.

The model is a multinomial logistic regression over a few figures a group. It is fitted at each ingest to the corpus's
own questions and the banks, each compared with all but itself (leave one out), so that no labelled cases are needed and
its borders belong to the corpus.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.search.groups import Group

Floats = NDArray[np.float32]
Exact = NDArray[np.float64]

NEARNESS = 0.05  # the scale on which likeness counts: e times more for each step of this
STEPS = 400
DECAY = 1e-3
GROUPS = tuple(Group)


def figures(similar: Floats, plain: Floats, groups: NDArray[np.int64]) -> Exact:
    """Return the figures of questions (n, 3 a group).

    ``similar`` and ``plain`` have shape (n, samples): likeness by the fitted metric and by the embedding itself;
    ``groups`` (samples,) holds places in ``GROUPS``. A group's figures are the likeness of its likest sample by each,
    and how many samples are how like.
    """
    found = []
    for group in range(len(GROUPS)):
        inside = groups == group
        if not inside.any():
            found += [np.full(len(similar), -1.0)] * 3
            continue
        near = similar[:, inside].astype(np.float64)
        best = near.max(axis=1)
        together = best + NEARNESS * np.log(np.exp((near - best[:, None]) / NEARNESS).sum(axis=1))
        found += [best, together, plain[:, inside].max(axis=1).astype(np.float64)]
    return np.stack(found, axis=1)


@dataclass(frozen=True)
class Chances:
    """A fitted model: standardised figures times ``weights`` (figures + 1, groups), the last row being the biases."""

    mean: Exact
    scale: Exact
    weights: Exact

    def of(self, figures: Exact) -> Exact:
        """Return the chance of each group, shape (n, groups)."""
        return _softmax(self._inputs(figures) @ self.weights)

    def _inputs(self, figures: Exact) -> Exact:
        standard = (figures - self.mean) / self.scale
        return np.hstack([standard, np.ones((len(figures), 1))])

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return {name: getattr(self, name).tolist() for name in ("mean", "scale", "weights")}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Read what ``to_json`` wrote."""
        return cls(*(np.array(values[name], np.float64) for name in ("mean", "scale", "weights")))


def fit(figures: Exact, groups: NDArray[np.int64]) -> Chances:
    """Fit to figures (n, figures) of questions whose groups are known; each group counts alike, however large."""
    mean, scale = figures.mean(axis=0), figures.std(axis=0) + 1e-9
    model = Chances(mean, scale, np.zeros((figures.shape[1] + 1, len(GROUPS))))
    inputs = model._inputs(figures)
    wanted = np.eye(len(GROUPS))[groups]
    sizes = np.bincount(groups, minlength=len(GROUPS))
    counts = (len(groups) / np.maximum(sizes, 1) / np.count_nonzero(sizes))[groups][:, None]
    weights, step = model.weights, np.zeros_like(model.weights)
    for _ in range(STEPS):
        slope = inputs.T @ ((_softmax(inputs @ weights) - wanted) * counts) / len(groups) + DECAY * weights
        step = 0.9 * step - 0.5 * slope
        weights = weights + step
    return Chances(mean, scale, weights)


def places_of(groups: Sequence[Group]) -> NDArray[np.int64]:
    """Return the places of groups in ``GROUPS``."""
    return np.array([GROUPS.index(group) for group in groups], np.int64)


def _softmax(scores: Exact) -> Exact:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Exact = powers / powers.sum(axis=1, keepdims=True)
    return result
