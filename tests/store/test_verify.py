"""Tampering with the audit log, by someone who may write the database: all of it is found."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from assistant.store import Database, audit, open_database, schema
from assistant.store.audit import Actor, chain
from assistant.store.audit.anchor import Anchor, Anchorage, head
from assistant.store.audit.verify import Fault, Tampering, verify
from assistant.store.connection.engines import create_engine_of
from assistant.store.schema import tables

ANNA = Actor("a", "Anna")
ENTRIES = 6
Tamper = Callable[[Any], None]
LOG = tables.audit.c


@pytest.fixture
def log(database: Database) -> Database:
    """A log of a few entries that nothing protects any more, as for the owner of the database."""
    for number in range(ENTRIES):
        audit.note(
            database, ANNA, "user.role", f"user {number}", {"share": 2.0, "great": 1e20, "half": 0.5, "é": "\x00"}
        )
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("DROP TRIGGER audit_keeps ON audit"))
        else:
            for event in ("UPDATE", "DELETE", "INSERT"):
                connection.execute(text(f"DROP TRIGGER audit_keeps_{event}"))
    return database


def row(connection: Any, number: int) -> dict[str, Any]:
    return dict(connection.execute(select(tables.audit).where(LOG.id == number)).mappings().one())


def replace(connection: Any, number: int, **changes: Any) -> None:
    """Put another entry in the place of one, with a hash that fits it."""
    forged = row(connection, number) | changes
    forged["hash"] = chain.digest(forged["previous"], forged)
    connection.execute(delete(tables.audit).where(LOG.id == number))
    connection.execute(insert(tables.audit).values(forged))


def change(connection: Any, **values: Any) -> None:
    connection.execute(update(tables.audit).where(LOG.id == 3).values(**values))


def remove(connection: Any, *numbers: int) -> None:
    connection.execute(delete(tables.audit).where(LOG.id.in_(numbers)))


def add_past_the_end(connection: Any) -> None:
    connection.execute(insert(tables.audit).values(row(connection, 6) | {"id": 7}))


ATTACKS: list[tuple[Tamper, Fault]] = [
    (lambda at: change(at, actor="Bob"), Fault(Tampering.CHANGED, 3, 3)),
    (lambda at: change(at, actor_id="b"), Fault(Tampering.CHANGED, 3, 3)),
    (lambda at: change(at, details={"before": "reader"}), Fault(Tampering.CHANGED, 3, 3)),
    (lambda at: change(at, at=datetime(2020, 1, 1, tzinfo=UTC)), Fault(Tampering.CHANGED, 3, 3)),
    (lambda at: replace(at, 3, subject="somebody else"), Fault(Tampering.REPLACED, 3, 3)),
    (lambda at: replace(at, 6, subject="somebody else"), Fault(Tampering.REPLACED, 6, 6)),
    (lambda at: remove(at, 3, 4), Fault(Tampering.REMOVED, 3, 4)),
    (lambda at: remove(at, 1), Fault(Tampering.REMOVED, 1, 1)),
    (lambda at: remove(at, 5, 6), Fault(Tampering.CUT_OFF, 5, 6)),
    (add_past_the_end, Fault(Tampering.ADDED, 7, 7)),
]


def test_a_log_that_nobody_touched_is_whole(log: Database) -> None:
    found = verify(log)
    assert (found.entries, found.faults, found.last) == (ENTRIES, (), head(log))


@pytest.mark.parametrize(("tamper", "fault"), ATTACKS)
def test_whatever_is_done_to_an_entry_is_found(log: Database, tamper: Tamper, fault: Fault) -> None:
    with log.write() as connection:
        tamper(connection)
    assert verify(log).faults == (fault,)


def test_what_was_cut_off_is_missed_also_after_others_were_added(log: Database) -> None:
    with log.write() as connection:
        remove(connection, 5, 6)
    audit.note(log, ANNA, "login")
    assert verify(log).faults == (Fault(Tampering.REMOVED, 5, 6),)


def cut_off_and_cover_up(log: Database) -> None:
    with log.write() as connection:
        remove(connection, 5, 6)
        last = row(connection, 4)
        connection.execute(update(tables.audit_head).values(entry_id=4, hash=last["hash"]))


def test_a_cut_that_was_covered_up_is_found_by_what_was_noted_outside(log: Database, tmp_path: Path) -> None:
    anchorage = Anchorage(tmp_path / "audit.anchor")
    assert anchorage.renew(log)
    cut_off_and_cover_up(log)
    assert verify(log).faults == ()
    assert verify(log, anchorage.read()).faults == (Fault(Tampering.CUT_OFF, 5, 6),)
    for _ in range(3):
        audit.note(log, ANNA, "login")
    assert not anchorage.renew(log)  # what was noted is not written over
    assert verify(log, anchorage.read()).faults == (Fault(Tampering.REPLACED, 6, 6),)


def test_a_log_that_was_written_anew_from_the_start_is_found_by_what_was_noted_outside(log: Database) -> None:
    noted, before = head(log), ""
    with log.write() as connection:
        for number in range(1, ENTRIES + 1):
            replace(connection, number, previous=before, actor="Bob")
            before = row(connection, number)["hash"]
        connection.execute(update(tables.audit_head).values(hash=before))
    assert verify(log).faults == ()
    assert verify(log, noted).faults == (Fault(Tampering.REPLACED, 6, 6),)


def test_an_entry_is_not_replaced_by_an_insert(tmp_path: Path) -> None:
    path = tmp_path / "assistant.db"
    database = open_database(f"sqlite:///{path}")
    audit.note(database, ANNA, "login")
    attacker = sqlite3.connect(path)
    forged = (
        "INSERT OR REPLACE INTO audit (id, at, actor, action, subject, details) VALUES (1, '', 'Bob', '', '', '{}')"
    )
    with pytest.raises(sqlite3.DatabaseError, match="can only be added to"):
        attacker.execute(forged)
    attacker.execute("DROP TRIGGER audit_keeps_INSERT")
    attacker.execute(forged.replace("''", "'2026-01-01 00:00:00.000000'", 1))
    attacker.commit()
    attacker.close()
    assert Fault(Tampering.CHANGED, 1, 1) in verify(database).faults
    database.close()


def test_what_was_logged_before_there_was_a_chain_is_chained(address: str) -> None:
    engine = create_engine_of(address)
    schema.migrate(engine, "0002")
    with engine.begin() as connection:
        earlier = Table("audit", MetaData(), autoload_with=connection)
        entry = {
            "at": datetime(2026, 1, 1, tzinfo=UTC),
            "actor": "Zoë",
            "action": "login",
            "subject": "",
            "details": {},
        }
        connection.execute(insert(earlier).values([{"id": number} | entry for number in (1, 2, 5)]))  # as after a fault
    engine.dispose()
    database = open_database(address)
    audit.note(database, ANNA, "login")
    assert (verify(database).entries, verify(database).faults) == (4, ())
    with pytest.raises(DatabaseError, match="can only be added to"), database.write() as connection:
        connection.execute(delete(tables.audit))
    database.close()


@pytest.mark.parametrize("kept", ["", "nonsense", "[]", json.dumps({"entry_id": 1}), "\udcff"])
def test_a_note_that_cannot_be_read_is_a_fault_and_not_written_over(
    database: Database, tmp_path: Path, kept: str
) -> None:
    path = tmp_path / "audit.anchor"
    path.write_bytes(kept.encode(errors="surrogateescape"))
    with pytest.raises(ValueError):  # noqa: PT011  whatever is in it
        Anchorage(path).read()
    assert not Anchorage(path).renew(database)
    assert path.read_bytes() == kept.encode(errors="surrogateescape")


def test_the_first_note_is_of_an_empty_log(database: Database, tmp_path: Path) -> None:
    anchorage = Anchorage(tmp_path / "audit.anchor")
    assert anchorage.renew(database)
    audit.note(database, ANNA, "login")
    assert anchorage.read() == Anchor(0, "")
    assert verify(database, anchorage.read()).faults == ()
    assert (tmp_path / "audit.anchor").stat().st_mode & 0o777 == 0o600
