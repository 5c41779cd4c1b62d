"""Keys that all servers on a database share, each made once."""

import secrets

from sqlalchemy import select

from assistant.store.database import Database, inserting
from assistant.store.schema.tables import keys


def shared(database: Database, name: str) -> str:
    """Return the key of a name, made by whichever server asks first."""
    known = select(keys.c.value).where(keys.c.name == name)
    with database.read() as connection:
        found = connection.execute(known).scalar()
    if found is None:
        with database.write() as connection:
            made = inserting(connection, keys).values(name=name, value=secrets.token_urlsafe(32))
            connection.execute(made.on_conflict_do_nothing())
            found = connection.execute(known).scalar_one()
    return str(found)
