"""Fit what tells a generation's questions apart, and write it beside them: the metric, the chances and the head."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.search.groups import Group, Sample
from assistant.search.likeness import chances, head, metric
from assistant.search.likeness.chances import Chances
from assistant.search.likeness.head import Head
from assistant.search.likeness.metric import Metric

QUESTIONS = "questions.json"
VECTORS = "questions.npz"
COMPARED = 1_000  # samples that are compared with all others at once while the model is fitted

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Bent:
    """The metric of some questions with the head that was fitted to their points by it."""

    metric: Metric
    head: Head | None

    def to_arrays(self) -> dict[str, Floats]:
        """Return both as arrays by name."""
        layers = self.head.weights if self.head else ()
        named = {f"head_{number}": each for number, each in enumerate(layers)}
        return {"mean": self.metric.mean, "projection": self.metric.projection} | named

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Floats]) -> Self:
        """Read what ``to_arrays`` gave."""
        layers = (arrays["head_0"], arrays["head_1"]) if "head_0" in arrays else None
        return cls(Metric(arrays["mean"], arrays["projection"]), Head(layers) if layers else None)


def write_questions(folder: Path, samples: Sequence[Sample], vectors: Floats, had: Mapping[str, Bent]) -> None:
    """Fit to a generation's questions, and write them; ``vectors`` has shape (samples, dimensions).

    ``had`` holds what was fitted before, by ``key_of`` its questions: to fit a head takes longer than all else.
    """
    stored: dict[str, Any] = {"samples": [asdict(each) for each in samples], "chances": None}
    if samples:
        exact = vectors.astype(np.float16).astype(np.float32)
        bent = had.get(key_of(samples)) or _fit(samples, exact)
        model = _fit_chances(samples, exact, bent.metric)
        stored["chances"] = model.to_json() if model else None
        np.savez(folder / VECTORS, allow_pickle=False, vectors=vectors.astype(np.float16), **bent.to_arrays())
    (folder / QUESTIONS).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")


def _classes(samples: Sequence[Sample]) -> dict[object, list[int]]:
    """Return the rows of the known questions that each place answers."""
    classes: dict[object, list[int]] = defaultdict(list)
    for row, sample in enumerate(samples):
        for place in sample.places:
            classes[place].append(row)
    return classes


def key_of(samples: Sequence[Sample]) -> str:
    """Return what a fit is found by: the known questions, and what answers them."""
    known = [(each.row, each.text, [astuple(place) for place in each.places]) for each in samples if each.places]
    return hashlib.sha256(json.dumps(known, ensure_ascii=False).encode()).hexdigest()[:16]


def _fit(samples: Sequence[Sample], vectors: Floats) -> Bent:
    fitted = metric.fit(vectors, _classes(samples))
    known = [number for number, each in enumerate(samples) if each.places]
    places, rows = [samples[number].places for number in known], [samples[number].row for number in known]
    return Bent(fitted, head.fit(fitted.place(vectors[known]), places, rows))


def _fit_chances(samples: Sequence[Sample], vectors: Floats, fitted: Metric) -> Chances | None:
    """Fit to each sample's likeness to all but its own row; None where nothing is known of what is answered."""
    alone = [row for row, each in enumerate(samples) if not each.follows]
    samples, vectors = [samples[row] for row in alone], vectors[alone]
    groups = chances.places_of([each.group for each in samples])
    if not {Group.KNOWN, Group.GAP} <= {each.group for each in samples}:
        return None
    numbers = {key: number for number, key in enumerate(dict.fromkeys(each.row for each in samples))}
    rows = np.array([numbers[each.row] for each in samples])
    points = fitted.place(vectors)
    figures = []
    for start in range(0, len(samples), COMPARED):
        part = slice(start, start + COMPARED)
        own = rows[part, None] == rows[None, :]
        similar, plain = points[part] @ points.T, vectors[part] @ vectors.T
        similar[own], plain[own] = -1.0, -1.0
        figures.append(chances.figures(similar, plain, groups))
    return chances.fit(np.concatenate(figures), groups)
