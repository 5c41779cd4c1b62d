from datetime import timedelta

import pytest
from sqlalchemy import update

from assistant.errors import DataFolderInUse
from assistant.search.travel.register import Replica, held
from assistant.store import Database
from assistant.store.generations import SqlRegister
from assistant.store.schema.generation_tables import generation_lock


def test_of_two_who_name_at_once_one_is_refused(database: Database) -> None:
    register = SqlRegister(database)
    assert register.name("g1", "d1", 0).number == 1
    with pytest.raises(DataFolderInUse, match="named meanwhile"):
        register.name("g2", "d2", 0)
    register.name("g2", "d2", 1)
    assert [(each.number, each.name, each.digest) for each in register.namings()] == [(1, "g1", "d1"), (2, "g2", "d2")]


def test_one_holds_the_lock_until_it_ends_or_is_not_heard_of(database: Database) -> None:
    register = SqlRegister(database)
    with held(register) as lease:
        lease.renew()
        with pytest.raises(DataFolderInUse, match="process"), register.lock():
            pass
        with database.write() as connection:  # as after two minutes in which it did not answer
            row = connection.execute(generation_lock.select()).one()
            connection.execute(update(generation_lock).values(until=row.until - timedelta(seconds=300)))
        with register.lock(), pytest.raises(DataFolderInUse):
            lease.renew()
    with register.lock():
        pass


def test_replicas_are_heard_of(database: Database) -> None:
    register = SqlRegister(database)
    said = Replica("a", 1, 2, "g1", "")
    register.report(said)
    register.report(Replica("a", 2, 2, "g2", "it hurts"))
    (heard,) = register.replicas()
    assert (heard.number, heard.generation, heard.fault) == (2, "g2", "it hurts")
    assert 0 <= heard.seconds_ago < 60
