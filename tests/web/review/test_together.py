"""Many reviewers at once, and a server that dies: no verdict is lost, doubled or half kept, on either database."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest

from assistant.people.person import Role
from assistant.review.intake import Intake
from assistant.review.verdict import State, settle
from assistant.settings import load_settings
from assistant.store import Database, audit, reviews, rulings
from assistant.store.groups import Groups
from assistant.store.review import queue
from assistant.store.review.queue import Wanted
from assistant.web.app import create_pages
from tests.fakes import FakeAssistant
from tests.fakes_review import WordsAlike
from tests.web.conftest import Site
from tests.web.review.form import form_in, listed, opened
from tests.web.review.saver import start_saving

REVIEWERS = 10
QUESTIONS = 5
KILLS = 6


@pytest.fixture
def shared(database: Database, tmp_path: Path) -> Site:
    """A site on each kind of database, with questions that wait."""
    assistant = FakeAssistant()
    intake = Intake(Groups(database), WordsAlike(), share=0)
    app = create_pages(assistant, load_settings(data_dir=tmp_path, accounts="password"), database, intake)
    site = Site(app, database, assistant, intake)
    site.add("Rik")
    for number in range(QUESTIONS):
        site.answer("Rik", f"How {uuid4().hex} {number}?")
    site.intake.run()
    return site


def work_through(site: Site, name: str) -> list[str]:
    """Judge everything in the queue as one reviewer does, and return the groups that were saved."""
    browser = site.logged_in(name, Role.REVIEWER)
    saved = []
    for group in listed(site.database, state=()):
        form = opened(browser, group.id).fill(verdict="right", note=name)
        reply = form.save()
        while reply.status == 409:  # somebody was quicker: look, and save again
            form = form_in(browser, form.path, reply)
            reply = form.save()
        assert reply.status == 303
        assert form.save().status == 303  # an impatient second click
        saved.append(group.id)
    return saved


def test_ten_reviewers_lose_and_double_nothing(shared: Site) -> None:
    names = [f"Reviewer {number}" for number in range(REVIEWERS)]
    with ThreadPoolExecutor(REVIEWERS) as pool:
        saved = list(pool.map(lambda name: work_through(shared, name), names))
    assert {len(each) for each in saved} == {QUESTIONS}
    for group in listed(shared.database, state=()):
        kept = reviews.of_group(shared.database, group.id)
        assert Counter(each.reviewer for each in kept) == dict.fromkeys(names, 1)
        assert (group.state, group.verdict) == (State.REVIEWED, "right")
    entries = [each for each in audit.entries(shared.database) if each.action == "review.saved"]
    assert len({each.subject for each in entries}) == len(entries) == REVIEWERS * QUESTIONS


def is_whole(database: Database) -> bool:
    """Return whether every verdict has its entry, and each group is as its verdicts leave it."""
    told = Counter(each.subject for each in audit.entries(database, 1_000_000) if each.action == "review.saved")
    kept: Counter[str] = Counter()
    for group in queue.page(database, Wanted(state=())).groups:
        kept.update(each.id for each in reviews.of_group(database, group.id))
        standing = reviews.holding(database, group.id)
        ruling = rulings.of_group(database, group.id)
        verdict = standing[-1].verdict.value if standing else ""
        agrees = ruling.checked_at == standing[-1].at if ruling and standing else not standing
        if len(standing) > 1 or (group.state, group.verdict) != (settle(standing), verdict) or not agrees:
            return False
    return told == kept and set(kept.values()) <= {1}


@pytest.mark.timeout(300)
def test_a_server_killed_while_saving_leaves_everything_or_nothing(shared: Site, address: str) -> None:
    random = Random(8)
    before = 0
    for _ in range(KILLS):
        process = start_saving(address)
        while count(shared.database) == before and process.is_alive():
            time.sleep(0.02)
        time.sleep(random.uniform(0, 0.2))
        process.kill()
        process.join()
        assert is_whole(shared.database)
        assert count(shared.database) > before
        before = count(shared.database)


def count(database: Database) -> int:
    """Return how many verdicts are kept."""
    return sum(reviews.count_of(database, each.id) for each in listed(database, state=()))
