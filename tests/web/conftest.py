"""A running server with the fake assistant, and our pages without the chat."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.people.passwords import hash_password
from assistant.people.person import Person, Role
from assistant.review.intake import Intake
from assistant.settings import PROJECT, load_settings
from assistant.store import Database, answers, sessions, users
from assistant.store.answers import Given
from assistant.store.database import now
from assistant.store.groups import Groups
from assistant.web.app import create_pages
from assistant.web.edge.identity import COOKIE
from assistant.web.kept import Keeper, Place
from tests.fakes import FakeAssistant
from tests.fakes_review import WordsAlike
from tests.ports import free_port
from tests.stores import open_new
from tests.stores import postgresql_server as postgresql_server  # a fixture
from tests.web.proxies.replicas import REPLICAS, before, database_of


@dataclass(frozen=True)
class Server:
    url: str
    port: int
    folder: Path
    pid: int = 0
    replicas: tuple["Server", ...] = ()

    @property
    def database(self) -> str:
        """The address of its database."""
        return database_of(self.folder)

    @property
    def data(self) -> tuple[Path, ...]:
        """The data folder, or those of all servers that are one to a browser."""
        return tuple(each.folder for each in self.replicas) or (self.folder,)

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds a session: servers on one host tell theirs apart."""
        return f"{COOKIE}_{self.port}"

    @property
    def log(self) -> str:
        return "".join((folder / "log").read_text(encoding="utf-8") for folder in self.data)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on this machine's own address, without accounts."""
    with running(tmp_path_factory.mktemp("server")) as server:
        yield server


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Server]:
    """Run a server with settings as the environment has them, without their prefix; or several that are one."""
    if REPLICAS == 1:
        with running_one(folder, **settings) as server:
            yield server
        return
    folder.mkdir(exist_ok=True)
    port = int(settings.pop("port", "0")) or free_port()
    settings["database_url"] = database_of(folder)
    with_people = settings.get("accounts", "off") != "off"
    if with_people:  # else it is a server for its own machine, and a proxy that says so would be refused
        settings.setdefault("public_url", f"http://127.0.0.1:{port}/")
        settings["trusted_proxies"] = "127.0.0.0/8"
    with ExitStack() as stack:
        all_of_them = [stack.enter_context(running_one(folder / str(number), **settings)) for number in range(REPLICAS)]
        stack.enter_context(before([each.port for each in all_of_them], folder, port, tells=with_people))
        yield Server(f"http://127.0.0.1:{port}", port, folder, all_of_them[0].pid, tuple(all_of_them))


@contextmanager
def running_one(folder: Path, **settings: str) -> Iterator[Server]:
    """Run one server, of the version of the program that is in the folder ``program``."""
    port = int(settings.pop("port", "0")) or free_port()
    folder.mkdir(exist_ok=True)
    server, program = Server(f"http://127.0.0.1:{port}", port, folder), settings.pop("program", str(PROJECT))
    command = [sys.executable, "-m", "tests.web.run_server", str(folder), str(port)]
    settings = {"chat_per_minute": "10000"} | settings  # tests ask faster than people do
    environment = (
        os.environ | {"PYTHONPATH": program} | {f"ASSISTANT_{name.upper()}": value for name, value in settings.items()}
    )
    with (
        (folder / "log").open("ab") as log,
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=log, env=environment, cwd=program) as process,
    ):
        try:
            wait_until_up(server, process)
            yield replace(server, pid=process.pid)
        finally:
            process.terminate()


@pytest.fixture
def pages(tmp_path: Path) -> TestClient:
    app = create_pages(FakeAssistant(), load_settings(data_dir=tmp_path))
    return TestClient(app, base_url="http://localhost:8000", headers={"Accept-Language": "en"})


PASSWORD = "a good password"


@cache
def _hashed() -> str:
    """Return the hash of ``PASSWORD``, made once a run: it takes its time on purpose."""
    return hash_password(PASSWORD)


def log_in(database: Database, name: str) -> str:
    """Log a person in and return the session's token."""
    account = users.find(database, name)
    assert account is not None
    return sessions.begin(database, account.person.id, timedelta(hours=8), now())


@dataclass(frozen=True)
class Site:
    """Our pages without the chat, their database, and people to come in."""

    app: FastAPI
    database: Database
    assistant: FakeAssistant
    intake: Intake

    def browser(self, **headers: str) -> TestClient:
        """Return a browser of its own, with its own cookies."""
        given = {b"Accept-Language": b"en", b"Accept": b"text/html"} | {
            name.replace("_", "-").encode(): value.encode() for name, value in headers.items()
        }
        return TestClient(
            self.app,
            base_url="http://localhost",
            headers=given,  # type: ignore[arg-type]
            follow_redirects=False,
            client=("127.0.0.1", 50000),
        )

    def add(self, name: str, role: Role = Role.READER) -> Person:
        """Add a person, whose password is ``PASSWORD``."""
        return users.add(self.database, name, role, password_hash=_hashed())

    def logged_in(self, name: str, role: Role = Role.READER) -> TestClient:
        """Return the browser of a new person who has logged in."""
        self.add(name, role)
        return self.enter(name)

    def enter(self, name: str) -> TestClient:
        """Return a browser in which a person has logged in."""
        browser = self.browser()
        browser.cookies.set(COOKIE, log_in(self.database, name))
        return browser

    def answers_of(self, user_id: str) -> tuple[Given, ...]:
        """Return what a person was answered."""
        return answers.of_user(self.database, user_id)

    def answer(self, name: str, question: str = "How?") -> str:
        """Give a person an answer, and return its id."""
        account = users.find(self.database, name)
        assert account is not None
        return self.answer_to(account.person, question)

    def answer_to(self, person: Person, question: str = "How?") -> str:
        """Give a person an answer, and return its id."""
        answer = self.assistant.ask(question)
        Keeper(self.assistant, self.database, keeps=True).keep(answer, Place(person.id))
        return answer.answer_id


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """Makes the pages of a server with the given settings."""

    def make(**settings: object) -> Site:
        assistant, chosen = FakeAssistant(), load_settings(**({"data_dir": tmp_path} | settings))
        database = open_new(chosen.database_address)
        intake = Intake(Groups(database), WordsAlike(), chosen.review_sample)
        return Site(create_pages(assistant, chosen, database, intake), database, assistant, intake)

    return make


def wait_until_up(server: Server, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(f"{server.url}/healthz")
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{server.log}")
