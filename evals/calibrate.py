"""Calibrate what is on topic: move the corpus's border so that few questions that are on topic fall below it.

An ingest sets the border without labelled cases. Where there are some, as reviewers export them, they tell better.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Assistant
from assistant.domain import AnswerStatus
from assistant.errors import ConfigurationError
from assistant.models.banks import bank
from assistant.question.understand import understand
from assistant.review.case import Case
from assistant.search.retrieve import retrieve
from assistant.search.topic import TopicModel
from evals.cases.case import split_of

LOST = 0.02  # the share of on-topic questions that may fall below the border
WIDEST = 2.0  # how far the border may be moved, so that a few odd cases do not open the door to anything


@dataclass(frozen=True)
class Calibrated:
    """The border, and what it does on the questions that it was set by."""

    topic: TopicModel
    on_topic: int
    lost: int
    off_topic: int
    passed: int


def on_topic_of(cases: Iterable[Case]) -> list[str]:
    """Return the questions of the dev split that are on topic, whether or not they are answered."""
    dev = (case for case in cases if split_of(case.id) == "dev" and not case.history)
    return [case.question for case in dev if case.status is not AnswerStatus.OFF_TOPIC]


def calibrate(assistant: Assistant, questions: Sequence[str], model: str) -> Calibrated:
    """Set the border for questions that are on topic: ``LOST`` of them fall below it, but it moves only down.

    Raises:
        ConfigurationError: when no document needs a border, since questions are known of all.
    """
    if assistant.index.get().borders is None:
        raise ConfigurationError(
            "There is nothing to calibrate: the index has no document without known questions, or it was made by an "
            "earlier version of the program. Run `ser-assistant ingest` if documents were added."
        )
    on = _scores(assistant, questions)
    off = _scores(assistant, [question for questions in bank("questions.tsv").values() for question in questions])
    border = round(max(-WIDEST, min(0.0, float(np.quantile(on, LOST)) - 1e-3)), 4) if len(on) else 0.0
    topic = TopicModel(model, border)
    return Calibrated(topic, len(on), int((on < border).sum()), len(off), int((off >= border).sum()))


def _scores(assistant: Assistant, questions: Sequence[str]) -> NDArray[np.float64]:
    index = assistant.index.get()
    assert index.borders is not None
    queries = [understand(question, assistant.encoder).query for question in questions]
    return np.array([index.borders.score(query, retrieve(query, index)) for query in queries])
