"""``python -m evals.bench.scale.embedding``: 200 people who ask at once, with the model here and with the model apart.

Each person embeds questions one after the other, in a thread of their own. The server runs in a process of its own; a
pass of one text at a time (``together`` 1) is what it would be without batching.
"""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import httpx
import psutil  # type: ignore[import-untyped]

from assistant.bootstrap import model_id, neutral_encoder, token_counter
from assistant.domain import Language
from assistant.models.apart.client import RemoteEncoder, TextEncoder
from assistant.settings import load_settings
from evals.bench.figure import percentile
from evals.bench.questions import QUESTIONS

PEOPLE = 200
ROUNDS = 5
PORT = 18_010


@dataclass(frozen=True)
class Measured:
    """How it went: questions a second, and milliseconds for one."""

    name: str
    rate: float
    p50: float
    p95: float

    def __str__(self) -> str:
        return f"{self.name}: {self.rate:.0f} questions/s, p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms"


def measured(name: str, encoder: TextEncoder, people: int) -> Measured:
    """Let people ask different questions at once, and return how it went."""
    times: list[float] = []

    def person(number: int) -> None:
        for turn in range(ROUNDS):
            _, text = QUESTIONS[(number + turn) % len(QUESTIONS)]
            begun = time.perf_counter()
            encoder.question(f"{text} ({number}, {turn})", Language.EN)
            times.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=person, args=(number,)) for number in range(people)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    in_ms = [1000 * each for each in times]
    return Measured(name, len(times) / seconds, percentile(in_ms, 50), percentile(in_ms, 95))


@contextmanager
def _server(together: int) -> Iterator[int]:
    run = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", run, "embed-server", "--port", str(PORT), "--together", str(together)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        while True:
            with suppress(httpx.HTTPError):
                httpx.get(f"http://127.0.0.1:{PORT}/healthz")
                break
            time.sleep(0.2)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _memory(process: int = 0) -> float:
    return float(psutil.Process(process or os.getpid()).memory_info().rss) / 1e6


def apart(together: int, people: int) -> Sequence[Measured]:
    """Measure with the model in a process of its own."""
    settings = load_settings()
    with _server(together) as process:
        encoder = RemoteEncoder(
            f"http://127.0.0.1:{PORT}", model_id(settings), token_counter(settings.embedding_model), timeout=120
        )
        encoder.question("What is measured first would be measured cold.", Language.EN)
        found = [measured(f"apart, up to {together} together, {each} people", encoder, each) for each in (1, people)]
        passes = httpx.get(f"http://127.0.0.1:{PORT}/healthz").json()
        encoder.close()
        _tell(f"  the server: {_memory(process):.0f} MB; {passes['texts'] / passes['passes']:.1f} texts a pass")
        return found


def main() -> None:
    """Measure, and print the figures."""
    settings = load_settings()
    for together in (1, 8, 32):
        for each in apart(together, PEOPLE):
            _tell(str(each))
    before = _memory()
    encoder = neutral_encoder(settings.embedding_model, settings.models)
    encoder.question("What is measured first would be measured cold.", Language.EN)
    for people in (1, PEOPLE):
        _tell(str(measured(f"in one process, {people} people", encoder, people)))
    _tell(f"memory of this process without the model {before:.0f} MB, with it {_memory():.0f} MB")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
