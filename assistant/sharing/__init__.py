"""From settings to what machines share: the store of generations, its register, and who follows it."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import ConfigurationError
from assistant.search.index import IndexInService
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from assistant.search.travel.depot import Depot
from assistant.search.travel.file_register import FileRegister
from assistant.search.travel.follow import Follower
from assistant.search.travel.overview import Overview
from assistant.search.travel.publish import Publisher
from assistant.search.travel.register import Register, held
from assistant.settings import Settings
from assistant.store import Database
from assistant.store.generations import SqlRegister


def depot_of(settings: Settings) -> Depot:
    """Return the store of generations.

    Raises:
        ConfigurationError: where none is set.
    """
    if not settings.store_url:
        raise ConfigurationError("No store is set. Set ASSISTANT_STORE_URL, such as to a folder that machines share.")
    return Depot(settings.store_url)


def register_of(settings: Settings, database: Database | None) -> Register:
    """Return the register: in the database where that is a server that machines share, else in the store."""
    if settings.database_url and database is not None and database.engine.dialect.name == "postgresql":
        return SqlRegister(database)
    return FileRegister(depot_of(settings))


def overview_of(settings: Settings, database: Database | None) -> Overview:
    """Return what tells of the generations of the store, and changes which is named."""
    return Overview(depot_of(settings), register_of(settings, database))


@contextmanager
def publisher_of(settings: Settings, database: Database | None) -> Iterator[Publisher]:
    """Give who may write to the store, for as long as it takes.

    Raises:
        DataFolderInUse: when somebody else writes to it.
    """
    register = register_of(settings, database)
    with held(register) as lease:
        yield Publisher(depot_of(settings), register, lease)


def follower_of(
    settings: Settings,
    generations: Generations,
    archive: Archive,
    model: str,
    database: Database | None,
    service: IndexInService | None = None,
) -> Follower:
    """Return what keeps this server in line with the register."""
    name = re.sub(r"[^\w.-]", "-", f"{socket.gethostname()}-{settings.port}")
    return Follower(name, generations, archive, depot_of(settings), register_of(settings, database), model, service)
