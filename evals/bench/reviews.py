"""The pages of reviewers on a store that has grown large."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from assistant.answer import Assistant
from assistant.bootstrap import open_assistant
from assistant.errors import AssistantError
from assistant.proof.provenance import record
from assistant.settings import Settings
from assistant.store import Database, open_database
from assistant.store.review import queue
from assistant.store.review.queue import Wanted
from assistant.store.review.statistics import first_at
from evals.bench.figure import Figure, Stopwatch
from evals.bench.made_reviews import Year
from evals.bench.questions import QUESTIONS
from evals.bench.server import running

QUEUE_BUDGET = 300  # milliseconds
DASHBOARD_BUDGET = 1000
PAGES = (
    ("/review", "page of the queue", QUEUE_BUDGET),
    ("/review/dashboard?period=30", "dashboard of 30 days", DASHBOARD_BUDGET),
    ("/review/dashboard?period=365", "dashboard of 12 months", DASHBOARD_BUDGET),
    ("/review/dashboard?period=all", "dashboard of all time", DASHBOARD_BUDGET),
)


def measure_reviews(settings: Settings, folder: Path, count: int, database: str, repeat: int) -> list[Figure]:
    """Fill an empty database with ``count`` answers of a year, and open the pages of reviewers on it.

    Without ``database``, an address, a SQLite file in ``folder`` is filled. ``settings`` have an index.
    """
    folder.mkdir()
    address, filling = database or f"sqlite:///{folder / 'reviews.db'}", Stopwatch()
    with filling.lap():
        _fill(settings, address, count)
    stored = open_database(address)  # anew, as a server finds it: SQLite has put away what it wrote
    try:
        kind, opening = stored.engine.dialect.name, _times(lambda: _open_queue(stored), repeat)
    finally:
        stored.close()
    return [
        Figure(f"filling {kind} with {count} answers", filling.seconds, "s"),
        _figure(f"queue from {kind}, p95", opening, QUEUE_BUDGET),
        *_pages(settings.model_copy(update={"database_url": address}), kind, repeat),
    ]


def _fill(settings: Settings, address: str, count: int) -> None:
    stored = open_database(address)
    try:
        if first_at(stored) is not None:
            raise AssistantError("The database has answers already. Name an empty one with --database.")
        Year(_records(open_assistant(settings)), count).fill(stored)
    finally:
        stored.close()


def _records(assistant: Assistant) -> list[dict[str, Any]]:
    return [record(assistant.ask(question), assistant.passage, assistant.document) for _, question in QUESTIONS]


def _open_queue(database: Database) -> None:
    queue.page(database, Wanted())
    queue.counts(database)


def _pages(settings: Settings, kind: str, repeat: int) -> list[Figure]:
    with running(settings) as url, httpx.Client(base_url=url, timeout=60) as browser:
        figures = []
        for address, name, budget in PAGES:

            def get(address: str = address) -> None:
                _get(browser, address)

            figures.append(_figure(f"{name}, {kind}, p95", _times(get, repeat), budget))
        return figures


def _get(browser: httpx.Client, address: str) -> None:
    response = browser.get(address, headers={"Accept": "text/html"})
    # What no page takes is taken by the chat, with status 200.
    if response.status_code != httpx.codes.OK or "<main" not in response.text:
        raise AssistantError(f"{address} gave status {response.status_code}, or another page.")


def _times(measured: Callable[[], None], repeat: int) -> Stopwatch:
    watch = Stopwatch()
    for _ in range(max(repeat, 5) + 1):
        with watch.lap():
            measured()
    watch.times.pop(0)  # cold
    return watch


def _figure(name: str, watch: Stopwatch, budget: float) -> Figure:
    return Figure(name, watch.percentile(95), "ms", budget)
