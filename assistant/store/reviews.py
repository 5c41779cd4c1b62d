"""Reviewers' verdicts: each is kept with all that follows from it and its entry in the audit log, or not at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from assistant.domain import Language
from assistant.errors import ReviewConflict
from assistant.proof.provenance import read_answer
from assistant.review.ruling import ruling_of
from assistant.review.verdict import CitationVerdict, Judged, Place, Review, Verdict, decisive, settle
from assistant.store import audit, rulings
from assistant.store.audit import Actor
from assistant.store.database import Database
from assistant.store.groups import weigh
from assistant.store.schema.review_tables import question_groups, reviews


def save(database: Database, judged: Judged, submission: str, seen: int) -> Review:
    """Keep a verdict with all that follows from it; what was sent twice is kept once.

    ``submission`` is the form's own id, ``seen`` how many verdicts on this group the reviewer had before their eyes.

    Raises:
        ReviewConflict: where another reviewer's verdict came since.
    """
    review = judged.review
    with database.write() as connection:
        _lock(connection, review.group_id)
        earlier = connection.execute(select(reviews).where(reviews.c.submission == submission)).one_or_none()
        if earlier is not None:
            return review_of(earlier)
        before = connection.execute(select(reviews).where(reviews.c.group_id == review.group_id)).all()
        if len(before) > seen:
            raise ReviewConflict("Another reviewer has judged this meanwhile.")
        mine = [row for row in before if row.reviewer_id == review.reviewer_id]
        _unstand(connection, review.group_id, review.reviewer_id)
        values = _values(review, judged.record, submission, len(mine) + 1)
        connection.execute(insert(reviews).values(values))
        reviewer = Actor(review.reviewer_id, review.reviewer)
        _follow(connection, review.group_id, reviewer)
        subject = {"group": review.group_id, "answer": review.answer_id}
        last = next((_told(row) for row in mine if row.standing), None)
        details = subject | {"before": last, "after": {"verdict": review.verdict.value} | values["body"]}
        audit.add(connection, reviewer, "review.saved", review.id, details)
    return review


def undo(database: Database, review_id: str, reviewer_id: str) -> bool:
    """Take back one's own verdict, so that the one before it stands again; False where there is no such verdict."""
    with database.write() as connection:
        row = connection.execute(
            select(reviews)
            .where(reviews.c.id == review_id, reviews.c.reviewer_id == reviewer_id, reviews.c.standing)
            .with_for_update()
        ).one_or_none()
        if row is None:
            return False
        _lock(connection, row.group_id)
        connection.execute(update(reviews).where(reviews.c.id == review_id).values(standing=False, undone=True))
        previous = (
            select(reviews.c.id)
            .where(reviews.c.group_id == row.group_id, reviews.c.reviewer_id == reviewer_id, ~reviews.c.undone)
            .order_by(reviews.c.revision.desc())
            .limit(1)
        )
        connection.execute(update(reviews).where(reviews.c.id == previous.scalar_subquery()).values(standing=True))
        reviewer = Actor(row.reviewer_id, row.reviewer)
        _follow(connection, row.group_id, reviewer)
        audit.add(connection, reviewer, "review.undone", review_id, {"group": row.group_id, "before": _told(row)})
    return True


def of_group(database: Database, group_id: str) -> tuple[Review, ...]:
    """Return all verdicts on a group, oldest first, with those that were replaced or taken back."""
    with database.read() as connection:
        wanted = select(reviews).where(reviews.c.group_id == group_id).order_by(reviews.c.at, reviews.c.id)
        return tuple(review_of(row) for row in connection.execute(wanted))


def of_answer(database: Database, answer_id: str) -> tuple[Judged, ...]:
    """Return all verdicts that were given on an answer, oldest first, with the answer as it was judged."""
    wanted = select(reviews).where(reviews.c.answer_id == answer_id).order_by(reviews.c.at, reviews.c.id)
    with database.read() as connection:
        return tuple(_judged(row) for row in connection.execute(wanted))


def holding(database: Database, group_id: str) -> tuple[Review, ...]:
    """Return the verdicts on a group that hold, one a reviewer, oldest first."""
    with database.read() as connection:
        return tuple(each.review for each in _standing(connection, group_id))


def decided(database: Database) -> tuple[Judged, ...]:
    """Return the verdict that holds for each group that has one, with the answer it is on, oldest first."""
    with database.read() as connection:
        wanted = _of_corpus(select(reviews), database).where(reviews.c.standing)
        rows = connection.execute(wanted.order_by(reviews.c.at, reviews.c.id)).all()
    by_group: dict[str, list[Judged]] = {}
    for row in rows:
        by_group.setdefault(row.group_id, []).append(_judged(row))
    found = (_decisive(each) for each in by_group.values())
    return tuple(each for each in found if each is not None)


