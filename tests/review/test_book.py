"""Decisions found by a question, whatever becomes of the database."""

from dataclasses import dataclass

import pytest

from assistant.domain import Language
from assistant.people.person import Person, Role
from assistant.question.understand import understand
from assistant.review.book import RulingBook
from assistant.review.verdict import Verdict
from assistant.store import Database, reviews, users
from assistant.store.rulings import KeptRulings
from tests.fakes_review import WordsAlike
from tests.hash_encoder import HashEncoder
from tests.review.samples import given, judged


@dataclass
class Book:
    """A book over a database, and the reviewer whose verdicts stand in it."""

    book: RulingBook
    reviewer: Person

    def finds(self, question: str) -> bool:
        return self.book.find(understand(question, HashEncoder())) is not None


@pytest.fixture
def book(database: Database) -> Book:
    reviewer = users.add(database, "Ann", Role.REVIEWER)
    return Book(RulingBook(KeptRulings(database), WordsAlike()), reviewer)


def judge(database: Database, book: Book, question: str, number: int) -> str:
    group = given(database, book.reviewer, question)
    noted = {Language.EN: question, Language.NL: "Hoe nu"}
    verdict = judged(group, book.reviewer, Verdict.RIGHT, question, questions=noted)
    return reviews.save(database, verdict, f"s{number}", 0).id


def test_what_is_decided_is_known_at_the_next_question_and_what_is_taken_back_no_longer(
    database: Database, book: Book
) -> None:
    assert not book.finds("How do we reach workers?")
    review = judge(database, book, "How do we reach workers?", 1)
    assert book.finds("workers: how do we reach?")
    assert book.finds("hoe nu?")
    assert not book.finds("How do we reach farmers?")
    reviews.undo(database, review, book.reviewer.id)
    assert not book.finds("How do we reach workers?")


def test_a_question_much_like_one_is_told_in_its_language(database: Database, book: Book) -> None:
    judge(database, book, "How do we reach workers in a factory?", 1)
    assert book.book.near("How do we reach workers in a mine?", Language.EN) == "How do we reach workers in a factory?"
    assert book.book.near("Something else entirely", Language.EN) == ""
    assert book.book.near("Hoe nu", Language.NL) == "Hoe nu"


def test_without_its_database_the_last_known_decisions_hold(database: Database, book: Book) -> None:
    judge(database, book, "How do we reach workers?", 1)
    assert book.finds("How do we reach workers?")
    with database.write() as connection:
        connection.exec_driver_sql("ALTER TABLE rulings RENAME TO away")
    assert book.finds("How do we reach workers?")
    assert not RulingBook(KeptRulings(database), WordsAlike()).find(
        understand("How do we reach workers?", HashEncoder())
    )
