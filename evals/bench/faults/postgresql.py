"""PostgreSQL servers that can be stopped, and a standby that takes over; Debian's, on ports of this machine."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.bench.server import free_port

USER = "postgres" if os.geteuid() == 0 else None
"""It refuses to run as root, so root runs it as Debian's user."""

OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=60"
# A commit is one when the standby has it too; without it the last moments before a failover would be lost.
PRIMARY = "-c synchronous_standby_names=* -c synchronous_commit=on"


def programs() -> Path:
    """Return the folder of the newest PostgreSQL."""
    return sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[-1]


@dataclass(frozen=True)
class Node:
    """One server."""

    folder: Path
    port: int

    def run(self, program: str, *given: str) -> None:
        """Run one of its programs."""
        command = [str(programs() / program), *given]
        subprocess.run(command, user=USER, cwd=self.folder.parent, check=True, capture_output=True)

    def control(self, *given: str) -> None:
        """Start, stop or promote it."""
        self.run("pg_ctl", "-D", str(self.folder), "-w", "-l", f"{self.folder}.log", *given)

    def start(self, options: str = "") -> None:
        """Start it."""
        self.control("-o", f"-p {self.port} {OPTIONS} {options}", "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it: ``fast`` as an operator does, ``immediate`` as a power cut does."""
        self.control("-m", how, "stop")

    @property
    def is_running(self) -> bool:
        """Whether it runs."""
        return (self.folder / "postmaster.pid").exists()


@contextmanager
def pair() -> Iterator[tuple[Node, Node]]:
    """Run a primary and a standby that has each commit before it is one; the database is ``bench``, by ``bench``."""
    with TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        if USER:
            shutil.chown(folder, USER)
        primary, standby = Node(folder / "primary", free_port()), Node(folder / "standby", free_port())
        primary.run("initdb", "-D", str(primary.folder), "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync")
        primary.start()
        primary.run("createdb", "-h", "127.0.0.1", "-p", str(primary.port), "-U", "bench", "bench")
        source = f"host=127.0.0.1 port={primary.port} user=bench"
        standby.run("pg_basebackup", "-D", str(standby.folder), "-d", source, "-R", "-X", "stream", "-c", "fast")
        standby.start()
        primary.stop()
        primary.start(PRIMARY)
        try:
            yield primary, standby
        finally:
            for node in (primary, standby):
                if node.is_running:
                    node.stop("immediate")