def pairs(database: Database) -> tuple[tuple[str, str], ...]:
    """Return the verdicts of the first and of the second reviewer for each group that two have judged."""
    told = _of_corpus(select(reviews.c.group_id, reviews.c.verdict), database).where(reviews.c.standing)
    wanted = told.order_by(reviews.c.at, reviews.c.id)
    by_group: dict[str, list[str]] = {}
    with database.read() as connection:
        for row in connection.execute(wanted):
            by_group.setdefault(row.group_id, []).append(row.verdict)
    return tuple((each[0], each[1]) for each in by_group.values() if len(each) > 1)


def count_of(database: Database, group_id: str) -> int:
    """Return how many verdicts on a group were ever given."""
    with database.read() as connection:
        wanted = select(func.count()).select_from(reviews).where(reviews.c.group_id == group_id)
        return int(connection.execute(wanted).scalar_one())


def judged_by(database: Database, reviewer_id: str, group_ids: Sequence[str]) -> frozenset[str]:
    """Return those of some groups that a reviewer has judged."""
    mine = (reviews.c.reviewer_id == reviewer_id, reviews.c.standing, reviews.c.group_id.in_(group_ids))
    with database.read() as connection:
        return frozenset(connection.execute(select(reviews.c.group_id).where(*mine)).scalars())


def last_record(database: Database, group_id: str) -> Mapping[str, Any] | None:
    """Return the answer of a group as it was last judged, for when it is kept nowhere else any more."""
    wanted = select(reviews.c.record).where(reviews.c.group_id == group_id).order_by(reviews.c.at.desc()).limit(1)
    with database.read() as connection:
        found: Mapping[str, Any] | None = connection.execute(wanted).scalar()
    return found


def review_of(row: Row[tuple[object, ...]]) -> Review:
    """Return the verdict that a row of ``reviews`` holds."""
    body = row.body
    return Review(
        row.id,
        row.group_id,
        row.answer_id,
        row.reviewer_id,
        row.reviewer,
        Verdict(row.verdict),
        row.at,
        {int(number): CitationVerdict(each) for number, each in body["citations"].items()},
        tuple(Place.from_json(each) for each in body["places"]),
        {Language(language): words for language, words in body["questions"].items()},
        body["note"],
        row.revision,
        row.undone,
    )


def _of_corpus(wanted: Select[Any], database: Database) -> Select[Any]:
    group = question_groups.c
    return wanted.join(question_groups, group.id == reviews.c.group_id).where(group.corpus == database.corpus)


def _values(review: Review, record: Mapping[str, Any], submission: str, revision: int) -> dict[str, Any]:
    body = {
        "citations": {str(number): each.value for number, each in review.citations.items()},
        "places": [each.to_json() for each in review.places],
        "questions": {language.value: words for language, words in review.questions.items()},
        "note": review.note,
    }
    names = ("id", "group_id", "answer_id", "reviewer_id", "reviewer", "at")
    own = {name: getattr(review, name) for name in names} | {"verdict": review.verdict.value, "revision": revision}
    return own | {
        "standing": True,
        "undone": False,
        "submission": submission,
        "body": body,
        "record": dict(record),
    }


def _told(row: Row[tuple[object, ...]]) -> dict[str, Any]:
    """Return a verdict as the audit log holds it."""
    return {"verdict": row.verdict, **row.body}


def _lock(connection: Connection, group_id: str) -> None:
    """Let one reviewer at a time change a group; SQLite has one writer at a time anyway."""
    connection.execute(select(question_groups.c.id).where(question_groups.c.id == group_id).with_for_update())


def _unstand(connection: Connection, group_id: str, reviewer_id: str) -> None:
    mine = (reviews.c.group_id == group_id, reviews.c.reviewer_id == reviewer_id)
    connection.execute(update(reviews).where(*mine).values(standing=False))


def _standing(connection: Connection, group_id: str) -> list[Judged]:
    wanted = select(reviews).where(reviews.c.group_id == group_id, reviews.c.standing)
    return [_judged(row) for row in connection.execute(wanted.order_by(reviews.c.at, reviews.c.id))]


def _judged(row: Row[tuple[object, ...]]) -> Judged:
    return Judged(review_of(row), row.record)


def _decisive(judged: Sequence[Judged]) -> Judged | None:
    holds = decisive([each.review for each in judged])
    return next((each for each in judged if holds is not None and each.review.id == holds.id), None)


def _follow(connection: Connection, group_id: str, reviewer: Actor) -> None:
    """Bring a group's state, its ruling and its risk in line with the verdicts that stand, the last by a reviewer."""
    judged = _standing(connection, group_id)
    holds = _decisive(judged)
    state = settle([each.review for each in judged])
    verdict = holds.review.verdict.value if holds else ""
    mine = question_groups.c.id == group_id
    connection.execute(update(question_groups).where(mine).values(state=state.value, verdict=verdict))
    ruling = ruling_of(holds.review, read_answer(holds.record["answer"])) if holds else None  # in dispute: none
    weigh(connection, group_id)
    rulings.replace(connection, group_id, ruling, reviewer)
