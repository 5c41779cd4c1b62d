"""Is a question about what the documents say? Borders of a corpus, set at its ingest without labelled cases.

They are for documents that no questions are known of. What is on topic is taken from the documents themselves: their
sentences, each with its own passage left out. What is not are the banks' questions, each with its own row left out. The
more documents there are, the more any question is like some passage, and the border moves with it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np

from assistant.domain import Passage
from assistant.question.query import Query
from assistant.question.understand import QuestionEncoder, understand
from assistant.search.banks import samples
from assistant.search.groups import Group, Sample
from assistant.search.likeness import chances
from assistant.search.likeness.chances import Chances
from assistant.search.ports import Searchable
from assistant.search.retrieve import Retrieved, retrieve
from assistant.text.sentences import sentence_spans

BORDERS = "borders.json"
SHIPPED = Path(__file__).parent
"""Where the borders of a manual and its FAQ are, which come with the program for corpora that say too little."""
MODELS = ("said", "beside", "talk")
SAID = ("dense", "late", "covered")
"""The best passage's similarity, the best late interaction, how well all hits together cover the question's words."""
SAMPLED = {Group.OFF_TOPIC: 120, Group.SMALL_TALK: 60}
SENTENCES = 120
DRIFT = 0.1  # the share by which a corpus may change before its borders are set anew
FEWEST = 30  # sentences from which on a corpus has borders of its own
WORDS = range(5, 41)  # of a sentence that is taken for a question
RARER = 4.0  # how much rarer small talk is than questions, of which each that is taken for it gets no answer
SEPARATES = 0.85
"""How often a sentence of the documents must look more like them than another subject does, for borders of their own.

Short texts of as many subjects have nothing in common: what one of them says is as far from all others as anything is.
"""
LEAST = 0.15  # the chance beside other subjects that a question needs, however much it is like a passage


class Stored(Protocol):
    """A passage that is kept, and its document."""

    @property
    def passage_id(self) -> str:
        """The passage's id."""

    @property
    def document_id(self) -> str:
        """Its document's."""


class Bordered(Searchable, Protocol):
    """What setting borders asks of a generation."""

    @property
    def passage_count(self) -> int:
        """How many passages there are."""

    def stored(self) -> Sequence[Stored]:
        """Return which passages there are, and of which document."""


def features(query: Query, found: Retrieved) -> list[float]:
    """Return the figures in the order of ``SAID``."""
    if not found.hits or not len(query.weights):
        return [0.0] * len(SAID)
    best = np.maximum.reduce([found.matches[hit.passage.id].similarity.max(axis=1) for hit in found.hits])
    dense, late = max(hit.dense for hit in found.hits), max(hit.late for hit in found.hits)
    return [dense, late, float(np.average(best, weights=query.weights))]


@dataclass(frozen=True)
class Borders:
    """What tells whether the text speaks of something, by itself and beside other subjects, and what is small talk.

    ``passages`` is how many there were when they were set.
    """

    said: Chances
    beside: Chances
    talk: Chances
    passages: int

    def fit_still(self, passages: int) -> bool:
        """Tell whether they hold for a corpus that grew or shrank to so many passages, as far as borders are exact."""
        return abs(passages - self.passages) <= DRIFT * self.passages

    def score(self, query: Query, found: Retrieved) -> float:
        """Return how much a question is on topic, 0 being the border."""
        figures = features(query, found)
        elsewhere = found.like.likeness.get(Group.OFF_TOPIC, -1.0)
        return min(_odds(self.said, figures), _odds(self.beside, [*figures, elsewhere]) - _logit(LEAST))

    def small_talk(self, likeness: Mapping[Group, float], dense: float) -> float:
        """Return the chance that something is small talk, by its likeness to the banks and to the nearest passage."""
        chance = float(self.talk.of(np.array([_talk(likeness, dense)]))[0, chances.GROUPS.index(Group.SMALL_TALK)])
        return chance / (chance + RARER * (1.0 - chance))

    def save(self, folder: Path, model: str = "") -> None:
        """Write them beside a generation, or, with the embedding model that they hold for, to come with the program."""
        stored = {name: getattr(self, name).to_json() for name in MODELS} | {"passages": self.passages, "model": model}
        (folder / BORDERS).write_text(json.dumps(stored), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, model: str = "") -> Self | None:
        """Read them; None where a generation has none, or the program none for an embedding model."""
        path = folder / BORDERS
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        if stored.get("model") != model:
            return None
        said, beside, talk = (Chances.from_json(stored[name]) for name in MODELS)
        return cls(said, beside, talk, stored["passages"])


