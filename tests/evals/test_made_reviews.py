"""The made-up year that the pages of reviewers are measured on."""

from datetime import timedelta
from pathlib import Path

from assistant.proof.provenance import record
from assistant.review.verdict import State
from assistant.store import open_database
from assistant.store.database import now
from assistant.store.review import queue, statistics
from assistant.store.review.queue import Wanted
from evals.bench.made_reviews import DAYS, Year
from tests.fakes import FakeAssistant


def test_a_year_is_what_the_store_itself_would_keep(tmp_path: Path) -> None:
    assistant = FakeAssistant()
    records = [
        record(assistant.ask(question), assistant.passage, assistant.document)
        for question in ("How?", "Hoe?", "unknown")
    ]
    database = open_database(f"sqlite:///{tmp_path}/assistant.db")
    year = Year(records, 1000)
    year.fill(database)
    edges = (now() - timedelta(days=DAYS + 1), now())
    tallies = statistics.tallies(database, edges)
    assert sum(each.answers for each in tallies) == 1000
    chosen = statistics.sampled(database, edges)
    assert sum(each.answers for each in chosen) == year.sampled.sum()
    assert any(each.verdict for each in chosen)
    groups = queue.page(database, Wanted(state=()), limit=1000).groups
    assert sum(each.size for each in groups) == 1000
    assert {each.state for each in groups} == set(State)
    database.close()
