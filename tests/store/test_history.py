"""Chats, answers, feedback, the audit log, and what becomes of them in time."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from assistant.people.person import Origin, Person, Role
from assistant.proof.provenance import recall, record
from assistant.store import Database, answers, audit, chats, feedback, retention, sessions, users
from assistant.store.answers import Given
from assistant.store.chats import Message
from assistant.store.database import now
from assistant.store.feedback import Feedback
from assistant.store.schema import tables
from tests.fakes import FakeAssistant

ASSISTANT = FakeAssistant()


@pytest.fixture
def zoe(database: Database) -> Person:
    return users.add(database, "Zoë", Role.READER)


@pytest.fixture
def bob(database: Database) -> Person:
    return users.add(database, "Bob", Role.READER)


def say(database: Database, person: Person, chat_id: str, words: str, message_id: str = "") -> bool:
    message = Message(message_id or uuid4().hex, chat_id, "user_message", person.name, words, now())
    return chats.save(database, message, person.id)


def give(database: Database, person: Person, question: str, chat_id: str | None = None) -> str:
    answer = ASSISTANT.ask(question)
    given = Given(uuid4().hex, person.id, record(answer, ASSISTANT.passage, ASSISTANT.document), chat_id=chat_id)
    answers.save(database, given)
    return given.id


def titles(database: Database, person: Person, words: str = "") -> list[str]:
    return [chat.title for chat in chats.page(database, person.id, 50, words=words).chats]


def test_a_chat_is_kept_with_its_messages_in_order(database: Database, zoe: Person) -> None:
    assert chats.begin(database, "c1", zoe.id, "First  question\nof two")
    assert all([say(database, zoe, "c1", "First question"), say(database, zoe, "c1", "Second")])
    assert titles(database, zoe) == ["First question of two"]
    assert [each.content for each in chats.messages_of(database, "c1")] == ["First question", "Second"]


def test_a_message_may_come_before_its_chat_has_a_title(database: Database, zoe: Person) -> None:
    say(database, zoe, "c1", "First")
    chats.begin(database, "c1", zoe.id, "First")
    chats.begin(database, "c1", zoe.id, "Second")
    assert titles(database, zoe) == ["First"]


def test_a_message_sent_again_replaces_its_words(database: Database, zoe: Person) -> None:
    say(database, zoe, "c1", "Firts", "m1")
    say(database, zoe, "c1", "First", "m1")
    assert [each.content for each in chats.messages_of(database, "c1")] == ["First"]


def test_signs_that_no_database_holds_are_left_out(database: Database, zoe: Person) -> None:
    say(database, zoe, "c1", "How\x00? \ud800", "m1")
    answer_id = give(database, zoe, "How\x00? \ud800")
    kept = answers.get(database, answer_id + "\x00")
    assert kept is not None
    assert [each.content for each in chats.messages_of(database, "c1")] == ["How? ?"]
    assert kept.record["answer"]["question"] == "How? ?"


def test_nobody_writes_in_the_chat_of_another(database: Database, zoe: Person, bob: Person) -> None:
    say(database, zoe, "c1", "Mine", "m1")
    assert not say(database, bob, "c1", "Also mine")
    assert not say(database, bob, "c2", "Overwritten", "m1")
    chats.remove_message(database, "m1", bob.id)
    assert [each.content for each in chats.messages_of(database, "c1")] == ["Mine"]


def test_chats_are_listed_page_by_page_the_last_touched_first(database: Database, zoe: Person) -> None:
    for number in range(5):
        chats.begin(database, f"c{number}", zoe.id, str(number))
    say(database, zoe, "c1", "again")
    first = chats.page(database, zoe.id, 3)
    rest = chats.page(database, zoe.id, 3, after=first.chats[-1].id)
    assert [chat.title for chat in (*first.chats, *rest.chats)] == ["1", "4", "3", "2", "0"]
    assert (first.more, rest.more) == (True, False)


def test_chats_are_found_by_their_title_and_by_what_was_said(database: Database, zoe: Person, bob: Person) -> None:
    chats.begin(database, "c1", zoe.id, "More Influence")
    say(database, zoe, "c1", "100% sure?")
    chats.begin(database, "c2", zoe.id, "Other")
    chats.begin(database, "c3", bob.id, "Influence of Bob")
    assert titles(database, zoe, "influence") == titles(database, zoe, "100%") == ["More Influence"]
    assert titles(database, zoe, "%") == ["More Influence"]
    assert titles(database, zoe, "_") == []


def test_a_chat_is_renamed_and_removed_with_all_that_is_in_it(database: Database, zoe: Person) -> None:
    say(database, zoe, "c1", "How?")
    answer_id = give(database, zoe, "How?", "c1")
    feedback.give(database, Feedback(zoe.id, answer_id, 0, answer_id=answer_id, chat_id="c1"))
    chats.rename(database, "c1", "New name")
    assert titles(database, zoe) == ["New name"]
    chats.remove(database, "c1", "Zoë")
    assert chats.get(database, "c1") is None
    assert (answers.get(database, answer_id), feedback.of_answer(database, answer_id)) == (None, ())


def test_an_answer_is_kept_with_its_proof(database: Database, zoe: Person) -> None:
    given = answers.get(database, give(database, zoe, "How?"))
    assert given is not None
    recalled = recall(given.record)
    assert (recalled.answer.question, recalled.answer.citations) == ("How?", ASSISTANT.ask("How?").citations)
    assert set(recalled.passages) == {"partners/0"}


def test_each_says_one_thing_of_an_answer_and_one_of_each_citation(
    database: Database, zoe: Person, bob: Person
) -> None:
    answer_id = give(database, zoe, "How?")
    first = feedback.give(database, Feedback(zoe.id, answer_id, 1, answer_id=answer_id))
    second = feedback.give(database, Feedback(zoe.id, answer_id, 0, comment="No", answer_id=answer_id))
    feedback.give(database, Feedback(zoe.id, answer_id, 0, citation=2, answer_id=answer_id))
    feedback.give(database, Feedback(bob.id, answer_id, 1, answer_id=answer_id))
    assert first == second
    said = {
        (each.user_id, each.citation): (each.value, each.comment) for each in feedback.of_answer(database, answer_id)
    }
    assert said == {(zoe.id, 0): (0, "No"), (zoe.id, 2): (0, ""), (bob.id, 0): (1, "")}


def test_only_ones_own_opinion_can_be_taken_back(database: Database, zoe: Person, bob: Person) -> None:
    answer_id = give(database, zoe, "How?")
    feedback_id = feedback.give(database, Feedback(zoe.id, answer_id, 0, answer_id=answer_id))
    assert not feedback.take_back(database, feedback_id, bob.id)
    assert feedback.take_back(database, feedback_id, zoe.id)


def test_an_entry_of_the_audit_log_can_be_neither_changed_nor_removed(database: Database) -> None:
    audit.note(database, "Zoë", "login", "Zoë", {"by": "password"})
    for change in (update(tables.audit).values(actor="Bob"), delete(tables.audit)):
        with pytest.raises(DatabaseError, match="can only be added to"), database.write() as connection:
            connection.execute(change)
    (entry,) = audit.entries(database)
    assert (entry.actor, entry.action, entry.details) == ("Zoë", "login", {"by": "password"})


def test_what_is_older_than_agreed_is_removed(database: Database, zoe: Person) -> None:
    say(database, zoe, "c1", "How?")
    give(database, zoe, "How?", "c1")
    give(database, zoe, "How?")
    keep = timedelta(days=30)
    assert retention.remove_old(database, now() + timedelta(days=29), keep) == retention.Removed(0, 0)
    assert retention.remove_old(database, now() + timedelta(days=31), keep) == retention.Removed(1, 2)
    assert users.by_id(database, zoe.id) is not None


def test_an_old_answer_stays_in_a_chat_that_is_still_used(database: Database, zoe: Person) -> None:
    say(database, zoe, "c1", "How?")
    old = Given("a1", zoe.id, record(ASSISTANT.ask("How?"), ASSISTANT.passage, ASSISTANT.document), chat_id="c1")
    answers.save(database, replace(old, created_at=now() - timedelta(days=100)))
    retention.remove_old(database, now(), timedelta(days=30))
    assert len(answers.of_chat(database, "c1")) == 1


def test_visitors_who_left_nothing_are_forgotten(database: Database, zoe: Person) -> None:
    passing, asking = (users.ensure(database, name, Origin.VISITOR).person for name in ("visitor 1", "visitor 2"))
    say(database, asking, "c1", "How?")
    retention.remove_old(database, now() + timedelta(days=31), timedelta(days=365))
    assert [users.by_id(database, each.id) is not None for each in (passing, asking, zoe)] == [False, True, True]


def test_a_person_can_have_everything_removed_and_stays_known(database: Database, zoe: Person, bob: Person) -> None:
    token = sessions.begin(database, zoe.id, timedelta(hours=8), now())
    for person, chat_id in ((zoe, "c1"), (bob, "c2")):
        say(database, person, chat_id, "How?")
        answer_id = give(database, person, "How?")
        feedback.give(database, Feedback(zoe.id, answer_id, 0, answer_id=answer_id))
    assert retention.remove_of(database, zoe.id, "Zoë") == retention.Removed(1, 1)
    assert (titles(database, zoe), feedback.of_user(database, zoe.id)) == ([], ())
    assert len(answers.of_user(database, bob.id)) == 1
    assert sessions.person(database, token, now()) == zoe


def test_the_database_answers_as_a_whole_while_it_is_written_to(database: Database, zoe: Person) -> None:
    with database.read() as reader:
        assert reader.execute(text("SELECT count(*) FROM chats")).scalar_one() == 0
        chats.begin(database, "c1", zoe.id, "During")
    assert titles(database, zoe) == ["During"]


def test_a_changed_question_removes_what_came_after_it(database: Database, zoe: Person) -> None:
    for row, words in enumerate(("First", "Second", "Third")):
        say(database, zoe, "c1", words, f"m{row}")
    chats.begin(database, "c1", zoe.id, "First")
    assert chats.edit_message(database, "m1", zoe.id, "Other")
    assert [each.content for each in chats.messages_of(database, "c1")] == ["First", "Other"]
    assert titles(database, zoe) == ["First"]


def test_a_chat_follows_its_first_question_unless_somebody_named_it(database: Database, zoe: Person) -> None:
    for chat in ("c1", "c2"):
        chats.begin(database, chat, zoe.id, "First")
        say(database, zoe, chat, "First", f"{chat}-m")
    chats.rename(database, "c2", "My name")
    for chat in ("c1", "c2"):
        chats.edit_message(database, f"{chat}-m", zoe.id, "Other")
    assert sorted(titles(database, zoe)) == ["My name", "Other"]


def test_nobody_changes_what_another_said(database: Database, zoe: Person, bob: Person) -> None:
    say(database, zoe, "c1", "First", "m1")
    assert not chats.edit_message(database, "m1", bob.id, "Forged")
    assert not chats.edit_message(database, "gone", bob.id, "Forged")
    assert [each.content for each in chats.messages_of(database, "c1")] == ["First"]
