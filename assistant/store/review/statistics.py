"""What is counted over the answers of a period: how they ended, how good they were, what people said of them.

Everything is read from indexes and small columns, never from the answers' records. ``edges`` are moments that divide
the period into bins; bin ``i`` begins at ``edges[i]`` and ends before ``edges[i + 1]``.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import ColumnElement, func, select

from assistant.domain import AnswerStatus, Composer, Language
from assistant.review.intake import DOCUMENT, SCOPED
from assistant.review.ruling import RulingKind
from assistant.review.verdict import Verdict
from assistant.store.chats import OWN_FILE
from assistant.store.database import Database
from assistant.store.review.period import Edges, bin_of, within
from assistant.store.schema.review_tables import group_topics, question_groups, rulings
from assistant.store.schema.tables import answers, feedback, messages

UNANSWERED = (AnswerStatus.NO_EVIDENCE, AnswerStatus.PARTIAL)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many answers of a bin ended in one way."""

    bin: int
    language: Language
    status: AnswerStatus
    composer: str
    answers: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """How many of the answers of a bin that chance chose have a verdict; None: of none, as yet."""

    bin: int
    language: Language
    verdict: Verdict | None
    answers: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Like questions that the documents do not answer, or only in part; ``verdict`` is empty where there is none."""

    group_id: str
    question: str
    language: Language
    status: AnswerStatus
    verdict: str
    asked: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Cited:
    """In how many answers a document was cited."""

    document_id: str
    answers: int


@dataclass(frozen=True, slots=True)
class Said:
    """What people said in a bin; ``on_citation`` tells whether of a citation or of the whole answer."""

    bin: int
    language: Language
    good: bool
    on_citation: bool
    opinions: int


@dataclass(frozen=True, slots=True)
class Decided:
    """How many decisions of reviewers there are of a kind, in use or out of it."""

    kind: RulingKind
    in_use: bool
    questions: int


def first_at(database: Database) -> datetime | None:
    """Return when the oldest answer that is kept was given."""
    with database.read() as connection:
        oldest = select(answers.c.created_at).where(_mine(database)).order_by(answers.c.created_at).limit(1)
        return connection.execute(oldest).scalar()


def tallies(database: Database, edges: Edges) -> tuple[Tally, ...]:
    """Count the answers of a period by how they ended."""
    # Each count is a stretch of an index; to group all answers by their bin would mean to sort them.
    ending = [answers.c.language, answers.c.status, answers.c.composer]
    mine = answers.c.corpus == database.corpus
    endings = select(*ending).where(mine, answers.c.composer != Composer.LIST).distinct().subquery()
    of_ending = [mine] + [column == endings.c[column.name] for column in ending]
    counts = [
        select(func.count()).where(*of_ending, *within(answers.c.created_at, (begin, end))).scalar_subquery()
        for begin, end in pairwise(edges)
    ]
    with database.read() as connection:
        rows = connection.execute(select(endings, *counts)).all()
    return tuple(
        Tally(number, Language(language), AnswerStatus(status), composer, count)
        for number in range(len(counts))
        for language, status, composer, *by_bin in sorted(rows)
        if (count := by_bin[number])
    )


def sampled(database: Database, edges: Edges) -> tuple[Sampled, ...]:
    """Count the verdicts that hold on the answers that chance chose."""
    verdict = func.coalesce(question_groups.c.verdict, "").label("verdict")
    wanted = (
        select(bin_of(answers.c.created_at, edges), answers.c.language, verdict, func.count().label("answers"))
        .select_from(answers.outerjoin(question_groups, question_groups.c.id == answers.c.group_id))
        .where(*within(answers.c.created_at, edges), answers.c.sampled, _mine(database))
    )
    with database.read() as connection:
        return tuple(
            Sampled(row.bin, Language(row.language), Verdict(row.verdict) if row.verdict else None, row.answers)
            for row in connection.execute(
                wanted.group_by("bin", answers.c.language, verdict).order_by("bin", answers.c.language, verdict)
            )
        )


def missing(database: Database, edges: Edges, limit: int) -> tuple[Missing, ...]:
    """Return what the documents do not answer, the most asked first, but for what reviewers found in them.

    What was looked up in some documents only tells nothing of the others, and what was asked of a reader's own file
    nothing of any.
    """
    asked, last_at = func.count().label("asked"), func.max(answers.c.created_at).label("last_at")
    refused = (
        select(answers.c.group_id, asked, last_at)
        .where(_mine(database))
        .where(*within(answers.c.created_at, edges), answers.c.status.in_([each.value for each in UNANSWERED]))
        .group_by(answers.c.group_id)
        .subquery()
    )
    group = question_groups.c
    wanted = (
        select(
            group.id, group.question, group.language, group.status, group.verdict, refused.c.asked, refused.c.last_at
        )
        .join(refused, refused.c.group_id == group.id)
        .where(group.verdict != Verdict.SHOULD_ANSWER.value, ~_scoped(), _asked_without_file())
        .order_by(refused.c.asked.desc(), refused.c.last_at.desc(), group.id)
        .limit(limit)
    )
    with database.read() as connection:
        return tuple(
            Missing(
                row.id,
                row.question,
                Language(row.language),
                AnswerStatus(row.status),
                row.verdict,
                row.asked,
                row.last_at,
            )
            for row in connection.execute(wanted)
        )


def cited(database: Database, edges: Edges) -> tuple[Cited, ...]:
    """Count the answers that cite each document, the most cited first."""
    topic = group_topics.c
    answered = [AnswerStatus.ANSWERED.value, AnswerStatus.PARTIAL.value]
    of_group = (answers.c.group_id == topic.group_id, *within(answers.c.created_at, edges))
    of_group += (_mine(database),)
    asked = select(func.count()).where(*of_group, answers.c.status.in_(answered)).scalar_subquery()
    wanted = select(topic.value, func.sum(asked).label("answers")).where(topic.kind == DOCUMENT).group_by(topic.value)
    with database.read() as connection:
        found = [Cited(row.value, int(row.answers)) for row in connection.execute(wanted) if row.answers]
    return tuple(sorted(found, key=lambda each: (-each.answers, each.document_id)))


def said(database: Database, edges: Edges) -> tuple[Said, ...]:
    """Count what people said of answers."""
    good, on_citation = (feedback.c.value > 0).label("good"), (feedback.c.citation > 0).label("on_citation")
    keys = [answers.c.language, good, on_citation]
    wanted = (
        select(bin_of(feedback.c.updated_at, edges), *keys, func.count().label("opinions"))
        .select_from(feedback.join(answers, answers.c.id == feedback.c.answer_id))
        .where(*within(feedback.c.updated_at, edges), _mine(database))
    )
    with database.read() as connection:
        return tuple(
            Said(row.bin, Language(row.language), bool(row.good), bool(row.on_citation), row.opinions)
            for row in connection.execute(wanted.group_by("bin", *keys).order_by("bin", *keys))
        )


def decided(database: Database) -> tuple[Decided, ...]:
    """Count the decisions of reviewers as they are now."""
    columns = [rulings.c.kind, rulings.c.in_use]
    counted = select(*columns, func.count().label("questions")).where(rulings.c.corpus == database.corpus)
    wanted = counted.group_by(*columns).order_by(*columns)
    with database.read() as connection:
        return tuple(Decided(RulingKind(row.kind), row.in_use, row.questions) for row in connection.execute(wanted))


def _asked_without_file() -> ColumnElement[bool]:
    """Return the condition of groups of questions that somebody asked in a chat without a file of their own."""
    given = answers.alias("given")
    of_file = select(messages.c.id).where(messages.c.chat_id == given.c.chat_id, messages.c.author == OWN_FILE)
    asked = select(given.c.id).where(given.c.group_id == question_groups.c.id, ~of_file.correlate(given).exists())
    return asked.correlate(question_groups).exists()


def _scoped() -> ColumnElement[bool]:
    """Return the condition of groups of questions that were looked up in some documents only."""
    topic = group_topics.c
    of_group = (topic.group_id == question_groups.c.id, topic.kind == SCOPED)
    return select(topic.group_id).where(*of_group).correlate(question_groups).exists()


def _mine(database: Database) -> ColumnElement[bool]:
    """Return the condition of answers from the database's corpus, in which no index is looked up by it."""
    return func.coalesce(answers.c.corpus, "") == database.corpus
