from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import Language
from assistant.search.groups import FOLLOWS, Group, Place, Sample
from assistant.search.index.questions import QuestionStore
from assistant.search.likeness.fitting import Bent, write_questions
from assistant.search.likeness.metric import Metric
from tests.hash_encoder import HashEncoder

EN = Language.EN
NOTHING: Mapping[str, Bent] = {}
TRUST, CONTRACT = Place("guide:a", 3), Place("guide:b", 9)
KNOWN = [
    Sample(Group.KNOWN, "1", EN, "Who helps with trust?", places=(TRUST,)),
    Sample(Group.KNOWN, "2", EN, "Which partner helps with trust?", places=(TRUST,)),
    Sample(Group.KNOWN, "3", EN, "When does a contract end?", places=(CONTRACT,)),
    Sample(Group.KNOWN, "4", EN, "When is the end of a contract?", places=(CONTRACT, TRUST)),
]
OTHERS = [
    Sample(Group.GAP, "5", EN, "What does a contract cost?", "what it costs\nwat het kost"),
    Sample(Group.GAP, "6", EN, "What does a lawyer cost?", "what it costs\nwat het kost"),
    Sample(Group.OFF_TOPIC, "7", EN, "Will it rain tomorrow?"),
    Sample(Group.OFF_TOPIC, "8", EN, "Will it snow tomorrow?"),
    Sample(Group.SMALL_TALK, "9", EN, "hello there", "greeting"),
    Sample(Group.SMALL_TALK, "10", EN, "hello you", "greeting"),
]


def vectors(texts: list[str]) -> NDArray[np.float32]:
    return np.array([each.vector for each in HashEncoder().questions(texts, EN)], np.float32)


def store(folder: Path, samples: list[Sample], had: Mapping[str, Bent] = NOTHING) -> QuestionStore:
    folder.mkdir(exist_ok=True)
    write_questions(folder, samples, vectors([each.text for each in samples]), had)
    return QuestionStore(folder)


def test_a_generation_without_questions_tells_nothing(tmp_path: Path) -> None:
    like = QuestionStore(tmp_path).resembles(vectors(["Who helps?"])[0])
    assert (dict(like.chances), like.places) == ({}, ())


def test_the_place_of_the_likest_question_has_the_largest_share(tmp_path: Path) -> None:
    like = store(tmp_path, KNOWN).resembles(vectors(["Who helps you with trust?"])[0])
    assert (like.places[0].passage_id, like.places[0].start) == ("guide:a", 3)
    assert sum(each.share for each in like.places) == pytest.approx(1, abs=0.05)
    assert like.documents == {"guide"}


@pytest.mark.parametrize(
    ("question", "group"),
    [
        ("Which partner helps you with trust?", Group.KNOWN),
        ("What does a good contract cost?", Group.GAP),
        ("Will it rain or snow tomorrow?", Group.OFF_TOPIC),
        ("hello hello there", Group.SMALL_TALK),
    ],
)
def test_a_question_is_told_by_what_it_is_most_like(tmp_path: Path, question: str, group: Group) -> None:
    chances = store(tmp_path, KNOWN + OTHERS).resembles(vectors([question])[0]).chances
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=lambda each: chances[each]) is group


def test_without_gaps_there_are_places_but_no_chances(tmp_path: Path) -> None:
    like = store(tmp_path, KNOWN + OTHERS[2:]).resembles(vectors(["Who helps with trust?"])[0])
    assert like.places
    assert not like.chances


def test_vectors_can_be_taken_over_by_their_words(tmp_path: Path) -> None:
    assert list(store(tmp_path, KNOWN).embedded()) == [(EN, each.text) for each in KNOWN]


def test_all_questions_can_be_taken_back(tmp_path: Path) -> None:
    store(tmp_path, KNOWN)
    assert store(tmp_path, []).samples == ()


def test_what_goes_on_is_compared_with_what_goes_on_too_and_nothing_else_is(tmp_path: Path) -> None:
    place = Place("guide:c", 20)
    later = Sample(Group.KNOWN, "11", EN, "Who helps with trust? And until when?", FOLLOWS, (place,))
    questions = store(tmp_path, [*KNOWN, later])
    (vector,) = vectors(["Who helps with trust? And until when?"])
    alone, joined = questions.resembles(vector), questions.resembles(vector, follow_up=vector)
    assert [place.passage_id in {each.passage_id for each in like.places} for like in (alone, joined)] == [False, True]
    assert later not in questions.known()


def test_a_fit_to_the_same_questions_is_taken_over_and_one_to_others_is_not(tmp_path: Path) -> None:
    first = store(tmp_path / "first", KNOWN)
    ((key, bent),) = first.fitted().items()
    mirrored = {key: Bent(Metric(bent.metric.mean, -bent.metric.projection), bent.head)}
    taken = store(tmp_path / "second", KNOWN, mirrored).fitted()
    assert (taken[key].metric.projection == -bent.metric.projection).all()
    assert key not in store(tmp_path / "third", KNOWN[:3], mirrored).fitted()
