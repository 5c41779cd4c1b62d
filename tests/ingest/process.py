"""An ingest in a process of its own, which can be killed. It starts from a process that has loaded the libraries."""

from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from assistant.search.index.generations import Generations
from tests.ingest.desk import Desk

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["ingest.sync", __name__])


def run(corpus: Path, index: Path) -> None:
    """Ingest with the hash encoder."""
    Desk(corpus, Generations(index)).ingest()


def start_ingest(desk: Desk) -> ForkServerProcess:
    """Start an ingest of what the desk holds."""
    process = _CONTEXT.Process(target=run, args=(desk.corpus, desk.generations.root))
    process.start()
    return process
