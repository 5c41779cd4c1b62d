"""A small network over a corpus's questions, fitted so that questions which one place answers come together.

The discriminant metric weighs directions, the same everywhere; the network bends the space where that is not enough:
what is asked of one case ("what did they do with it", "who was there") lies closer together than the answers stand. It
is one hidden layer beside the points themselves, and learns to give each question its own place among all others (the
softmax of neighbourhood components analysis), with the question's own row left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HIDDEN = 512
EPOCHS = 20
BATCH = 1024
RATE = 1e-3
DECAY = 0.05
DROPPED = (0.1, 0.3)  # share of the inputs, and of the hidden layer, that a step does without
TEMPERATURE = 0.06
SEED = 20


@dataclass(frozen=True)
class Head:
    """``weights`` are those of the hidden layer and of the outputs, each with a row of biases at its end."""

    weights: tuple[Floats, Floats]

    def place(self, points: Floats) -> Floats:
        """Return points (n, dimensions) of length 1 as others of the same shape."""
        hidden = _activated(_times(points, self.weights[0]))[0]
        return _normalised(points + _times(hidden, self.weights[1]))[0]


def fit(points: Floats, places: Sequence[Sequence[object]], rows: Sequence[str]) -> Head | None:
    """Fit to points (n, dimensions); None where no two rows have a place in common.

    ``places`` lists what answers each question, ``rows`` which of them are one question in two languages.
    """
    asking: dict[object, set[str]] = {}
    for found, row in zip(places, rows, strict=True):
        for place in found:
            asking.setdefault(place, set()).add(row)
    if not any(len(each) > 1 for each in asking.values()):
        return None
    numbers = {place: number for number, place in enumerate(asking)}
    answers = np.zeros((len(points), len(numbers)), np.float32)
    for number, found in enumerate(places):
        answers[number, [numbers[each] for each in found]] = 1.0
    own = np.unique(np.array(rows), return_inverse=True)[1]
    random = np.random.default_rng(SEED)
    dimensions = points.shape[1]
    first = random.uniform(-1, 1, (dimensions + 1, HIDDEN)) / np.sqrt(dimensions)
    head = Head((first.astype(np.float32), np.zeros((HIDDEN + 1, dimensions), np.float32)))
    optimiser = _Adam(head.weights, EPOCHS * -(-len(points) // BATCH))
    for chosen in _batches(len(points), random):
        same = _alike(answers[chosen], own[chosen])
        optimiser.step(_slopes(head, points[chosen], same, own[chosen], random))
    return head


def _batches(count: int, random: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    for _ in range(EPOCHS):
        order = random.permutation(count)
        yield from (order[start : start + BATCH] for start in range(0, count, BATCH))


def _alike(answers: Floats, own: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which questions of different rows have a place in common."""
    found: NDArray[np.bool_] = (answers @ answers.T > 0) & (own[:, None] != own[None, :])
    return found


def _slopes(
    head: Head, points: Floats, same: NDArray[np.bool_], own: NDArray[np.int64], random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return the slopes of the loss: how much of each question's softmax over the others is not at its own places."""
    kept = [
        (random.random(shape, np.float32) >= share).astype(np.float32) / np.float32(1 - share)
        for share, shape in zip(DROPPED, (points.shape, (len(points), HIDDEN)), strict=True)
    ]
    inputs = points * kept[0]
    hidden, rising = _activated(_times(inputs, head.weights[0]))
    dropped = hidden * kept[1]
    placed, lengths = _normalised(points + _times(dropped, head.weights[1]))
    scores = placed @ placed.T / np.float32(TEMPERATURE)
    scores[own[:, None] == own[None, :]] = -np.inf
    has = same.any(axis=1)
    missed = np.zeros_like(scores)
    missed[has] = _softmax(scores[has]) - _softmax(np.where(same[has], scores[has], -np.inf))
    pull = (missed + missed.T) @ placed / np.float32(TEMPERATURE * max(has.sum(), 1))
    outputs = (pull - placed * (pull * placed).sum(axis=1, keepdims=True)) / lengths
    back = (outputs @ head.weights[1][:-1].T) * kept[1] * rising
    return _slope(inputs, back), _slope(dropped, outputs)


def _slope(inputs: Floats, outputs: Floats) -> Floats:
    slope: Floats = np.vstack([inputs.T @ outputs, outputs.sum(axis=0)])
    return slope


class _Adam:
    """Adam with decoupled weight decay and a rate that falls like a cosine; changes the weights in place."""

    def __init__(self, weights: Sequence[Floats], steps: int) -> None:
        self.weights, self.steps, self.done = weights, steps, 0
        self._means = [np.zeros_like(each) for each in weights]
        self._squares = [np.zeros_like(each) for each in weights]

    def step(self, slopes: Sequence[Floats]) -> None:
        rate = np.float32(RATE * (1 + np.cos(np.pi * self.done / self.steps)) / 2)
        self.done += 1
        for weight, slope, mean, square in zip(self.weights, slopes, self._means, self._squares, strict=True):
            mean += (slope - mean) * np.float32(0.1)
            square += (slope * slope - square) * np.float32(0.001)
            step = (mean / (1 - 0.9**self.done)) / (np.sqrt(square / (1 - 0.999**self.done)) + 1e-8)
            weight -= rate * (step + np.float32(DECAY) * weight)


def _times(inputs: Floats, weights: Floats) -> Floats:
    product: Floats = inputs @ weights[:-1] + weights[-1]
    return product


def _activated(inputs: Floats) -> tuple[Floats, Floats]:
    """Return the inputs through a SiLU, and its slope there."""
    gate = (1 / (1 + np.exp(-inputs))).astype(np.float32)
    return inputs * gate, (gate * (1 + inputs * (1 - gate))).astype(np.float32)


def _normalised(points: Floats) -> tuple[Floats, Floats]:
    """Return points with length 1, and the length that each had."""
    lengths = np.maximum(np.linalg.norm(points, axis=1, keepdims=True), np.float32(1e-9))
    return points / lengths, lengths


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
