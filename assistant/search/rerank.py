"""Puts found passages in the order of a model that reads question and passage together, where one is configured."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from assistant.search.retrieve import Retrieved


class Ranker(Protocol):
    """A model that tells how well texts answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Return a score a text, the higher the better."""


def rerank(question: str, found: Retrieved, ranker: Ranker) -> Retrieved:
    """Return the same passages by the model's judgement.

    The scores stay where they are and the passages move: what reads the scores is tuned to their scale.
    """
    if len(found.hits) < 2:
        return found
    judged = ranker.scores(question, [hit.passage.text for hit in found.hits])
    order = sorted(range(len(found.hits)), key=lambda index: -judged[index])
    moved = (replace(found.hits[index], score=place.score) for index, place in zip(order, found.hits, strict=True))
    return replace(found, hits=tuple(moved))
