from pathlib import Path

import numpy as np

from assistant.domain import Language
from assistant.question.query import Query
from assistant.search.index.questions import QuestionStore, write_questions
from assistant.search.known import KnownQuestion
from tests.hash_encoder import HashEncoder

EN = Language.EN
QUESTIONS = [
    KnownQuestion("a", 3, EN, "Who helps with trust?"),
    KnownQuestion("a", 3, EN, "Which partner helps with trust?"),
    KnownQuestion("b", 9, EN, "When does a contract end?"),
]


def query(text: str) -> Query:
    encoded = HashEncoder().question(text, EN)
    return Query(text, EN, encoded, np.ones(len(encoded.spans), np.float32), encoded.spans)


def store(folder: Path) -> QuestionStore:
    write_questions(folder, QUESTIONS, HashEncoder().questions([known.text for known in QUESTIONS], EN))
    return QuestionStore(folder)


def test_a_generation_without_questions_finds_none(tmp_path: Path) -> None:
    assert QuestionStore(tmp_path).like(query("Who helps?"), 5) == []


def test_the_likest_come_first_and_each_place_once(tmp_path: Path) -> None:
    found = store(tmp_path).like(query("When does the contract end?"), 5)
    assert [(each.passage_id, each.start) for each in found] == [("b", 9), ("a", 3)]


def test_the_same_question_is_wholly_alike_and_half_of_it_is_not(tmp_path: Path) -> None:
    opened = store(tmp_path)
    assert opened.like(query("Who helps with trust?"), 1)[0].similarity > 0.99
    assert opened.like(query("Who helps with trust and hires a lawyer in Peru?"), 1)[0].similarity < 0.9


def test_no_more_are_given_than_asked_for(tmp_path: Path) -> None:
    assert len(store(tmp_path).like(query("contract"), 1)) == 1


def test_vectors_can_be_taken_over_by_their_words(tmp_path: Path) -> None:
    assert list(store(tmp_path).known_vectors()) == [(EN, known.text) for known in QUESTIONS]


def test_all_questions_can_be_taken_back(tmp_path: Path) -> None:
    store(tmp_path)
    write_questions(tmp_path, [], [])
    assert QuestionStore(tmp_path).questions == ()
