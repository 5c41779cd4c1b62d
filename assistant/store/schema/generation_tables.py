"""The tables of the register of generations: what was named, who writes, and what replicas serve."""

from sqlalchemy import Column, Integer, Table

from assistant.store.schema.columns import Moment, Words
from assistant.store.schema.metadata import metadata

generations = Table(
    "generations",
    metadata,
    Column("corpus", Words, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False),
    # The hash of its manifest, and with it of all of its bytes.
    Column("digest", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

generation_lock = Table(
    "generation_lock",
    metadata,
    Column("corpus", Words, primary_key=True),
    Column("holder", Words, nullable=False),
    # Who has not renewed it by then has died.
    Column("until", Moment, nullable=False),
)

generation_replicas = Table(
    "generation_replicas",
    metadata,
    Column("corpus", Words, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("ready", Integer, nullable=False),
    Column("generation", Words, nullable=False),
    Column("fault", Words, nullable=False),
    Column("seen_at", Moment, nullable=False),
)
