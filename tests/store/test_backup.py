"""A backup put back into an empty folder holds all that was kept, whichever database it comes from and goes to."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import select, text
from typer.testing import CliRunner

from assistant.cli import app
from assistant.cli.services import real_services
from assistant.errors import StoreUnavailable
from assistant.people.person import Role
from assistant.proof.provenance import record
from assistant.search.index.archive import Archive
from assistant.store import Database, answers, audit, backup, chats, open_database, schema, users
from assistant.store.answers import Given
from assistant.store.audit.verify import verify
from assistant.store.chats import ASKED, Message
from assistant.store.connection.engines import create_engine_of
from assistant.store.database import now
from assistant.store.schema.metadata import metadata
from tests import postgresql
from tests.fakes import DUTCH, ENGLISH, FakeAssistant
from tests.store.earlier import EARLIER

Rows = dict[str, list[dict[str, Any]]]


def fill(database: Database) -> None:
    """Keep something in every table."""
    entries = {name: row for name, row in EARLIER[schema.HEAD].items() if name != "audit"}  # chained by ``note``
    for name, row in entries.items():
        with database.write() as connection:
            connection.execute(metadata.tables[name].insert().values(row))
    person = users.add(database, "Łukasz 中国", Role.REVIEWER)
    assistant = FakeAssistant()
    answer = assistant.ask("How? \u2028 ' \" \\ 😀")
    chats.save(database, Message("m9", "c9", ASKED, "Zoë", answer.question, now()), person.id)
    made = record(answer, assistant.passage, assistant.document)
    answers.save(database, Given(answer.answer_id, person.id, made, chat_id="c9", message_id="m10"))
    audit.note(database, audit.SYSTEM, "test", details={"a": [1, None, "x"]})


def everything(database: Database) -> Rows:
    with database.read() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]
            for table in metadata.sorted_tables
            if table.name != "keys"  # they are of an installation, and made anew in another
        }


@pytest.fixture
def elsewhere(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], str]:
    def address(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / 'restored' / 'assistant.db'}"
        server: postgresql.Server = request.getfixturevalue("postgresql_server")
        return server.new_database()

    return address


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_all_that_was_kept_is_there_again(
    database: Database, tmp_path: Path, elsewhere: Callable[[str], str], target: str
) -> None:
    fill(database)
    Archive(tmp_path / "archive.sqlite").keep([ENGLISH, DUTCH])
    (tmp_path / "topic.json").write_text('{"a": 1}')
    contents = backup.write(database, tmp_path, tmp_path / "made.tar.gz")
    assert (tmp_path / "made.tar.gz").stat().st_mode & 0o777 == 0o600
    address = elsewhere(target)
    assert backup.read(tmp_path / "made.tar.gz", address, tmp_path / "restored") == contents
    restored = open_database(address)
    assert everything(restored) == everything(database)
    audit.note(restored, audit.SYSTEM, "after")  # what comes next is numbered on
    assert len(audit.entries(restored)) == contents.rows["audit"] + 1
    assert verify(restored).faults == ()
    restored.close()
    assert Archive(tmp_path / "restored" / "archive.sqlite").latest(DUTCH.id) == DUTCH
    assert (tmp_path / "restored" / "topic.json").read_text() == '{"a": 1}'


def test_a_backup_that_is_made_while_people_ask_is_of_one_moment(
    database: Database, tmp_path: Path, elsewhere: Callable[[str], str]
) -> None:
    fill(database)
    person = users.add(database, "Anna", Role.READER)
    done = Event()

    def ask() -> None:
        number = 0
        while not done.is_set():
            number += 1
            words = f"question {number}"
            chats.save(database, Message(f"q{number}", f"chat {number}", ASKED, "Anna", words, now()), person.id)

    asking = Thread(target=ask)
    asking.start()
    try:
        for number in range(3):
            backup.write(database, tmp_path, tmp_path / f"{number}.tar.gz")
    finally:
        done.set()
        asking.join()
    address = elsewhere("sqlite")
    contents = backup.read(tmp_path / "2.tar.gz", address, tmp_path / "restored")
    assert contents.rows["messages"] == contents.rows["chats"] - 1  # each chat of these has one message, the first none


@pytest.mark.parametrize("revision", EARLIER)
def test_a_backup_of_an_earlier_version_is_brought_to_the_newest_schema(tmp_path: Path, revision: str) -> None:
    engine = create_engine_of(f"sqlite:///{tmp_path}/old/assistant.db")
    schema.migrate(engine, revision)
    old = Database(engine)
    with old.write() as connection:
        for name, row in EARLIER[revision].items():
            columns, marks = ", ".join(row), ", ".join(f":{each}" for each in row)
            connection.execute(
                text(f"INSERT INTO {name} ({columns}) VALUES ({marks})"),
                {each: json.dumps(value) if isinstance(value, dict | list) else value for each, value in row.items()},
            )
    contents = backup.write(old, tmp_path / "old", tmp_path / "made.tar.gz")
    old.close()
    assert contents.schema == revision
    address = f"sqlite:///{tmp_path}/new/assistant.db"
    backup.read(tmp_path / "made.tar.gz", address, tmp_path / "new")
    restored = open_database(address)
    with restored.read() as connection:
        assert schema.version(connection) == schema.HEAD
    assert everything(restored)["users"][0]["name"] == EARLIER[revision]["users"]["name"]
    restored.close()


def test_nothing_is_overwritten(database: Database, tmp_path: Path) -> None:
    fill(database)
    target = tmp_path / "made.tar.gz"
    backup.write(database, tmp_path, target)
    before = target.read_bytes()
    with pytest.raises(StoreUnavailable, match=r"is there already\. Give the backup another name"):
        backup.write(database, tmp_path, target)
    assert target.read_bytes() == before
    address = f"sqlite:///{tmp_path}/used/assistant.db"
    used = open_database(address)
    users.add(used, "Bob", Role.READER)
    used.close()
    with pytest.raises(StoreUnavailable, match="Restore into an empty one"):
        backup.read(target, address, tmp_path / "used")
    (tmp_path / "topic.json").write_text("{}")
    backup.write(database, tmp_path, tmp_path / "second.tar.gz")
    with pytest.raises(StoreUnavailable, match=r"holds topic\.json already"):
        backup.read(tmp_path / "second.tar.gz", f"sqlite:///{tmp_path}/new.db", tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["made.tar.gz", "second.tar.gz", "topic.json", "used"]


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


def about(**values: object) -> bytes:
    return json.dumps({"schema": schema.HEAD, "rows": {}, "files": [], "format": 1} | values).encode()


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({}, "is no backup"),
        ({"backup.json": b"{"}, "is no backup"),
        ({"backup.json": b"{}"}, "is no backup"),
        ({"backup.json": about(format=2)}, "newer version"),
        ({"backup.json": about(schema="9999")}, "newer version"),
        ({"backup.json": about(rows={"users": 1})}, r"it lacks users"),
        ({"backup.json": about(files=["archive.sqlite"])}, r"it lacks archive\.sqlite"),
        ({"backup.json": about(rows={"users": 1}), "users.jsonl": b""}, "The backup is damaged"),
        ({"../evil": b"x", "backup.json": about()}, "is no backup"),
        ({"/tmp/ser-evil": b"x", "backup.json": about()}, None),
    ],
)
def test_a_file_that_is_no_backup_is_refused_and_writes_nothing_elsewhere(
    tmp_path: Path, members: dict[str, bytes], said: str | None
) -> None:
    source = packed(tmp_path / "made.tar.gz", members)
    address = f"sqlite:///{tmp_path}/new/assistant.db"
    if said:
        with pytest.raises(StoreUnavailable, match=said):
            backup.read(source, address, tmp_path / "new")
    else:
        backup.read(source, address, tmp_path / "new")
    assert not (tmp_path / "evil").exists()
    assert not Path("/tmp/ser-evil").exists()


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    def run(*arguments: str) -> Any:
        return CliRunner().invoke(app, [*arguments], obj=real_services())

    made, data = str(tmp_path / "ser.tar.gz"), str(tmp_path / "data")
    nothing = run("backup", made, "--data", data)
    assert (nothing.exit_code, "There is nothing to back up" in nothing.stderr) == (1, True)
    database = open_database(f"sqlite:///{data}/assistant.db")
    fill(database)
    database.close()
    told = run("backup", made, "--data", data, "--language", "en")
    assert (told.exit_code, told.stdout.startswith(f"{made}: ")) == (0, True)
    restored = run("restore", made, "--data", str(tmp_path / "new"), "--json")
    assert json.loads(restored.stdout)["rows"]["chats"] == 2
    again = run("restore", made, "--data", str(tmp_path / "new"), "--language", "nl")
    assert (again.exit_code, "empty" in again.stderr) == (1, True)
