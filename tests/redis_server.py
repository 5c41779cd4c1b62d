"""A Redis for the tests: Debian's, on a free port of this machine, with nothing on disk, gone with the tests."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tests.ports import free_port

REQUIRED = os.environ.get("ASSISTANT_REQUIRE_REDIS") == "1"
NEEDS_REDIS = pytest.mark.skipif(
    shutil.which("redis-server") is None and not REQUIRED,
    reason="Redis is not installed, so limits are tested in one process only",
)


@dataclass(frozen=True)
class RedisServer:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        return f"valkey://127.0.0.1:{self.port}/0"

    @contextmanager
    def stopped_dead(self) -> Iterator[None]:
        """It takes connections, and says nothing."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield RedisServer(port, process)
        finally:
            process.send_signal(signal.SIGCONT)
            process.kill()


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("Redis did not start")