def fit(index: Bordered, documents: Iterable[str], load_encoder: Callable[[], QuestionEncoder]) -> Borders | None:
    """Set the borders for documents that no questions are known of; None where they say too little to tell."""
    sentences = list(_sentences(index, documents))
    if len(sentences) < FEWEST:
        return None
    encoder = load_encoder()
    said = [_figures(text, index, encoder, own=passage.id) for text, passage in sentences]
    others = list(_others())
    apart = [_figures(each.text, index, encoder, row=each.row) for each in others]
    figures = np.array([row for row, _ in [*said, *apart]])
    talk = np.array([_talk(likeness, row[0]) for row, likeness in [*said, *apart]])
    groups = chances.places_of([Group.KNOWN] * len(said) + [each.group for each in others])
    on_or_off = np.where(groups == 0, 0, chances.GROUPS.index(Group.OFF_TOPIC))
    by_text = chances.fit(figures[:, : len(SAID)], on_or_off)
    on, off = (by_text.of(figures[on_or_off == group, : len(SAID)])[:, 0] for group in np.unique(on_or_off))
    if (on[:, None] > off).mean() < SEPARATES:
        return None
    return Borders(
        by_text,
        chances.fit(figures, on_or_off),
        chances.fit(talk, groups),
        index.passage_count,
    )


def _figures(
    text: str, index: Bordered, encoder: QuestionEncoder, own: str = "", row: str = ""
) -> tuple[list[float], Mapping[Group, float]]:
    query = understand(text, encoder).query
    found = retrieve(query, index)
    found = replace(found, hits=tuple(hit for hit in found.hits if hit.passage.id != own))
    likeness = index.likeness(query.encoded.vector, row)
    return [*features(query, found), likeness.get(Group.OFF_TOPIC, -1.0)], likeness


def _sentences(index: Bordered, documents: Iterable[str]) -> Iterator[tuple[str, Passage]]:
    """Yield a sentence each of passages drawn as by chance, always the same ones."""
    wanted = frozenset(documents)
    ids = sorted((each.passage_id for each in index.stored() if each.document_id in wanted), key=_drawn)[:SENTENCES]
    found = index.passages(ids)
    for passage in (found[key] for key in ids):
        texts = [passage.text[start:end] for start, end in sentence_spans(passage.text, passage.language)]
        fitting = [text for text in texts if len(text.split()) in WORDS]
        if fitting:
            yield min(fitting, key=_drawn), passage


def _others() -> Iterator[Sample]:
    for group, number in SAMPLED.items():
        yield from sorted((each for each in samples() if each.group is group), key=lambda each: _drawn(each.text))[
            :number
        ]


def _talk(likeness: Mapping[Group, float], dense: float) -> list[float]:
    return [likeness.get(Group.SMALL_TALK, -1.0), likeness.get(Group.OFF_TOPIC, -1.0), dense]


def _odds(model: Chances, figures: Sequence[float]) -> float:
    on = float(model.of(np.array([figures]))[0, chances.GROUPS.index(Group.OFF_TOPIC)])
    return _logit(1.0 - on)


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-9), 1 - 1e-9)
    return float(np.log(bounded / (1.0 - bounded)))


def _drawn(text: str) -> str:
    return sha256(text.encode()).hexdigest()
