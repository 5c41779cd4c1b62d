"""The database's schema: made at the first start, migrated at later ones, never guessed at."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, insert, select, text
from sqlalchemy.exc import IntegrityError

from assistant.errors import ConfigurationError, StoreUnavailable
from assistant.people.person import Role
from assistant.store import Database, open_database, schema
from assistant.store.audit import entries, note
from assistant.store.connection.engines import create_engine_of
from assistant.store.schema.metadata import metadata
from assistant.store.schema.tables import users
from assistant.store.users import add
from tests.store.earlier import EARLIER


def test_a_new_database_has_the_newest_schema(database: Database) -> None:
    with database.read() as connection:
        assert schema.version(connection) == schema.HEAD


def test_the_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_schema_is_that_of_the_last_migration() -> None:
    script = ScriptDirectory(str(schema.MIGRATIONS))
    assert script.get_current_head() == schema.HEAD
    assert {each.revision for each in script.walk_revisions()} == set(EARLIER)


@pytest.mark.parametrize("revision", EARLIER)
def test_what_an_earlier_version_kept_is_there_after_the_migration(address: str, revision: str) -> None:
    engine = create_engine_of(address)
    schema.migrate(engine, revision)
    with engine.begin() as connection:
        for name, row in EARLIER[revision].items():
            connection.execute(insert(Table(name, MetaData(), autoload_with=connection)).values(row))
    engine.dispose()
    database = open_database(address)
    with database.read() as connection:
        for name, row in EARLIER[revision].items():
            kept = connection.execute(select(metadata.tables[name])).mappings().one()
            assert {column: kept[column] for column in row} == row
    database.close()


def test_opening_again_changes_nothing(address: str) -> None:
    first = open_database(address)
    with first.write() as connection:
        connection.execute(text("INSERT INTO attempts VALUES ('a', 1, '2026-01-01 00:00:00')"))
    first.close()
    second = open_database(address)
    with second.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM attempts")).scalar_one() == 1
    second.close()


def test_a_database_of_a_newer_version_is_left_alone(address: str) -> None:
    database = open_database(address)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreUnavailable, match="schema '9999', which this version of ser-assistant does not know"):
        open_database(address)


@pytest.mark.parametrize("wrong", ["mysql://host/name", "no address", "", "postgresql://host:port/name"])
def test_an_address_of_another_kind_is_named_as_the_fault(wrong: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        open_database(wrong)


def test_a_database_that_cannot_be_reached_is_told_without_its_password() -> None:
    with pytest.raises(StoreUnavailable) as told:
        open_database("postgresql://name:secret@127.0.0.1:1/nowhere")
    assert "secret" not in str(told.value)
    assert re.search(r"127\.0\.0\.1:1/nowhere cannot be opened: .*Check DATABASE_URL", str(told.value), re.DOTALL)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "assistant.db").write_text("something else, and long enough to be looked at as a database" * 20)
    with pytest.raises(StoreUnavailable, match="cannot be opened: file is not a database"):
        open_database(f"sqlite:///{tmp_path}/assistant.db")


def test_what_people_asked_is_for_the_servers_eyes_only(tmp_path: Path) -> None:
    open_database(f"sqlite:///{tmp_path}/assistant.db").close()
    assert (tmp_path / "assistant.db").stat().st_mode & 0o777 == 0o600


def test_a_change_is_kept_wholly_or_not_at_all(database: Database) -> None:
    row = EARLIER["0001"]["users"]
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(insert(users).values([row, row | {"id": "u2"}]))
    with database.read() as connection:
        assert connection.execute(select(users)).all() == []


def test_writers_take_turns_instead_of_failing(database: Database) -> None:
    person = add(database, "Zoë", Role.READER)

    def one(number: int) -> None:
        for index in range(10):
            note(database, person, "test", f"{number}-{index}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(8)))
    assert len({entry.subject for entry in entries(database)}) == 80
