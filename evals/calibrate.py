"""Calibrate what is on topic: fit the logistic model on the dev split and on neutral questions of other fields."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from sklearn.preprocessing import StandardScaler  # type: ignore[import-untyped]

from assistant.answer import Assistant
from assistant.domain import AnswerStatus, BlockKind, BlockRole
from assistant.models.banks import bank
from assistant.question.understand import understand
from assistant.review.case import Case
from assistant.search.retrieve import retrieve
from assistant.search.topic import TopicModel, features
from evals.cases.case import split_of

LOST = 0.03  # the share of on-topic questions of the dev split that may fall below the border


@dataclass(frozen=True)
class Calibrated:
    """The fitted model, and what it does on the questions it was fitted on."""

    topic: TopicModel
    on_topic: int
    lost: int
    off_topic: int
    passed: int


def calibrate(assistant: Assistant, cases: Iterable[Case], model: str) -> Calibrated:
    """Fit the model on the dev split; the border leaves ``LOST`` of the on-topic questions below it."""
    dev = [case for case in cases if split_of(case.id) == "dev" and not case.history]
    on = [case.question for case in dev if case.status is not AnswerStatus.OFF_TOPIC]
    on += _headings(assistant)  # what a question of one or two words looks like
    off = [case.question for case in dev if case.status is AnswerStatus.OFF_TOPIC]
    neutral = [question for questions in bank("questions.tsv").values() for question in questions]
    figures = _figures(assistant, [*on, *off, *neutral])
    wanted = np.arange(len(figures)) < len(on)
    scaler = StandardScaler().fit(figures)
    fitted = LogisticRegression(class_weight="balanced").fit(scaler.transform(figures), wanted)
    weights = fitted.coef_[0] / scaler.scale_
    scores = figures @ weights
    border = float(np.quantile(scores[wanted], LOST))
    topic = TopicModel(model, tuple(round(float(value), 4) for value in weights), round(-border, 4))
    above = np.array([topic.score(row) >= 0 for row in figures])
    return Calibrated(topic, len(on), int((~above[wanted]).sum()), int((~wanted).sum()), int(above[~wanted].sum()))


def _headings(assistant: Assistant) -> list[str]:
    return sorted(
        {
            document.text[block.body_start : block.end]
            for document in assistant.documents()
            for block in document.blocks
            if block.kind is BlockKind.HEADING and block.role is BlockRole.GUIDANCE
        }
    )


def _figures(assistant: Assistant, questions: Iterable[str]) -> NDArray[np.float64]:
    index = assistant.index.get()
    rows = []
    for question in questions:
        query = understand(question, assistant.encoder).query
        rows.append(features(query, retrieve(query, index)))
    return np.array(rows)
