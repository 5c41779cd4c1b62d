"""Processes that were stopped (``kill -STOP``) while they open the index, or write to it, keep nobody else waiting."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest

from assistant.domain import Language
from assistant.errors import DataFolderInUse
from assistant.search.index import Index
from assistant.search.index.generations import Generations
from assistant.search.index.vectors import copy_vectors
from tests.fakes import DUTCH, ENGLISH
from tests.hash_encoder import HashEncoder
from tests.small_index import put_in_service

LOCKING = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute(sys.argv[2])
connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
if sys.argv[2].endswith("IMMEDIATE"):
    connection.execute("CREATE TABLE half_done (id INTEGER)")
print("locked", flush=True)
time.sleep(300)
"""
OPENING = """
import sys
from pathlib import Path
from assistant.search.index import Index
print("ready", flush=True)
sys.stdin.readline()
Index(Path(sys.argv[1]))
sys.stdin.readline()
"""
BUILDING = """
import sys, time
from pathlib import Path
from assistant.search.index.generations import Generations
with Generations(Path(sys.argv[1])).lock():
    print("ready", flush=True)
    time.sleep(300)
"""


@contextmanager
def process(code: str, *arguments: str | Path) -> Iterator["subprocess.Popen[str]"]:
    """Run some code up to its first line of output; it ends with the test, stopped or not."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as started:
        try:
            assert started.stdout is not None
            assert started.stdout.readline()
            yield started
        finally:
            started.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put_in_service(Generations(tmp_path / "index"), [ENGLISH, DUTCH], "v1")


def can_be_searched(folder: Path) -> bool:
    index = Index(folder)
    found = index.nearest(HashEncoder().question("joint influence", Language.EN).vector, Language.EN, 2)
    index.close()
    return len(found) == 2 and bool(np.isfinite(found[0][1]))


@pytest.mark.parametrize("lock", ["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_who_has_stopped_amid_a_change_keeps_no_reader_and_no_ingest_waiting(
    folder: Path, tmp_path: Path, lock: str
) -> None:
    with process(LOCKING, folder / "chroma" / "chroma.sqlite3", lock) as holder:
        os.kill(holder.pid, signal.SIGSTOP)
        begun = time.monotonic()
        assert can_be_searched(folder)
        copy_vectors(folder / "chroma", tmp_path / "copy")
        assert time.monotonic() - begun < 15
    assert can_be_searched(folder)


def test_four_commands_and_an_ingest_that_have_stopped_keep_nobody_waiting(folder: Path) -> None:
    with ExitStack() as stack:
        openers = [stack.enter_context(process(OPENING, folder)) for _ in range(4)]
        ingest = stack.enter_context(process(BUILDING, folder.parent))
        os.kill(ingest.pid, signal.SIGSTOP)
        for number, opener in enumerate(openers):
            assert opener.stdin is not None
            opener.stdin.write("go\n")
            opener.stdin.flush()
            time.sleep(0.03 * number)
            os.kill(opener.pid, signal.SIGSTOP)
        begun = time.monotonic()
        assert can_be_searched(folder)
        with pytest.raises(DataFolderInUse), Generations(folder.parent).lock():
            pass
        assert time.monotonic() - begun < 15
