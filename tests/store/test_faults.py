"""What the database does to those who ask when it is away, hangs, or holds what cannot be read."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from assistant.errors import StoreUnavailable
from assistant.people.person import Role
from assistant.proof.provenance import record
from assistant.store import Database, answers, audit, chats, open_database, retention, users
from assistant.store.answers import Given
from assistant.store.chats import ASKED, Message
from assistant.store.connection.health import REST
from assistant.store.connection.patience import SECONDS
from assistant.store.database import now
from assistant.store.groups import Groups
from assistant.web.steady import SteadyClock
from tests import postgresql
from tests.fakes import FakeAssistant

SECRET = "the words that nobody may find again, however they look"


def kept(database: Database, words: str) -> str:
    """Keep a chat with a question and an answer that hold some words; return whose it is."""
    person = users.add(database, "Zoë", Role.READER)
    assistant = FakeAssistant()
    answer = assistant.ask(words)
    chats.save(database, Message("m1", "c1", ASKED, "Zoë", words, now()), person.id)
    made = record(answer, assistant.passage, assistant.document)
    answers.save(database, Given(answer.answer_id, person.id, made, chat_id="c1", message_id="m2"))
    return person.id


@contextmanager
def stopped(server: postgresql.Server) -> Iterator[None]:
    """Stop every process of a PostgreSQL server as a machine that hangs does: lines stay open, nothing is replied."""
    pids = server.processes()
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(pids):
            os.kill(pid, signal.SIGCONT)


def test_a_database_that_hangs_is_waited_for_once_and_not_by_everyone_in_a_row(
    postgresql_server: postgresql.Server,
) -> None:
    database = open_database(postgresql_server.new_database())
    person = users.add(database, "Zoë", Role.READER)
    with stopped(postgresql_server):
        begun = time.monotonic()
        with pytest.raises(StoreUnavailable):
            users.by_id(database, person.id)
        assert time.monotonic() - begun < 2 * SECONDS + 3
        begun = time.monotonic()
        for _ in range(50):
            with pytest.raises(StoreUnavailable):
                users.by_id(database, person.id)
        assert time.monotonic() - begun < 1
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            assert users.by_id(database, person.id) is not None
            break
        except StoreUnavailable:
            time.sleep(REST / 4)
    else:
        pytest.fail("the database is there again, but not used")
    database.close()


def test_a_server_that_has_become_a_standby_is_away_until_the_primary_is_found(
    postgresql_server: postgresql.Server,
) -> None:
    address = postgresql_server.new_database()
    several = address.replace("127.0.0.1", "127.0.0.1:1,127.0.0.1") + "?target_session_attrs=any"
    database = open_database(several)  # the first of both is down
    person = users.add(database, "Zoë", Role.READER)
    with database.read() as connection:
        connection.execute(text("SET SESSION default_transaction_read_only = on"))
    for _ in range(2):  # the second is not even tried
        with pytest.raises(StoreUnavailable):
            chats.begin(database, "c1", person.id)
    time.sleep(REST)
    assert chats.begin(database, "c1", person.id)  # by a new connection
    database.close()


def test_a_statement_that_never_ends_is_ended(postgresql_server: postgresql.Server) -> None:
    database = open_database(postgresql_server.new_database())
    begun = time.monotonic()
    with pytest.raises(StoreUnavailable), database.read() as connection:
        connection.execute(text("SELECT pg_sleep(60)"))
    assert time.monotonic() - begun < 2 * SECONDS
    database.close()


def test_a_file_that_somebody_else_keeps_locked_fails_within_seconds_and_can_still_be_read(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    person = users.add(database, "Zoë", Role.READER)
    other = sqlite3.connect(tmp_path / "assistant.db")
    other.execute("BEGIN IMMEDIATE")

    def rename(number: int) -> None:
        with pytest.raises(StoreUnavailable):
            chats.begin(database, f"c{number}", person.id)

    begun = time.monotonic()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(rename, range(4)))
    for number in range(20):
        rename(number)
    assert time.monotonic() - begun < 12
    assert users.by_id(database, person.id) is not None
    other.rollback()
    other.close()
    time.sleep(REST)
    assert chats.begin(database, "c1", person.id)
    database.close()


def test_a_fault_of_a_statement_is_no_sign_that_the_database_is_away(database: Database) -> None:
    for _ in range(3):
        with pytest.raises(Exception, match="nowhere") as told, database.read() as connection:
            connection.execute(text("SELECT * FROM nowhere"))
        assert not isinstance(told.value, StoreUnavailable)
    assert users.everyone(database) == ()


@pytest.mark.parametrize("record", ['{"answer": ', "[]", '"words"', "null", '{"answer": null}', '{"answer": {}}'])
def test_a_record_that_cannot_be_read_hides_no_other(tmp_path: Path, record: str) -> None:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    owner = kept(database, "How?")
    raw = sqlite3.connect(tmp_path / "assistant.db")
    raw.execute("UPDATE answers SET record = ?, question = CAST(x'ff41' AS TEXT)", (record,))
    raw.commit()
    raw.close()
    assert len(Groups(database).pending(10)) == 1
    assert len(answers.of_user(database, owner)) == 1
    database.close()


@pytest.mark.parametrize("way", ["chat", "message", "words", "everything", "person", "age"])
def test_what_was_removed_is_gone_from_the_files(tmp_path: Path, way: str) -> None:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    owner = kept(database, SECRET)
    assert _holds(tmp_path, SECRET)
    account = users.by_id(database, owner)
    assert account is not None
    match way:
        case "chat":
            chats.remove(database, "c1", account.person)
        case "message":
            chats.remove_message(database, "m1", owner)
        case "words":
            chats.edit_message(database, "m1", owner, "other words")
        case "everything":
            retention.remove_of(database, account.person)
        case "person":
            users.remove(database, account.person, audit.COMMAND_LINE)
        case "age":
            retention.remove_old(database, now() + timedelta(days=400), timedelta(days=365))
    if way in {"message", "words"}:  # the answer repeats the question, and stays until its chat goes
        chats.remove(database, "c1", account.person)
    assert not _holds(tmp_path, SECRET)
    database.close()


def test_a_file_of_an_earlier_version_loses_what_was_removed_when_it_is_opened(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    kept(database, SECRET)
    database.close()
    raw = sqlite3.connect(tmp_path / "assistant.db")
    raw.execute("PRAGMA secure_delete=OFF")
    for table in ("messages", "answers", "chats"):
        raw.execute(f"DELETE FROM {table}")
    raw.execute("PRAGMA user_version=0")
    raw.commit()
    raw.close()
    assert _holds(tmp_path, SECRET)
    open_database(f"sqlite:///{tmp_path}/assistant.db").close()
    assert not _holds(tmp_path, SECRET)


def _holds(folder: Path, words: str) -> bool:
    return any(words.encode() in path.read_bytes() for path in folder.iterdir())


YEARS = timedelta(days=3653)
DAY = timedelta(days=1)


def test_a_clock_that_jumps_ten_years_ahead_for_a_minute_removes_nothing() -> None:
    passed, moment = [0.0], now()
    clock = SteadyClock(lambda _: moment - timedelta(hours=2), lambda: passed[0])

    def look(after: timedelta, tells_more: timedelta = timedelta()) -> bool:
        passed[0] = after.total_seconds()
        return clock.believe(moment + after + tells_more)

    assert look(timedelta())
    assert look(DAY)
    assert not look(2 * DAY, YEARS)
    assert not look(3 * DAY)  # it has jumped back
    assert look(4 * DAY)


def test_a_server_that_starts_while_the_clock_is_wrong_removes_nothing(database: Database) -> None:
    owner = kept(database, "How?")
    wrong = now() + YEARS
    chats.begin(database, "c2", owner)
    clock = SteadyClock(lambda before: retention.last_sign(database, before))
    assert not clock.believe(wrong)
    assert clock.believe(wrong + timedelta(seconds=1))  # a day later in truth: the clock has gone on from there


def test_a_server_that_is_used_removes_what_is_too_old_at_its_start(database: Database) -> None:
    kept(database, "How?")
    clock = SteadyClock(lambda before: retention.last_sign(database, before))
    assert clock.believe(now() + timedelta(days=3))
    assert SteadyClock(lambda _: None).believe(now())
