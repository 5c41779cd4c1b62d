"""Two servers behind HAProxy, PostgreSQL with a standby, both behind lines that can be cut, and Valkey."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.people.person import Role
from assistant.settings import Settings, load_settings
from assistant.store import open_database
from assistant.store.accounts import Accounts
from evals.bench.failover import proxy
from evals.bench.faults.line import Line, line_to
from evals.bench.faults.postgresql import Node, pair
from evals.bench.people import log_in_people
from evals.bench.server import free_port, serving, wait_until_ready


@dataclass
class Valkey:
    """A Valkey or Redis that can go and come back."""

    port: int
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, empty."""
        program = shutil.which("valkey-server") or "redis-server"
        given = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen([program, *given], stdout=subprocess.DEVNULL)

    def stop(self) -> None:
        """Kill it."""
        if self.process:
            self.process.kill()
            self.process.wait()


@dataclass(frozen=True)
class Site:
    """All of it; ``ports`` are those of the servers themselves."""

    url: str
    ports: list[int]
    settings: Settings
    sessions: list[str]
    token: str
    primary: Node
    standby: Node
    lines: tuple[Line, Line]
    valkey: Valkey
    servers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def cut(self) -> None:
        """Cut the network between the servers and PostgreSQL."""
        for line in self.lines:
            line.cut()

    def mend(self) -> None:
        """Mend it."""
        for line in self.lines:
            line.mend()

    def restart(self, how: str) -> None:
        """Stop PostgreSQL, and start it again."""
        self.primary.stop(how)
        time.sleep(2)
        self.primary.start("-c synchronous_standby_names=* -c synchronous_commit=on")

    def promote(self) -> None:
        """Lose the primary for good, and let the standby take over."""
        self.primary.stop("immediate")
        self.standby.control("promote")


@contextmanager
def site(index: Path, people: int, behind: Mapping[int, str] | None = None) -> Iterator[Site]:
    """Run it; ``behind`` tells by how much the clocks of servers are wrong, such as ``{1: "+120s"}``."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="faults-")))
        primary, standby = stack.enter_context(pair())
        lines = (stack.enter_context(line_to(primary.port)), stack.enter_context(line_to(standby.port)))
        valkey = Valkey(free_port())
        valkey.start()
        stack.callback(valkey.stop)
        hosts = ",".join(f"127.0.0.1:{line.port}" for line in lines)
        port, ports = free_port(), [free_port(), free_port()]
        url = f"http://127.0.0.1:{port}/"
        os.environ["DATABASE_URL"] = f"postgresql://bench@{hosts}/bench?target_session_attrs=read-write"
        os.environ["ASSISTANT_ACCOUNTS"] = "password"
        os.environ["ASSISTANT_PUBLIC_URL"] = url
        os.environ["ASSISTANT_TRUSTED_PROXIES"] = "127.0.0.0/8"
        os.environ["ASSISTANT_LIMITS_URL"] = f"redis://127.0.0.1:{valkey.port}/0"
        settings = load_settings()
        os.environ["ASSISTANT_MODEL_DIR"] = str(index / "models")
        sessions, token = list(log_in_people(settings, people, 0)), _token(settings)
        made = Site(url, ports, settings, sessions, token, primary, standby, lines, valkey)
        for number, own in enumerate(ports):
            shutil.copytree(index, folder / str(number), ignore=shutil.ignore_patterns("assistant.db*", "*.lock"))
            data = settings.model_copy(update={"data_dir": folder / str(number)})
            made.servers.append(stack.enter_context(serving(data, own, _at((behind or {}).get(number, "")))))
        for own, server in zip(ports, made.servers, strict=True):
            wait_until_ready(own, server)
        stack.enter_context(proxy(folder, port, ports))
        time.sleep(1)
        yield made


def _token(settings: Settings) -> str:
    database = open_database(settings.database_address)
    try:
        Accounts(database).add("Program", Role.READER, "a good password")
        return Accounts(database).create_token("Program", "bench")
    finally:
        database.close()


def _at(wrong: str) -> tuple[str, ...]:
    """Return what runs a program with a wrong clock (libfaketime); how time passes stays as it is."""
    return (
        ("env", "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1", "faketime", "-m", "-f", wrong)
        if wrong
        else ()
    )
