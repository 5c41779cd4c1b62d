"""The review queue: groups of like questions, those that most want a reviewer first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, func, select

from assistant.review.intake import DOCUMENT, PURPOSE
from assistant.review.risk import Reason
from assistant.review.verdict import State
from assistant.store.database import Database
from assistant.store.schema.review_tables import group_topics, question_groups, reviews
from assistant.store.schema.tables import answers

TO_DO = (State.OPEN, State.DISPUTED, State.CHANGED)


@dataclass(frozen=True)
class Wanted:
    """What to list; what is empty does not matter.

    ``state`` may be several, with spaces. ``person`` is the name of someone who reviewed. ``since`` and ``until`` bound
    when the question was last asked. ``sampled`` lists what chance chose, in the order of chance.
    """

    state: tuple[State, ...] = TO_DO
    language: str = ""
    status: str = ""
    composer: str = ""
    document: str = ""
    purpose: str = ""
    verdict: str = ""
    person: str = ""
    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    sampled: bool = False


@dataclass(frozen=True)
class Queued:
    """A group in the queue; ``verdict`` is that which holds, empty where none does."""

    id: str
    question: str
    language: str
    status: str
    composer: str
    answer_id: str
    first_at: datetime
    last_at: datetime
    size: int
    negative: int
    sampled: int
    state: State
    verdict: str
    reasons: tuple[Reason, ...]
    risk: int


_SHOWN = [question_groups.c[name] for name in Queued.__dataclass_fields__]


@dataclass(frozen=True)
class Listed:
    """A page of the queue; ``more`` says whether others come after it."""

    groups: tuple[Queued, ...]
    more: bool


def page(database: Database, wanted: Wanted, limit: int = 50, skip: int = 0) -> Listed:
    """Return a page of what is wanted, the riskiest first."""
    group = question_groups.c
    order = (group.id.asc(),) if wanted.sampled else (group.risk.desc(), group.last_at.desc(), group.id.desc())
    # What is skipped is counted in the index alone; only the rows of this page are read.
    ids = (
        select(group.id)
        .where(*_conditions(wanted, database.corpus))
        .order_by(*order)
        .limit(limit + 1)
        .offset(skip)
        .subquery()
    )
    with database.read() as connection:
        rows = connection.execute(
            select(*_SHOWN).select_from(question_groups.join(ids, ids.c.id == group.id)).order_by(*order)
        ).all()
    return Listed(tuple(queued_of(row) for row in rows[:limit]), len(rows) > limit)


def sampled_to_do(database: Database) -> int:
    """Return how many groups that chance chose still wait for a verdict."""
    group = question_groups.c
    wanted = select(func.count()).where(group.sampled > 0, group.state.in_(TO_DO), group.corpus == database.corpus)
    with database.read() as connection:
        return int(connection.execute(wanted).scalar_one())


def counts(database: Database) -> dict[State, int]:
    """Return how many groups are in each state."""
    mine = question_groups.c.corpus == database.corpus
    wanted = select(question_groups.c.state, func.count()).where(mine).group_by(question_groups.c.state)
    with database.read() as connection:
        found = {State(state): int(count) for state, count in connection.execute(wanted)}
    return {state: found.get(state, 0) for state in State}


def get(database: Database, group_id: str) -> Queued | None:
    """Return a group."""
    mine = (question_groups.c.id == group_id, question_groups.c.corpus == database.corpus)
    with database.read() as connection:
        row = connection.execute(select(question_groups).where(*mine)).one_or_none()
    return queued_of(row) if row else None


def group_of(database: Database, answer_id: str) -> str:
    """Return the id of the group that an answer is in, empty where it is in none."""
    with database.read() as connection:
        return connection.execute(select(answers.c.group_id).where(answers.c.id == answer_id)).scalar() or ""


def answers_in(database: Database, group_id: str, limit: int = 50) -> tuple[str, ...]:
    """Return the ids of a group's answers, the newest first."""
    wanted = select(answers.c.id).where(answers.c.group_id == group_id).order_by(answers.c.created_at.desc())
    with database.read() as connection:
        return tuple(connection.execute(wanted.limit(limit)).scalars())


def questions_in(database: Database, group_id: str, limit: int = 20) -> tuple[str, ...]:
    """Return the questions of a group in the words in which they were asked, each once, the newest first."""
    wanted = (
        select(answers.c.standalone, func.max(answers.c.created_at).label("at"))
        .where(answers.c.group_id == group_id)
        .group_by(answers.c.standalone)
        .order_by(func.max(answers.c.created_at).desc())
    )
    with database.read() as connection:
        return tuple(row.standalone for row in connection.execute(wanted.limit(limit)))


def reviewers(database: Database) -> tuple[str, ...]:
    """Return the names of those who have reviewed."""
    of_group = reviews.join(question_groups, question_groups.c.id == reviews.c.group_id)
    wanted = select(reviews.c.reviewer).select_from(of_group).where(question_groups.c.corpus == database.corpus)
    with database.read() as connection:
        return tuple(connection.execute(wanted.distinct().order_by(reviews.c.reviewer)).scalars())


def topics(database: Database, kind: str) -> tuple[str, ...]:
    """Return the documents or purposes that the groups are about."""
    of_group = group_topics.join(question_groups, question_groups.c.id == group_topics.c.group_id)
    mine = (group_topics.c.kind == kind, question_groups.c.corpus == database.corpus)
    wanted = select(group_topics.c.value).select_from(of_group).where(*mine).distinct().order_by(group_topics.c.value)
    with database.read() as connection:
        return tuple(connection.execute(wanted).scalars())


def queued_of(row: Row[tuple[object, ...]]) -> Queued:
    """Return the group that a row of ``question_groups`` holds."""
    names = [name for name in Queued.__dataclass_fields__ if name not in ("state", "reasons")]
    values = {name: getattr(row, name) for name in names}
    return Queued(**values, state=State(row.state), reasons=tuple(Reason(each) for each in row.reasons.split()))


def _conditions(wanted: Wanted, corpus: str) -> Iterator[ColumnElement[bool]]:
    group = question_groups.c
    yield func.coalesce(group.corpus, "") == corpus
    if wanted.state:
        yield group.state.in_([each.value for each in wanted.state])
    columns = ("language", "status", "composer", "verdict")
    # Inside a function a column does not tempt the database to another index than that of the queue's order.
    yield from (func.coalesce(group[name], "") == value for name in columns if (value := getattr(wanted, name)))
    if wanted.words:
        yield group.question.icontains(wanted.words, autoescape=True)
    if wanted.sampled:
        yield group.sampled > 0
    if wanted.person:
        by = and_(reviews.c.group_id == group.id, reviews.c.reviewer == wanted.person, reviews.c.standing)
        yield select(reviews.c.id).where(by).exists()
    yield from _period(wanted)
    yield from (_is_about(kind, value) for kind, value in _topics(wanted) if value)


def _period(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield question_groups.c.last_at >= wanted.since
    if wanted.until:
        yield question_groups.c.last_at < wanted.until


def _topics(wanted: Wanted) -> tuple[tuple[str, str], ...]:
    return (DOCUMENT, wanted.document), (PURPOSE, wanted.purpose)


def _is_about(kind: str, value: str) -> ColumnElement[bool]:
    topic = group_topics.c
    here = and_(topic.group_id == question_groups.c.id, topic.kind == kind, topic.value == value)
    return select(topic.group_id).where(here).exists()
