"""A measure of likeness fitted to a corpus's own questions, by linear discriminant analysis.

Wordings of one question lie apart in the embedding for reasons that do not matter (length, language, tone), and
questions on neighbouring places lie close for reasons that do. The analysis weighs directions by how much they tell
places apart, against how much they vary among questions that one place answers. It has a closed form and takes
milliseconds, so that every ingest can make it anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

DIMENSIONS = 200
SHRINKAGE = 1.0  # how much of the mean variance is added in every direction, since there are few wordings of each


@dataclass(frozen=True)
class Metric:
    """``mean`` has shape (dimensions,), ``projection`` (dimensions, at most ``DIMENSIONS``)."""

    mean: Floats
    projection: Floats

    def place(self, vectors: Floats) -> Floats:
        """Return vectors (n, dimensions) as points (n, projected) of length 1, whose products are cosines."""
        points = (vectors - self.mean) @ self.projection
        lengths = np.linalg.norm(points, axis=-1, keepdims=True)
        placed: Floats = (points / np.maximum(lengths, 1e-9)).astype(np.float32)
        return placed


def plain(dimensions: int) -> Metric:
    """Return the metric that leaves vectors as they are, for where there is nothing to fit it to."""
    return Metric(np.zeros(dimensions, np.float32), np.eye(dimensions, dtype=np.float32))


def fit(vectors: Floats, classes: Mapping[object, Sequence[int]]) -> Metric:
    """Fit to vectors (n, dimensions); ``classes`` lists the rows of what asks the same; a row may be in several."""
    several = [list(rows) for rows in classes.values() if len(rows) > 1]
    if len(several) < 2:
        return plain(vectors.shape[1])
    exact = vectors.astype(np.float64)
    mean = exact[sorted({row for rows in several for row in rows})].mean(axis=0)
    within = np.zeros((vectors.shape[1],) * 2)
    between = np.zeros_like(within)
    for rows in several:
        centre = exact[rows].mean(axis=0)
        apart = exact[rows] - centre
        within += apart.T @ apart
        between += len(rows) * np.outer(centre - mean, centre - mean)
    count = sum(map(len, several))
    variances, axes = np.linalg.eigh(within / count)
    whiten = (axes * (variances + SHRINKAGE * variances.mean() + 1e-9) ** -0.5) @ axes.T
    strengths, directions = np.linalg.eigh(whiten @ (between / count) @ whiten)
    best = np.argsort(-strengths)[:DIMENSIONS]
    projection = whiten @ (directions[:, best] * np.maximum(strengths[best], 0.0) ** 0.25)
    return Metric(mean.astype(np.float32), projection.astype(np.float32))
