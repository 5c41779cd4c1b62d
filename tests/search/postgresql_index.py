"""An index in PostgreSQL, for the tests."""

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.search.index import Index
from assistant.search.postgres.index import PostgresInService
from assistant.search.postgres.writing import write
from tests.postgresql import Server
from tests.small_index import MODEL


@contextmanager
def in_postgresql(server: Server, index: Index, address: str = "") -> Iterator[PostgresInService]:
    """Write an index to a database, a new one where none is given, and open what is in service there."""
    address = address or server.new_database()
    write(address, "corpus", index)
    service = PostgresInService(address, "corpus", MODEL)
    try:
        yield service
    finally:
        service.close()
