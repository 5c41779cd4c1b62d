"""Wrong tries are counted for all servers on a database together, and their count falls as time passes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from assistant.store import Database, attempts, open_database
from assistant.store.attempts import Count, Full
from assistant.store.schema import tables

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
YEARS = timedelta(days=3650)

ZOE = Count(("pair", "zoë", "10.0.0.1"), 3, MINUTE)
NETWORK = Count(("network", "10.0.0.1"), 4, MINUTE)


def taken(database: Database, *counts: Count, at: datetime = NOON, times: int = 1) -> list[bool]:
    def one() -> bool:
        try:
            return bool(attempts.take(database, counts, at))
        except Full:
            return False

    return [one() for _ in range(times)]


def test_so_many_at_once_and_one_more_each_minute(database: Database) -> None:
    assert taken(database, ZOE, times=4) == [True, True, True, False]
    assert taken(database, ZOE, at=NOON + 0.9 * MINUTE) == [False]
    assert taken(database, ZOE, at=NOON + 2.1 * MINUTE, times=3) == [True, True, False]
    assert taken(database, ZOE, at=NOON + 60 * MINUTE, times=4) == [True, True, True, False]


def test_a_burst_on_two_servers_cannot_exceed_the_room(address: str) -> None:
    servers = [open_database(address) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda number: taken(servers[number % 2], ZOE, NETWORK), range(24)))
    for each in servers:
        each.close()
    assert sum(outcome for [outcome] in outcomes) == 3


def test_a_restart_forgets_nothing(address: str) -> None:
    before = open_database(address)
    taken(before, ZOE, times=3)
    before.close()
    after = open_database(address)
    assert taken(after, ZOE) == [False]
    after.close()


def test_where_one_is_full_none_counts_and_the_full_one_is_named(database: Database) -> None:
    other = Count(("pair", "anna", "10.0.0.1"), 3, MINUTE)
    taken(database, ZOE, NETWORK, times=3)
    taken(database, NETWORK)
    with pytest.raises(Full) as told:
        attempts.take(database, (other, NETWORK), NOON)
    assert told.value.count is NETWORK
    assert taken(database, other, times=4) == [True, True, True, False]


def test_what_is_given_back_counts_no_more(database: Database) -> None:
    for _ in range(5):
        attempts.give_back(database, attempts.take(database, (ZOE, NETWORK), NOON))
    assert taken(database, ZOE, times=4) == [True, True, True, False]


def test_another_counts_instead_of_one_that_is_full(database: Database) -> None:
    few = Count(("few", "zoë"), 2, MINUTE)
    everywhere = Count(("name", "zoë"), 3, MINUTE, instead=few)
    assert taken(database, everywhere, times=6) == [True] * 5 + [False]


def test_a_clock_that_was_wrong_shuts_nobody_out_and_lets_nobody_guess_on(database: Database) -> None:
    taken(database, ZOE, at=NOON + YEARS, times=3)
    assert taken(database, ZOE, times=4) == [True, True, True, False]
    assert taken(database, ZOE, at=NOON - MINUTE) == [False]  # another server's clock is a minute behind


def test_what_has_fallen_is_forgotten_and_names_are_never_kept(database: Database) -> None:
    taken(database, ZOE)
    taken(database, NETWORK, at=NOON + 30 * MINUTE)
    taken(database, Count(("name", "a password"), 3, MINUTE), at=NOON + YEARS)
    attempts.forget(database, NOON + 61 * MINUTE)
    with database.read() as connection:
        kept = connection.execute(select(tables.attempts)).all()
    assert [row.key for row in kept] == [NETWORK.key]
    assert "10.0.0.1" not in kept[0].key
