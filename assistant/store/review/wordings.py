"""The words in which people asked what the documents do not answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from assistant.store.database import Database
from assistant.store.review.period import Edges, within
from assistant.store.review.statistics import UNANSWERED
from assistant.store.schema.tables import answers

MOST = 8
"""Wordings of one question."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as people put it, and how often they did."""

    question: str
    asked: int


def wordings(database: Database, edges: Edges, groups: Sequence[str]) -> dict[str, tuple[Wording, ...]]:
    """Return how the like questions of groups were put in a period and not answered, the most used first."""
    count = func.count().label("asked")
    unanswered = answers.c.status.in_([each.value for each in UNANSWERED])
    wanted = (
        select(answers.c.group_id, answers.c.question, count)
        .where(answers.c.group_id.in_(groups), *within(answers.c.created_at, edges), unanswered)
        .group_by(answers.c.group_id, answers.c.question)
        .order_by(answers.c.group_id, count.desc(), answers.c.question)
    )
    found: dict[str, list[Wording]] = {}
    with database.read() as connection:
        for row in connection.execute(wanted):
            found.setdefault(row.group_id, []).append(Wording(row.question, row.asked))
    return {group: tuple(each[:MOST]) for group, each in found.items()}
