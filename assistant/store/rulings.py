"""What verdicts make of questions: in use, or taken out of it since the documents have changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, select, update

from assistant.review.changes import Change
from assistant.review.recheck import Outdated
from assistant.review.ruling import Ruling, RulingKind
from assistant.review.verdict import State
from assistant.store import audit
from assistant.store.database import Database, inserting, now
from assistant.store.groups import weigh
from assistant.store.schema.tables import question_groups, reviews, rulings


@dataclass(frozen=True, slots=True)
class Edition:
    """What differs as soon as any ruling was made, withdrawn or taken out of use."""

    count: int
    updated_at: datetime | None


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
    with database.read() as connection:
        row = connection.execute(
            select(func.count().label("rulings"), func.max(rulings.c.updated_at).label("at")).where(rulings.c.in_use)
        ).one()
        return Edition(row.rulings, row.at)


def in_use(database: Database) -> tuple[Ruling, ...]:
    """Return the rulings that are in use."""
    with database.read() as connection:
        return tuple(_ruling(row) for row in connection.execute(select(rulings).where(rulings.c.in_use)))


def in_force(database: Database) -> tuple[Ruling, ...]:
    """Return the rulings in use that have a say in answering."""
    return tuple(each for each in in_use(database) if each.kind is not RulingKind.KEEP)


def of_group(database: Database, group_id: str) -> Ruling | None:
    """Return the ruling of a group that is in use."""
    wanted = select(rulings).where(rulings.c.group_id == group_id, rulings.c.in_use)
    with database.read() as connection:
        row = connection.execute(wanted).one_or_none()
    return _ruling(row) if row else None


def outdated(database: Database, group_id: str = "") -> tuple[Outdated, ...]:
    """Return the rulings that changes in the documents took out of use, of one group or of all."""
    wanted = select(rulings).where(~rulings.c.in_use)
    if group_id:
        wanted = wanted.where(rulings.c.group_id == group_id)
    with database.read() as connection:
        rows = connection.execute(wanted).all()
    return tuple(Outdated(_ruling(row), _changes(row)) for row in rows)


def replace(connection: Connection, group_id: str, ruling: Ruling | None, reviewer: str) -> None:
    """Put a ruling in the place of a group's earlier one, or withdraw that; a reviewer's verdict has led to it."""
    moment = now()
    before = connection.execute(select(rulings).where(rulings.c.group_id == group_id)).one_or_none()
    _note(connection, reviewer, before, group_id, ruling)
    if ruling is None:
        connection.execute(delete(rulings).where(rulings.c.group_id == group_id))
        return
    values = {
        "kind": ruling.kind.value,
        "in_use": True,
        "checked_at": ruling.checked_at,
        "updated_at": moment,
        "body": ruling.to_json(),
        "changes": {},
    }
    added = inserting(connection, rulings).values(group_id=group_id, **values)
    connection.execute(added.on_conflict_do_update(index_elements=["group_id"], set_=values))


def take_out_of_use(database: Database, found: Iterable[Outdated]) -> int:
    """Take rulings out of use and put their questions back in the queue; return how many there were.

    The verdicts on them were on words that are gone, so that none stands against a new one.
    """
    taken = 0
    with database.write() as connection:
        for each in found:
            group_id = each.ruling.group_id
            changes = {"places": [change.to_json() for change in each.changes]}
            values = {"in_use": False, "updated_at": now(), "changes": changes}
            mine = (rulings.c.group_id == group_id, rulings.c.in_use)
            if not connection.execute(update(rulings).where(*mine).values(values)).rowcount:
                continue
            of = question_groups.c.id == group_id
            connection.execute(update(question_groups).where(of).values(state=State.CHANGED.value))
            connection.execute(update(reviews).where(reviews.c.group_id == group_id).values(standing=False))
            weigh(connection, group_id)
            audit.add(connection, audit.SYSTEM, "ruling.outdated", group_id, changes)
            taken += 1
    return taken


def _note(
    connection: Connection, reviewer: str, row: Row[tuple[object, ...]] | None, group_id: str, ruling: Ruling | None
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
