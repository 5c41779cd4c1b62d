"""Limits that servers share hold for all together, by nobody's clock, and shut nobody out when the store is away."""

import logging
import time
from collections.abc import Iterator
from unittest import mock

import pytest

from assistant.cli.doctor.check import Level
from assistant.cli.doctor.limits import check_limits
from assistant.errors import ConfigurationError
from assistant.people.person import Person, Role
from assistant.settings import load_settings
from assistant.web.edge.limits import REQUESTS, Kind, Limits
from assistant.web.edge.limits.counts import PATIENCE, Counts
from tests.ports import free_port
from tests.redis_server import NEEDS_REDIS, RedisServer, redis_server

ANNA = Person("a", "Anna", Role.READER)


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


def limits(address: str, amount: int = 10) -> Limits:
    return Limits({Kind.MESSAGE: amount, Kind.API: amount, Kind.REQUEST: REQUESTS}, Counts(address))


def taken(servers: list[Limits], times: int, person: Person = ANNA) -> int:
    return sum(servers[turn % len(servers)].take(Kind.API, person, "") for turn in range(times))


@NEEDS_REDIS
def test_a_limit_holds_for_all_servers_together(redis: RedisServer) -> None:
    assert taken([limits(redis.address) for _ in range(3)], 30, Person("together", "", Role.READER)) == 10
    assert taken([limits("") for _ in range(3)], 30) == 30  # what each counts by itself


@NEEDS_REDIS
def test_a_server_whose_clock_is_two_minutes_off_counts_in_the_same_window(redis: RedisServer) -> None:
    ahead, person = limits(redis.address), Person("skewed", "", Role.READER)
    assert taken([ahead], 6, person) == 6
    later = time.time() + 120
    with mock.patch("time.time", return_value=later):
        assert taken([limits(redis.address)], 6, person) == 4
    assert ahead.take(Kind.API, person, "") is False


@NEEDS_REDIS
def test_a_store_that_says_nothing_holds_nobody_up_and_shuts_nobody_out(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    counted = limits(redis.address)
    with redis.stopped_dead():
        begun = time.perf_counter()
        assert taken([counted], 30) == 10
        assert time.perf_counter() - begun < 5 * PATIENCE  # one try, and then it is left alone
    assert [each.getMessage() for each in caplog.records] == [
        "The store of the limits does not answer (TimeoutError): each server counts by itself"
    ]


def test_a_store_that_is_not_there_is_said_once_and_in_doctor(caplog: pytest.LogCaptureFixture) -> None:
    address = f"redis://name:hush-hush@127.0.0.1:{free_port()}/0"
    assert taken([limits(address)], 30) == 10
    assert len(caplog.records) == 1
    found = check_limits(load_settings(limits_url=address))
    assert (found.level, "does not answer" in found.finding) == (Level.WARNING, True)
    assert "hush" not in caplog.text + str(found)


@NEEDS_REDIS
def test_it_is_used_again_when_it_is_back(redis: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    counts, person = Counts(redis.address, rest=0), Person("back", "", Role.READER)
    counted = Limits({Kind.API: 10}, counts)
    caplog.set_level(logging.INFO)
    with redis.stopped_dead():
        counted.take(Kind.API, person, "")
    assert taken([counted], 30, person) == 10
    assert "answers again" in caplog.text


@pytest.mark.parametrize(
    ("settings", "level", "told"),
    [
        ({}, Level.OK, "one process"),
        ({"database_url": "postgresql://host/name"}, Level.WARNING, "N times as much"),
    ],
)
def test_doctor_says_who_counts(settings: dict[str, str], level: Level, told: str) -> None:
    found = check_limits(load_settings(**settings))
    assert (found.level, told in found.finding) == (level, True)


@pytest.mark.parametrize("address", ["http://user:hush@host", "memory://", "redis://", "valkey+unix:///x"])
def test_an_address_of_another_kind_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(ConfigurationError, match="ASSISTANT_LIMITS_URL") as told:
        load_settings(limits_url=address)
    assert "hush" not in str(told.value)
