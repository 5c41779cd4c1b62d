"""The questions of a generation that a new one is compared with: known ones, known gaps, other subjects, small talk.

A reader's question is compared with them as question to question, which a small model does far better than question to
passage, and in the reader's own language, since each is noted in both. What tells them apart is fitted to them when the
generation is built, and kept beside them.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.search.groups import Group, Place, Sample
from assistant.search.likeness import chances
from assistant.search.likeness.chances import NEARNESS, Chances
from assistant.search.likeness.fitting import QUESTIONS, VECTORS, Bent, key_of
from assistant.search.ports import Likeness, Resemblance

OWN_WORDS = 0.6  # how much a follow-up by itself counts beside it and the question before it together
LEAST_SHARE = 0.01  # of the likeness that a place must have to be told
JUST_NOW = 8  # comparisons that are kept: to answer is to compare a question where it is understood, and searched

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str], Language], Sequence[Floats]]


@dataclass(frozen=True)
class _Fitted:
    """The samples' points, by the fitted metric, and what makes chances of them; None where a group is missing.

    ``placed`` are the points as the head places them, which tells the places of known questions apart.
    """

    by: Bent
    points: Floats
    placed: Floats
    chances: Chances | None

    def similar(self, vector: Floats) -> tuple[Floats, Floats]:
        """Return how like each sample a question is, by the metric and by the head, each of shape (1, samples)."""
        plain = self.by.metric.place(vector[None]) @ self.points.T
        return plain, self.answering(vector) if self.by.head else plain.copy()

    def answering(self, vector: Floats) -> Floats:
        """Return how like each sample a question is by the head alone, or by the metric where there is none."""
        point = self.by.metric.place(vector[None])
        return self.by.head.place(point) @ self.placed.T if self.by.head else point @ self.points.T


class QuestionStore:
    """Read access to a generation's questions; there may be none."""

    def __init__(self, folder: Path) -> None:
        path = folder / QUESTIONS
        stored = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"samples": []}
        self.samples = tuple(map(_sample, stored["samples"]))
        self._known_samples = tuple(each for each in self.samples if each.group is Group.KNOWN and not each.follows)
        if not self.samples:
            return
        with np.load(folder / VECTORS) as arrays:
            self._vectors = arrays["vectors"].astype(np.float32)
            self._bent = Bent.from_arrays(arrays)
        self._model = Chances.from_json(stored["chances"]) if stored["chances"] else None
        self._follows = np.array([each.follows for each in self.samples])
        self._rows = np.array([each.row for each in self.samples])
        self._groups = chances.places_of([each.group for each in self.samples])
        self._answers = _Answers.of(self.samples)
        self._documents = frozenset(place.passage_id.rpartition(":")[0] for place in self._answers.listed)
        self._known = np.flatnonzero(self._groups == chances.GROUPS.index(Group.KNOWN))
        self._just_now: deque[tuple[tuple[bytes, bytes], Resemblance]] = deque(maxlen=JUST_NOW)

    @cached_property
    def _fitted(self) -> _Fitted:
        """Made when a question is compared: an ingest of what is unchanged compares none."""
        points = self._bent.metric.place(self._vectors)
        placed = self._bent.head.place(points) if self._bent.head else points
        return _Fitted(self._bent, points, placed, self._model)

    def known(self) -> tuple[Sample, ...]:
        """Return the questions that places are known to answer."""
        return self._known_samples

    def embedded(self) -> dict[tuple[Language, str], Floats]:
        """Return the vectors by language and words, so that the next generation need not make them again."""
        return {(each.language, each.text): self._vectors[row] for row, each in enumerate(self.samples)}

    def fitted(self) -> Mapping[str, Bent]:
        """Return what was fitted, by its questions' key, so that the next generation need not fit it again."""
        return {key_of(self.samples): self._bent} if self.samples and self._bent.head else {}

    def resembles(self, vector: Floats, *, follow_up: Floats | None = None) -> Resemblance:
        """Return what a question, by its vector (dimensions,), is like.

        What goes on is compared with known questions that go on as well, and its own words count beside both together.
        """
        if not self.samples:
            return Resemblance()
        key = (vector.tobytes(), b"" if follow_up is None else follow_up.tobytes())
        like = dict(self._just_now).get(key)
        if like is None:
            like = self._compared(vector, follow_up)
            self._just_now.append((key, like))
        return like

    def _compared(self, vector: Floats, follow_up: Floats | None) -> Resemblance:
        similar, placed = self._fitted.similar(vector)
        if follow_up is None:
            similar[:, self._follows], placed[:, self._follows] = -1.0, -1.0
        else:
            placed += np.float32(OWN_WORDS) * self._fitted.answering(follow_up)
            placed /= np.float32(1 + OWN_WORDS)
        likest = {group: self._likest(similar[0], group) for group in Group}
        return Resemblance(
            chances=self._chances(similar, vector),
            places=tuple(self._places(placed[0])),
            likest={group: sample for group, sample in likest.items() if sample},
            likeness=self._likeness(similar[0]),
            documents=self._documents,
        )

    def _chances(self, similar: Floats, vector: Floats) -> Mapping[Group, float]:
        if self._fitted.chances is None:
            return {}
        plain = np.where(similar[0] == -1.0, -1.0, vector @ self._vectors.T)
        figures = chances.figures(similar, plain[None], self._groups)
        return dict(zip(chances.GROUPS, self._fitted.chances.of(figures)[0].tolist(), strict=True))

    def likeness(self, vector: Floats, without: str = "") -> dict[Group, float]:
        """Return how like a question is to the likest of each group, the questions of a row left out."""
        if not self.samples:
            return {}
        similar = self._fitted.similar(vector)[0][0]
        similar[self._follows | (self._rows == without)] = -1.0
        return self._likeness(similar)

    def _likeness(self, similar: Floats) -> dict[Group, float]:
        inside = {group: similar[self._groups == place] for place, group in enumerate(chances.GROUPS)}
        return {group: float(found.max(initial=-1.0)) for group, found in inside.items()}

    def _likest(self, similar: Floats, group: Group) -> Sample | None:
        rows = np.flatnonzero(self._groups == chances.GROUPS.index(group))
        return self.samples[rows[similar[rows].argmax()]] if len(rows) else None

    def _places(self, similar: Floats) -> Iterable[Likeness]:
        """Yield the places of the known questions with their share of all likeness, best first, each place once."""
        if not len(self._known):
            return
        highest = float(similar[self._known].max())
        likeness = similar[self._answers.rows].astype(np.float64)
        near = likeness > highest - 10 * NEARNESS
        likeness, places = likeness[near], self._answers.places[near]
        together = np.bincount(places, np.exp((likeness - highest) / NEARNESS), len(self._answers.listed))
        best = np.full(len(together), -1.0)
        np.maximum.at(best, places, likeness)
        total = together.sum()
        told = [(float(together[number]), number) for number in np.flatnonzero(together >= LEAST_SHARE * total)]
        for share, number in sorted(told, key=lambda each: (-each[0], astuple(self._answers.listed[each[1]]))):
            place = self._answers.listed[number]
            yield Likeness(place.passage_id, place.start, float(best[number]), float(share / total))


@dataclass(frozen=True)
class _Answers:
    """Which samples (``rows``) are answered by which of the places that are ``listed``, a pair an entry."""

    listed: tuple[Place, ...]
    rows: NDArray[np.int64]
    places: NDArray[np.int64]

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Self:
        pairs = [(row, place) for row, each in enumerate(samples) for place in each.places]
        numbers = {place: number for number, place in enumerate(dict.fromkeys(place for _, place in pairs))}
        rows = np.array([row for row, _ in pairs], np.int64)
        return cls(tuple(numbers), rows, np.array([numbers[place] for _, place in pairs], np.int64))


def _sample(values: dict[str, Any]) -> Sample:
    return Sample(
        Group(values["group"]),
        values["row"],
        Language(values["language"]),
        values["text"],
        values["note"],
        tuple(Place(**place) for place in values["places"]),
    )
