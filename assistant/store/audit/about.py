"""Whom and what entries are about, as it is now: the roles of people, and the questions of verdicts and answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from assistant.people.person import Role
from assistant.store.database import Database
from assistant.store.schema.review_tables import question_groups, reviews
from assistant.store.schema.tables import answers, users


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the queue of reviewers has it."""

    group_id: str
    question: str


def roles(database: Database, ids: Collection[str]) -> Mapping[str, Role]:
    """Return the roles of people by their ids; who is there no more has none."""
    with database.read() as connection:
        found = connection.execute(select(users.c.id, users.c.role).where(users.c.id.in_(ids)))
        return {row.id: Role(row.role) for row in found}


def questions(database: Database, ids: Collection[str]) -> Mapping[str, Asked]:
    """Return the questions that ids of groups, of answers in a group and of verdicts stand for, by these ids."""
    group = question_groups.c
    of_answers = select(answers.c.id.label("key"), group.id, group.question).join_from(
        answers, question_groups, answers.c.group_id == group.id
    )
    of_verdicts = select(reviews.c.id.label("key"), group.id, group.question).join_from(
        reviews, question_groups, reviews.c.group_id == group.id
    )
    of_groups = select(group.id.label("key"), group.id, group.question)
    wanted = (
        of_groups.where(group.id.in_(ids)),
        of_answers.where(answers.c.id.in_(ids)),
        of_verdicts.where(reviews.c.id.in_(ids)),
    )
    with database.read() as connection:
        rows = [row for each in wanted for row in connection.execute(each)]
    return {row.key: Asked(row.id, row.question) for row in rows}
