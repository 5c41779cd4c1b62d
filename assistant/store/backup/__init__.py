"""Everything that is kept, as one file: the database table by table, and the data folder's files that cannot be remade.

It is made in one consistent state while a server goes on. It does not matter which kind of database it comes from and
goes to. The index is not in it: an ingest makes it again from the documents.
"""

import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import StoreUnavailable
from assistant.search.index.sqlite import copy_database
from assistant.store import schema
from assistant.store.backup import dump
from assistant.store.connection.engines import create_engine_of
from assistant.store.database import Database, open_database

FORMAT = 1
ABOUT = "backup.json"
ARCHIVE = "archive.sqlite"
TOPIC = "topic.json"
FILES = (ARCHIVE, TOPIC)
"""The files of a data folder that hold what cannot be made again: earlier versions of documents, and a calibration."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds: the schema of its tables, their rows, and the files beside them."""

    schema: str
    rows: dict[str, int]
    files: tuple[str, ...]
    format: int = FORMAT


def write(database: Database, data_dir: Path, target: Path) -> Contents:
    """Write a backup; a file that is there already is left alone.

    Raises:
        StoreUnavailable: where the file cannot be written, or is there already.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".backup-") as name:
            folder = Path(name)
            contents = _gather(database, data_dir, folder)
            made = folder / "made.tar.gz"
            made.touch(mode=0o600)  # what people asked is nobody else's on this machine
            names = (ABOUT, *map(dump.file_of, contents.rows), *contents.files)
            with tarfile.open(made, "w:gz") as archive:
                for each in names:
                    archive.add(folder / each, each)
            os.link(made, target)  # unlike a move, it replaces nothing
    except FileExistsError:
        raise StoreUnavailable(f"{target} is there already. Give the backup another name.") from None
    except OSError as error:
        raise StoreUnavailable(f"The backup {target} cannot be written: {error.strerror}.") from None
    return contents


def read(source: Path, address: str, data_dir: Path) -> Contents:
    """Put a backup back into an empty database and data folder.

    Raises:
        StoreUnavailable: where the file is no backup or of a newer version, or something is kept there already.
    """
    with tempfile.TemporaryDirectory(prefix="ser-restore-") as name:
        folder = Path(name)
        contents = _unpack(source, folder)
        if there := [each for each in contents.files if (data_dir / each).exists()]:
            raise StoreUnavailable(f"{data_dir} holds {', '.join(there)} already. Restore into an empty folder.")
        data_dir.mkdir(parents=True, exist_ok=True)
        _fill(address, contents, folder)
        for each in contents.files:
            (data_dir / each).write_bytes((folder / each).read_bytes())
    return contents


def _gather(database: Database, data_dir: Path, folder: Path) -> Contents:
    with database.snapshot() as connection:
        rows = dump.write(connection, folder)
        contents = Contents(schema.version(connection), rows, tuple(_copied(data_dir, folder)))
    (folder / ABOUT).write_text(json.dumps(vars(contents)), encoding="utf-8")
    return contents


def _copied(data_dir: Path, folder: Path) -> Iterator[str]:
    for name in FILES:
        path = data_dir / name
        if not path.is_file():
            continue
        if name == ARCHIVE:
            copy_database(path, folder / name)  # also while an ingest writes to it
        else:
            (folder / name).write_bytes(path.read_bytes())
        yield name


def _unpack(source: Path, folder: Path) -> Contents:
    try:
        with tarfile.open(source, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        values = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        contents = Contents(**values | {"files": tuple(name for name in FILES if name in values["files"])})
    except (OSError, EOFError, tarfile.TarError, ValueError, KeyError, TypeError):
        raise StoreUnavailable(f"{source} is no backup of ser-assistant, or it is damaged.") from None
    if contents.format != FORMAT or contents.schema > schema.HEAD:
        raise StoreUnavailable(
            f"{source} was made by a newer version of ser-assistant. Use that version or a newer one."
        )
    missing = [name for name in contents.rows if not (folder / dump.file_of(name)).is_file()]
    missing += [name for name in contents.files if not (folder / name).is_file()]
    if missing:
        raise StoreUnavailable(f"{source} is damaged: it lacks {', '.join(missing)}.")
    return contents


def _fill(address: str, contents: Contents, folder: Path) -> None:
    engine = create_engine_of(address)
    try:
        with engine.begin() as connection:
            if dump.is_used(connection):
                raise StoreUnavailable("The database holds something already. Restore into an empty one.")
            version = schema.version(connection)
        if not version:
            schema.migrate(engine, contents.schema)
        elif version != contents.schema:
            raise StoreUnavailable(f"The database is empty, but has schema {version}. Give a new one.")
        with engine.execution_options(writes=True).begin() as connection, schema.taking_time(connection):
            found = dump.read(connection, folder, tuple(contents.rows))
    finally:
        engine.dispose()
    if found != contents.rows:
        raise StoreUnavailable(f"The backup is damaged: it tells of {contents.rows}, but holds {found}.")
    open_database(address).close()  # which brings it to the newest schema
