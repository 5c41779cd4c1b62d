"""The tables of a database as files, a line of JSON a row, alike for every kind of database."""

import base64
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)

BATCH = 500
_OUR_OWN = frozenset({"alembic_version", "keys"})
"""What belongs to an installation, and is made anew in the next."""

_BEGUN = frozenset({"audit_head"})
"""What the schema itself puts a row into, which is nobody's and gives way."""


def file_of(table: str) -> str:
    """Return the name of a table's file."""
    return f"{table}.jsonl"


def write(connection: Connection, folder: Path) -> dict[str, int]:
    """Write every table into a folder and return how many rows each has."""
    return {table.name: _write(connection, table, folder / file_of(table.name)) for table in _tables(connection)}


def read(connection: Connection, folder: Path, names: Sequence[str]) -> dict[str, int]:
    """Fill the empty tables of a database, and return how many rows each got."""
    return {
        table.name: _read(connection, table, folder / file_of(table.name))
        for table in _tables(connection)
        if table.name in names
    }


def is_used(connection: Connection) -> bool:
    """Tell whether any table has a row that somebody put there."""
    filled = (table for table in _tables(connection) if table.name not in _BEGUN)
    return any(connection.execute(select(table).limit(1)).first() for table in filled)


def _tables(connection: Connection) -> list[Table]:
    """Return the tables as they are, whatever the schema, those that others refer to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in _OUR_OWN]


def _write(connection: Connection, table: Table, path: Path) -> int:
    count = 0
    wanted = select(table).order_by(*table.primary_key)
    with path.open("w", encoding="utf-8") as file:
        for row in connection.execution_options(yield_per=BATCH).execute(wanted).mappings():
            values = {name: _told(value) for name, value in row.items()}
            file.write(json.dumps(values, ensure_ascii=False) + "\n")
            count += 1
    return count


def _read(connection: Connection, table: Table, path: Path) -> int:
    count = 0
    if table.name in _BEGUN:
        connection.execute(delete(table))
    with path.open(encoding="utf-8") as file:
        rows: Iterator[dict[str, Any]] = ({**json.loads(line)} for line in file)
        while batch := list(islice(rows, BATCH)):
            connection.execute(
                insert(table),
                [{name: _understood(value, table.c[name]) for name, value in row.items()} for row in batch],
            )
            count += len(batch)
    _count_on(connection, table)
    return count


def _count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number what comes next after what was put in."""
    for column in table.primary_key:
        if connection.dialect.name == "postgresql" and isinstance(column.type, Integer):
            highest = connection.execute(select(func.max(column))).scalar()
            if highest is not None:
                sequence = text("SELECT setval(pg_get_serial_sequence(:table, :column), :highest)")
                connection.execute(sequence, {"table": table.name, "column": column.name, "highest": highest})


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value


def _understood(value: Any, column: Column[Any]) -> Any:
    if isinstance(value, str) and isinstance(column.type, DateTime):
        return datetime.fromisoformat(value).astimezone(UTC)
    if isinstance(value, str) and isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return value
