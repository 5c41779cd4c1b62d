"""Borders that a corpus is given at its ingest, on gardens of which no questions are known."""

import random
import re
from pathlib import Path

import pytest

from assistant.bootstrap import model_id
from assistant.domain import Language
from assistant.question.understand import understand
from assistant.search.borders import FEWEST, SHIPPED, Borders, fit
from assistant.search.groups import Group
from assistant.search.index import Index
from assistant.search.retrieve import retrieve
from assistant.settings import Settings
from tests.hash_encoder import HashEncoder
from tests.ingest.desk import Desk

WORDS = re.findall(
    r"\w+",
    "tulip rose hedge soil compost seed water prune shade frost spade lawn weed bulb pot herb thyme basil root leaf "
    "branch bark moss slug worm bee nest pond path fence",
)
QUESTIONS = "document,anchor,en,nl\n"


def gardens(count: int) -> str:
    drawn = random.Random(3)
    paragraphs = (f"Here the {' '.join(drawn.sample(WORDS, 7))} are kept well." for _ in range(count))
    return "Gardens\n\n" + "\n\n".join(f"Part {number}\n\n{text}" for number, text in enumerate(paragraphs)) + "\n"


@pytest.fixture
def index(desk: Desk) -> Index:
    desk.write("gardens.txt", gardens(60))
    desk.ingest()
    return desk.index()


def score(index: Index, question: str) -> float:
    assert index.borders is not None
    query = understand(question, HashEncoder()).query
    return index.borders.score(query, retrieve(query, index))


@pytest.mark.parametrize(
    ("question", "on_topic"),
    [
        ("Where are the rose and the hedge kept in frost?", True),
        ("Which compost and soil does a tulip bulb need?", True),
        ("Will shares in steel go up before Christmas?", False),
        ("Who sang at the opera on Monday?", False),
    ],
)
def test_what_the_documents_speak_of_is_on_topic_without_known_questions(
    index: Index, question: str, on_topic: bool
) -> None:
    assert (score(index, question) >= 0) is on_topic


def test_small_talk_is_told_without_known_questions(index: Index) -> None:
    vector = HashEncoder().question("hello", Language.EN).vector
    like = index.resembles(vector)
    assert like.chances[Group.SMALL_TALK] > 0.5
    asked = index.resembles(HashEncoder().question("prune rose hedge soil frost", Language.EN).vector)
    assert asked.chances[Group.SMALL_TALK] < 0.5
    assert Group.KNOWN not in asked.chances


def test_borders_can_be_kept_beside_a_generation(index: Index, tmp_path: Path) -> None:
    assert Borders.load(tmp_path) is None
    assert index.borders is not None
    index.borders.save(tmp_path)
    again = Borders.load(tmp_path)
    assert again is not None
    likeness = {Group.SMALL_TALK: 0.5, Group.OFF_TOPIC: 0.2}
    assert again.small_talk(likeness, 0.1) == index.borders.small_talk(likeness, 0.1)


def test_a_corpus_that_says_too_little_has_no_borders_and_no_model_is_loaded(desk: Desk) -> None:
    desk.write("gardens.txt", gardens(FEWEST // 2))
    desk.ingest()

    def no_model() -> HashEncoder:
        raise AssertionError("the embedding model was loaded")

    assert desk.index().borders is None
    assert fit(desk.index(), desk.index().unknown_documents(), no_model) is None


def test_the_borders_that_come_with_the_program_hold_for_the_bundled_model_alone(settings: Settings) -> None:
    assert Borders.load(SHIPPED, model_id(settings)) is not None
    assert Borders.load(SHIPPED, "another") is None


def test_a_small_change_keeps_the_borders_and_a_large_one_sets_them_anew(desk: Desk) -> None:
    desk.write("gardens.txt", gardens(60))
    desk.ingest()
    first = desk.index().borders
    desk.write("gardens.txt", gardens(61))
    desk.ingest()
    kept = desk.index().borders
    desk.write("gardens.txt", gardens(120))
    desk.ingest()
    anew = desk.index().borders
    assert first is not None
    assert kept is not None
    assert anew is not None
    assert (kept.passages, anew.passages > first.passages) == (first.passages, True)


def test_documents_of_which_questions_are_known_need_no_borders(desk: Desk) -> None:
    text = gardens(60)
    desk.write("gardens.txt", text)
    for name in ("partners", "trust"):
        (desk.corpus / f"{name}.txt").unlink(missing_ok=True)
    anchor = text.split("\n\n")[2]
    desk.write("questions.csv", f"{QUESTIONS}gardens,{anchor},what is kept here?,wat staat hier?\n")
    desk.ingest()
    assert desk.index().borders is None
