"""Several servers on one database: what one does the others know, by no clock, and what one is at no other begins."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import NamedTuple

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from assistant.errors import StoreUnavailable
from assistant.people.person import Role
from assistant.settings import load_settings
from assistant.store import Database, chats, open_database, schema, users
from assistant.store.chats import Message
from assistant.store.connection.engines import create_engine_of
from assistant.store.database import change_schema, now
from assistant.store.shared import keys
from assistant.web.edge.logins.secret import key_for
from tests import postgresql


class Pair(NamedTuple):
    """Two servers on one new PostgreSQL database, and its address."""

    one: Database
    other: Database
    address: str


@pytest.fixture
def pair(postgresql_server: postgresql.Server) -> Iterator[Pair]:
    address = postgresql_server.new_database()
    with ThreadPoolExecutor(2) as pool:  # both start on the empty database at once
        one, other = pool.map(open_database, (address, address))
    yield Pair(one, other, address)
    one.close()
    other.close()


def test_one_server_at_a_time_has_the_turn_and_the_next_when_it_is_done(pair: Pair) -> None:
    with pair.one.turn("upkeep") as ours:
        assert ours
        with pair.other.turn("upkeep") as theirs, pair.other.turn("something else") as free:
            assert (theirs, free) == (False, True)
    with pair.other.turn("upkeep") as theirs:
        assert theirs


def test_the_turn_of_a_server_that_dies_is_the_next_ones(pair: Pair) -> None:
    with pytest.raises(ZeroDivisionError), pair.one.turn("upkeep"):
        raise ZeroDivisionError
    with pair.other.turn("upkeep") as theirs:
        assert theirs


def test_a_key_is_made_once_however_many_ask_for_it_first(pair: Pair) -> None:
    meet = Barrier(8)

    def ask(number: int) -> str:
        meet.wait(10)
        return keys.shared((pair.one, pair.other)[number % 2], "secret")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    own = load_settings()
    assert key_for(own, pair.one, "login") == key_for(own, pair.other, "login") != key_for(own, pair.one, "other")


@pytest.mark.parametrize("behind", [timedelta(minutes=2), timedelta(hours=3)])
def test_a_chat_that_goes_on_at_a_server_whose_clock_is_behind_keeps_its_order(
    database: Database, behind: timedelta
) -> None:
    person = users.add(database, "Zoë", Role.READER)
    moment = now()
    said = [("1", moment), ("2", moment - timedelta(milliseconds=5)), ("3", moment - behind), ("4", moment - behind)]
    for name, at in said:
        assert chats.save(database, Message(name, "chat", "user_message", "user", name, at), person.id)
    assert [each.id for each in chats.messages_of(database, "chat")] == ["2", "1", "3", "4"]


def revisions() -> list[str]:
    """Return the schemas that there is a way back from."""
    script = ScriptDirectory(str(schema.MIGRATIONS))
    return [each.revision for each in script.walk_revisions() if hasattr(each.module, "downgrade")]


@pytest.mark.parametrize("revision", revisions())
def test_a_schema_goes_back_one_step_and_forward_again_with_what_is_kept(address: str, revision: str) -> None:
    engine = create_engine_of(address)
    schema.migrate(engine, revision)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO attempts VALUES ('a', 1, '2026-01-01 00:00:00')"))
        tables = set(inspect(connection).get_table_names())
    before, after = change_schema(address, back=True)
    assert (before, after) == (revision, f"{int(revision) - 1:04}")
    assert change_schema(address) == (after, schema.HEAD)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM attempts")).scalar_one() == 1
        assert tables <= set(inspect(connection).get_table_names())
    engine.dispose()


def test_a_change_of_the_schema_that_waits_for_a_backup_lets_everybody_else_go_on(
    postgresql_server: postgresql.Server,
) -> None:
    address = postgresql_server.new_database()
    database = open_database(address)
    change_schema(address, back=True)
    longest = 0.0
    with ThreadPoolExecutor(1) as pool:
        with database.read() as backup:
            for table in inspect(backup).get_table_names():
                backup.execute(text(f"LOCK TABLE {table} IN ACCESS SHARE MODE"))
            changed = pool.submit(change_schema, address)
            begun = time.monotonic()
            while (passed := time.monotonic() - begun) < 2 * schema.MOMENT:
                with database.read() as connection:
                    connection.execute(text("SELECT count(id) FROM chats"))
                longest = max(longest, time.monotonic() - begun - passed)
            assert not changed.done()
        assert changed.result()[1] == schema.HEAD
    assert longest < schema.MOMENT + 1
    database.close()


def test_there_is_a_way_back_from_the_newest_schema() -> None:
    assert schema.HEAD in revisions()


@pytest.mark.parametrize(
    ("found", "told"),
    [("0001", "'0001' cannot be taken back.*backup"), ("9999", "'9999', which this version of ser-assistant does not")],
)
def test_a_schema_without_a_way_back_is_refused_with_what_to_do(address: str, found: str, told: str) -> None:
    open_database(address).close()
    engine = create_engine_of(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :found"), {"found": found})
    with pytest.raises(StoreUnavailable, match=told):
        change_schema(address, back=True)
    with engine.begin() as connection:
        assert schema.version(connection) == found
    engine.dispose()
