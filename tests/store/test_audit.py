"""The audit log: what is in it, found and read bit by bit."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DatabaseError

from assistant.people.person import Role
from assistant.review.verdict import Verdict
from assistant.store import Database, audit, retention, reviews, users
from assistant.store.audit import Sought
from assistant.store.review import queue
from assistant.store.review.queue import Wanted
from assistant.store.schema import tables
from tests.reviewing import BEGIN, DAY, Desk


def test_entries_are_found_by_who_what_and_when(database: Database) -> None:
    for actor, action in (("Anna", "login"), ("Bram", "login"), ("Anna", "review.saved")):
        audit.note(database, actor, action)
    newest = audit.entries(database)[0]

    def found(sought: Sought) -> list[tuple[str, str]]:
        return [(each.actor, each.action) for each in audit.entries(database, 10, sought)]

    assert found(Sought(actor="Anna")) == [("Anna", "review.saved"), ("Anna", "login")]
    assert found(Sought(actor="Anna", action="login")) == [("Anna", "login")]
    assert found(Sought(since=newest.at)) == [("Anna", "review.saved")]
    assert found(Sought(until=newest.at - timedelta(hours=1))) == []
    assert (audit.actors(database), audit.actions(database)) == (("Anna", "Bram"), ("login", "review.saved"))


def test_entries_go_on_before_an_earlier_one(database: Database) -> None:
    for number in range(5):
        audit.note(database, "Anna", "login", str(number))
    first = audit.entries(database, 2)
    assert [each.subject for each in audit.entries(database, 2, before=first[-1].id)] == ["2", "1"]


def test_every_entry_is_read_once_however_many_there_are(database: Database) -> None:
    with database.write() as connection:
        for number in range(audit.BATCH + 3):
            audit.add(connection, "Anna", "login", str(number))
    assert [int(each.subject) for each in audit.every(database)] == list(reversed(range(audit.BATCH + 3)))


@pytest.mark.parametrize("change", [delete(tables.audit), update(tables.audit).values(actor="nobody")])
def test_the_database_refuses_to_change_or_remove_an_entry(database: Database, change: object) -> None:
    audit.note(database, "Anna", "login")
    with pytest.raises(DatabaseError), database.write() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert [each.actor for each in audit.entries(database)] == ["Anna"]


def test_a_published_answer_and_its_withdrawal_are_entries_with_before_and_after(database: Database) -> None:
    desk = Desk(database)
    desk.ask("How?")
    review = desk.judge("How?", Verdict.RIGHT, "Anna")
    reviews.undo(database, review.id, "Anna")
    done = {each.action: each for each in audit.entries(database)}
    made, withdrawn = done["ruling.made"], done["ruling.withdrawn"]
    assert (made.actor, made.subject, made.details["before"]) == ("Anna", review.group_id, None)
    assert made.details["after"]["kind"] == "answer"
    assert withdrawn.details == {"before": made.details["after"], "after": None}


def test_what_is_removed_since_it_is_too_old_is_an_entry(database: Database) -> None:
    Desk(database).ask("How?")
    retention.remove_old(database, BEGIN + 400 * DAY, 365 * DAY)
    retention.remove_old(database, BEGIN + 400 * DAY, 365 * DAY)
    (entry,) = audit.entries(database)
    assert (entry.actor, entry.action, entry.details["answers"]) == ("system", "data.expired", 1)


def test_what_people_remove_of_themselves_is_an_entry(database: Database) -> None:
    person = users.add(database, "Zoë", Role.READER)
    retention.remove_of(database, person.id, person.name)
    (entry,) = audit.entries(database)
    assert (entry.actor, entry.action, entry.details) == ("Zoë", "data.removed", {"chats": 0, "answers": 0})


def test_what_goes_with_a_person_is_gone_from_the_queue_too(database: Database) -> None:
    desk = Desk(database)
    desk.ask("How?")
    users.remove(database, desk.asker, "Mia")
    (entry,) = audit.entries(database)
    assert (entry.actor, entry.action, entry.subject) == ("Mia", "user.removed", "Zoë")
    assert queue.page(database, Wanted()).groups == ()
