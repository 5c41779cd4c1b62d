"""Verdicts: kept with all that follows from them, never lost, never doubled, never overwritten unseen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest

from assistant.errors import ReviewConflict
from assistant.people.person import Person, Role
from assistant.review.recheck import outdated_by
from assistant.review.ruling import RulingKind
from assistant.review.verdict import State, Verdict
from assistant.store import Database, audit, reviews, rulings, users
from assistant.store.review import queue
from assistant.store.review.queue import Wanted
from tests.fakes import ENGLISH, INFLUENCE
from tests.review.samples import given, judged
from tests.review.test_changes import Shelf, edited

RIGHT, WRONG = Verdict.RIGHT, Verdict.WRONG


@pytest.fixture
def people(database: Database) -> tuple[Person, ...]:
    zoe = users.add(database, "Zoë", Role.READER)
    return zoe, *(users.add(database, name, Role.REVIEWER) for name in ("Ann", "Bob", "Cas"))


@pytest.fixture
def group(database: Database, people: tuple[Person, ...]) -> str:
    return given(database, people[0])


def save(database: Database, group: str, reviewer: Person, verdict: Verdict, seen: int) -> str:
    return reviews.save(database, judged(group, reviewer, verdict), uuid4().hex, seen).id


def of_reviews(database: Database) -> list[audit.Entry]:
    """Return the entries of the log on verdicts, newest first; those on rulings stand between them."""
    return [entry for entry in audit.entries(database) if entry.action.startswith("review.")]


def state(database: Database, group: str) -> State:
    found = queue.get(database, group)
    assert found is not None
    return found.state


def test_a_verdict_makes_its_ruling_at_once(database: Database, group: str, people: tuple[Person, ...]) -> None:
    save(database, group, people[1], RIGHT, 0)
    ruling = rulings.of_group(database, group)
    assert ruling is not None
    assert (state(database, group), ruling.kind) == (State.REVIEWED, RulingKind.ANSWER)
    assert queue.page(database, Wanted()).groups == ()


def test_in_dispute_nothing_holds_until_a_third_decides(
    database: Database, group: str, people: tuple[Person, ...]
) -> None:
    save(database, group, people[1], RIGHT, 0)
    save(database, group, people[2], WRONG, 1)
    assert (state(database, group), rulings.of_group(database, group)) == (State.DISPUTED, None)
    save(database, group, people[3], WRONG, 2)
    ruling = rulings.of_group(database, group)
    assert ruling is not None
    assert (state(database, group), ruling.kind) == (State.REVIEWED, RulingKind.BAR)
    assert len(reviews.holding(database, group)) == 3
    assert reviews.pairs(database) == (("right", "wrong"),)


def test_whoever_did_not_see_the_others_verdict_is_told(
    database: Database, group: str, people: tuple[Person, ...]
) -> None:
    save(database, group, people[1], RIGHT, 0)
    with pytest.raises(ReviewConflict):
        save(database, group, people[2], WRONG, 0)
    assert [each.reviewer for each in reviews.of_group(database, group)] == ["Ann"]


def test_what_is_sent_twice_is_kept_once(database: Database, group: str, people: tuple[Person, ...]) -> None:
    sent = judged(group, people[1], RIGHT)
    first = reviews.save(database, sent, "s1", 0)
    again = reviews.save(database, replace(sent, review=replace(sent.review, id="other")), "s1", 0)
    assert (first.id, len(reviews.of_group(database, group))) == (again.id, 1)


def test_one_who_judges_again_replaces_their_verdict_and_may_take_that_back(
    database: Database, group: str, people: tuple[Person, ...]
) -> None:
    save(database, group, people[1], RIGHT, 0)
    second = save(database, group, people[1], WRONG, 1)
    assert [each.verdict for each in reviews.holding(database, group)] == [WRONG]
    assert not reviews.undo(database, second, people[2].id)
    assert reviews.undo(database, second, people[1].id)
    assert [each.verdict for each in reviews.holding(database, group)] == [RIGHT]
    ruling = rulings.of_group(database, group)
    assert ruling is not None
    assert ruling.kind is RulingKind.ANSWER


def test_the_last_verdict_taken_back_leaves_the_question_open(
    database: Database, group: str, people: tuple[Person, ...]
) -> None:
    reviews.undo(database, save(database, group, people[1], RIGHT, 0), people[1].id)
    assert (state(database, group), rulings.of_group(database, group)) == (State.OPEN, None)
    assert [each.action for each in of_reviews(database)] == ["review.undone", "review.saved"]


def test_every_verdict_is_in_the_log_with_before_and_after(
    database: Database, group: str, people: tuple[Person, ...]
) -> None:
    save(database, group, people[1], RIGHT, 0)
    save(database, group, people[1], WRONG, 1)
    newest, first = of_reviews(database)
    assert (first.details["before"], first.details["after"]["verdict"]) == (None, "right")
    assert (newest.actor, newest.details["before"]["verdict"], newest.details["after"]["verdict"]) == (
        "Ann",
        "right",
        "wrong",
    )


def test_ten_reviewers_at_once_lose_nothing_and_double_nothing(database: Database, people: tuple[Person, ...]) -> None:
    groups = [given(database, people[0], f"How {number}?") for number in range(5)]
    reviewers = [users.add(database, f"Reviewer {number}", Role.REVIEWER) for number in range(10)]

    def work(reviewer: Person) -> None:
        for group in groups:
            submission, saved = uuid4().hex, False
            while not saved:
                seen = reviews.count_of(database, group)
                try:
                    for _ in range(2):  # a double click
                        reviews.save(database, judged(group, reviewer, RIGHT), submission, seen)
                    saved = True
                except ReviewConflict:
                    pass

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(work, reviewers))
    for group in groups:
        assert sorted(each.reviewer_id for each in reviews.of_group(database, group)) == sorted(
            each.id for each in reviewers
        )
    assert sum(entry.action == "review.saved" for entry in audit.entries(database)) == 50


def test_a_changed_document_takes_its_rulings_out_of_use_and_puts_them_in_the_queue(
    database: Database, group: str, people: tuple[Person, ...]
) -> None:
    save(database, group, people[1], RIGHT, 0)
    assert outdated_by(rulings.in_use(database), Shelf(ENGLISH)) == ()
    changed = Shelf(edited(INFLUENCE, "Alone you reach less."))
    found = outdated_by(rulings.in_use(database), changed)
    assert len(found) == 1
    assert state(database, group) is State.REVIEWED  # looking changes nothing
    assert (rulings.take_out_of_use(database, found), rulings.take_out_of_use(database, found)) == (1, 0)
    assert (state(database, group), rulings.in_force(database)) == (State.CHANGED, ())
    (outdated,) = rulings.outdated(database, group)
    assert [change.place.quote for change in outdated.changes] == [INFLUENCE]
    assert audit.entries(database)[0].action == "ruling.outdated"
    save(database, group, people[2], WRONG, 1)  # the verdict on the old words does not stand against it
    assert state(database, group) is State.REVIEWED
