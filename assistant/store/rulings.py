"""What verdicts make of questions: in use, or set aside since the documents have changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from assistant.review.changes import Change, Texts
from assistant.review.recheck import Outdated, Rechecked, outdated_by, restored_by
from assistant.review.ruling import Ruling, RulingKind
from assistant.review.verdict import State
from assistant.store import audit
from assistant.store.database import Database, inserting, now
from assistant.store.groups import weigh
from assistant.store.schema.review_tables import editions, question_groups, reviews, rulings


@dataclass(frozen=True, slots=True)
class Edition:
    """What differs as soon as any ruling was made, withdrawn or taken out of use.

    A count of changes, and no moment: a server whose clock is behind would change things in the past of the others.
    """

    count: int
    changes: int


@dataclass(frozen=True)
class KeptRulings:
    """The rulings of a database, for whoever answers by them."""

    database: Database

    def edition(self) -> Edition:
        """Return what differs as soon as any ruling was made, withdrawn or taken out of use."""
        return edition(self.database)

    def in_force(self) -> tuple[Ruling, ...]:
        """Return the rulings in use that have a say in answering."""
        return in_force(self.database)


def edition(database: Database) -> Edition:
    """Return the edition of the rulings that are in use."""
    used = select(func.count()).where(*_used(database)).scalar_subquery()
    changed = select(editions.c.number).where(editions.c.corpus == database.corpus).scalar_subquery()
    with database.read() as connection:
        count, number = connection.execute(select(used, changed)).one()
    return Edition(count, number or 0)


def in_use(database: Database) -> tuple[Ruling, ...]:
    """Return the rulings that are in use."""
    with database.read() as connection:
        return tuple(_ruling(row) for row in connection.execute(select(rulings).where(*_used(database))))


def in_force(database: Database) -> tuple[Ruling, ...]:
    """Return the rulings in use that have a say in answering."""
    return tuple(each for each in in_use(database) if each.kind is not RulingKind.KEEP)


def of_group(database: Database, group_id: str) -> Ruling | None:
    """Return the ruling of a group that is in use."""
    wanted = select(rulings).where(rulings.c.group_id == group_id, *_used(database))
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    return _ruling(row) if row else None


def outdated(database: Database, group_id: str = "") -> tuple[Outdated, ...]:
    """Return the rulings that changes in the documents took out of use, of one group or of all."""
    wanted = select(rulings).where(~rulings.c.in_use, rulings.c.corpus == database.corpus)
    if group_id:
        wanted = wanted.where(rulings.c.group_id == group_id)
    with database.read() as connection:
        rows = connection.execute(wanted).all()
    return tuple(Outdated(_ruling(row), _changes(row)) for row in rows)


def replace(connection: Connection, group_id: str, ruling: Ruling | None, reviewer: audit.Named) -> None:
    """Put a ruling in the place of a group's earlier one, or withdraw that; a reviewer's verdict has led to it."""
    before = connection.execute(select(rulings).where(rulings.c.group_id == group_id)).one_or_none()
    if ruling is None:
        connection.execute(delete(rulings).where(rulings.c.group_id == group_id))
    else:
        _put(connection, group_id, ruling)
    group = question_groups.c
    _changed(connection, connection.execute(select(group.corpus).where(group.id == group_id)).scalar_one())
    _note(connection, reviewer, before, group_id, ruling)


def _put(connection: Connection, group_id: str, ruling: Ruling) -> None:
    group = question_groups.c
    values = {
        "kind": ruling.kind.value,
        "in_use": True,
        "checked_at": ruling.checked_at,
        "updated_at": now(),
        "body": ruling.to_json(),
        "changes": {},
        "corpus": connection.execute(select(group.corpus).where(group.id == group_id)).scalar_one(),
    }
    added = inserting(connection, rulings).values(group_id=group_id, **values)
    connection.execute(added.on_conflict_do_update(index_elements=["group_id"], set_=values))


def take_out_of_use(database: Database, found: Iterable[Outdated]) -> int:
    """Take rulings out of use and put their questions back in the queue; return how many there were.

    The verdicts on them were on words that are gone, so that none stands against a new one.
    """
    taken: dict[str, dict[str, Any]] = {}
    with database.write() as connection:
        for each in found:
            group_id = each.ruling.group_id
            changes = {"places": [change.to_json() for change in each.changes]}
            values = {"in_use": False, "updated_at": now(), "changes": changes}
            mine = (rulings.c.group_id == group_id, rulings.c.in_use)
            if not connection.execute(update(rulings).where(*mine).values(values)).rowcount:
                continue
            _set_state(connection, group_id, State.CHANGED)
            connection.execute(update(reviews).where(reviews.c.group_id == group_id).values(standing=False))
            weigh(connection, group_id)
            taken[group_id] = changes
        if taken:
            _changed(connection, database.corpus)
        for key, told in taken.items():
            audit.add(connection, audit.SYSTEM, "ruling.outdated", key, told)
    return len(taken)


def put_back_in_use(database: Database, found: Iterable[Ruling]) -> int:
    """Put rulings that were set aside back in use, since their words are back; return how many there were.

    Nobody has judged their questions meanwhile: a verdict would have put another ruling in their place.
    """
    restored = []
    with database.write() as connection:
        for each in found:
            mine = (rulings.c.group_id == each.group_id, ~rulings.c.in_use)
            values = {"in_use": True, "updated_at": now(), "changes": {}}
            if not connection.execute(update(rulings).where(*mine).values(values)).rowcount:
                continue
            _let_stand(connection, each.group_id)
            _set_state(connection, each.group_id, State.REVIEWED)
            weigh(connection, each.group_id)
            restored.append(each)
        if restored:
            _changed(connection, database.corpus)
        for each in restored:
            audit.add(connection, audit.SYSTEM, "ruling.restored", each.group_id, {"kind": each.kind.value})
    return len(restored)


def recheck(database: Database, texts: Texts) -> Rechecked:
    """Set aside what no longer stands in the documents of its corpus, and put back in use what stands again."""
    gone, back = outdated_by(in_use(database), texts), restored_by(outdated(database), texts)
    return Rechecked(take_out_of_use(database, gone) if gone else 0, put_back_in_use(database, back) if back else 0)


def _changed(connection: Connection, corpus: str) -> None:
    """Let all servers read the rulings of a corpus anew, as soon as the change is kept."""
    first = inserting(connection, editions).values(corpus=corpus, number=1)
    again = first.on_conflict_do_update(index_elements=["corpus"], set_={"number": editions.c.number + 1})
    connection.execute(again)


def _let_stand(connection: Connection, group_id: str) -> None:
    """Let the newest verdict of each reviewer that was not taken back stand again."""
    last = (
        select(func.max(reviews.c.revision).label("revision"), reviews.c.reviewer_id)
        .where(reviews.c.group_id == group_id, ~reviews.c.undone)
        .group_by(reviews.c.reviewer_id)
        .subquery()
    )
    same = (last.c.reviewer_id == reviews.c.reviewer_id, last.c.revision == reviews.c.revision)
    newest = select(last.c.revision).where(*same).exists()
    connection.execute(update(reviews).where(reviews.c.group_id == group_id, newest).values(standing=True))


def _set_state(connection: Connection, group_id: str, state: State) -> None:
    connection.execute(update(question_groups).where(question_groups.c.id == group_id).values(state=state.value))


def _used(database: Database) -> tuple[ColumnElement[bool], ...]:
    return rulings.c.in_use, rulings.c.corpus == database.corpus


def _note(
    connection: Connection,
    reviewer: audit.Named,
    row: Row[tuple[object, ...]] | None,
    group_id: str,
    ruling: Ruling | None,
) -> None:
    """Tell the audit log what is answered from now on, and what was before."""
    before = {"kind": row.kind, "in_use": row.in_use, **row.body} if row else None
    after = {"kind": ruling.kind.value, "in_use": True, **ruling.to_json()} if ruling else None
    if before != after:
        action = "ruling.made" if after else "ruling.withdrawn"
        audit.add(connection, reviewer, action, group_id, {"before": before, "after": after})


def _ruling(row: Row[tuple[object, ...]]) -> Ruling:
    return Ruling.from_json(row.group_id, row.kind, row.checked_at, row.body)


def _changes(row: Row[tuple[object, ...]]) -> tuple[Change, ...]:
    kept: Sequence[dict[str, object]] = row.changes.get("places", ())
    return tuple(Change.from_json(each) for each in kept)
