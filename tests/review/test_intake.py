"""How answers come before reviewers: in groups, by risk, with a sample that chance chooses."""

import asyncio
from dataclasses import dataclass, field
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import AnswerStatus, Language
from assistant.people.person import Person, Role
from assistant.review import risk
from assistant.review.intake import Intake, digest, in_sample
from assistant.review.risk import Reason
from assistant.review.verdict import State
from assistant.store import Database, answers, feedback, retention, users
from assistant.store.answers import Given
from assistant.store.feedback import Feedback
from assistant.store.groups import Groups
from assistant.store.review import queue
from assistant.store.review.queue import Wanted
from assistant.web.edge.queues import Queue
from assistant.web.upkeep import take_in
from tests.fakes import INFLUENCE
from tests.fakes_review import WordsAlike
from tests.review.samples import ASSISTANT, INTAKE_SHARE, asked, given


@dataclass(frozen=True)
class CountingAlike(WordsAlike):
    """Keeps of which questions the vectors were asked."""

    asked: list[str] = field(default_factory=list)

    def vector(self, question: str, language: Language) -> NDArray[np.float32]:
        self.asked.append(question)
        return super().vector(question, language)


@pytest.fixture
def zoe(database: Database) -> Person:
    return users.add(database, "Zoë", Role.READER)


def test_fifty_like_questions_are_one_to_review(database: Database, zoe: Person) -> None:
    ids = {
        given(database, zoe, "How do we reach workers?" if n % 2 else "Workers: how do we reach?") for n in range(50)
    }
    (group,) = queue.page(database, Wanted()).groups
    assert (len(ids), group.size, group.state) == (1, 50, State.OPEN)
    assert len(queue.questions_in(database, group.id)) == 2


def test_the_same_words_are_known_again_without_the_model(database: Database, zoe: Person) -> None:
    alike = CountingAlike()
    for question in ["How do we reach workers?", "How do we reach workers", "Workers: how do we reach?"]:
        asked(database, zoe, question)
        Intake(Groups(database), alike, INTAKE_SHARE).run()
    assert alike.asked == ["How do we reach workers?", "Workers: how do we reach?"]
    assert [group.size for group in queue.page(database, Wanted()).groups] == [3]


def test_nothing_is_taken_in_while_somebody_waits_for_an_answer(database: Database, zoe: Person) -> None:
    intake, answering = Intake(Groups(database), WordsAlike(), INTAKE_SHARE), Event()
    asked(database, zoe, "How?")

    async def meanwhile() -> tuple[int, int]:
        line = Queue("answers", threads=1, waiting=1)
        people = [asyncio.ensure_future(line.do(name, answering.wait, 10)) for name in ("Zoë", "Anna")]
        await asyncio.sleep(0.01)
        await take_in(intake, line.is_waited_for)
        waiting = len(Groups(database).pending(9))
        answering.set()
        await asyncio.gather(*people)
        await take_in(intake, line.is_waited_for)
        return waiting, len(Groups(database).pending(9))

    assert asyncio.run(meanwhile()) == (1, 0)


def test_like_questions_with_another_answer_are_reviewed_apart(database: Database, zoe: Person) -> None:
    assert given(database, zoe, "How?") != given(database, zoe, "unknown How?")
    assert digest(ASSISTANT.ask("How?")) != digest(ASSISTANT.ask("unknown How?"))


def test_whoever_is_dissatisfied_comes_first(database: Database, zoe: Person) -> None:
    first, second = given(database, zoe, "How one?"), given(database, zoe, "How two?")
    assert [each.id for each in queue.page(database, Wanted()).groups] == [second, first]
    answer_id = queue.answers_in(database, first)[0]
    said = feedback.give(database, Feedback(zoe.id, answer_id, 0, answer_id=answer_id))
    assert [each.id for each in queue.page(database, Wanted()).groups] == [first, second]
    feedback.take_back(database, said, zoe.id)
    assert [each.negative for each in queue.page(database, Wanted()).groups] == [0, 0]


def test_what_the_assistant_says_of_itself_is_not_reviewed(database: Database, zoe: Person) -> None:
    assert given(database, zoe, "Hello!", status=AnswerStatus.ASSISTANT) == ""
    assert queue.page(database, Wanted()).groups == ()
    assert Intake(Groups(database), WordsAlike(), 0.0).run() == 0


def test_an_answer_is_taken_in_once(database: Database, zoe: Person) -> None:
    given(database, zoe)
    assert Intake(Groups(database), WordsAlike(), 0.0).run() == 0


def test_an_answer_whose_record_cannot_be_read_keeps_no_other_from_the_queue(database: Database, zoe: Person) -> None:
    values = dict.fromkeys(("question", "language", "status", "composer", "corpus_version", "prompt_version"), "x")
    broken = {"answer": values | {"model": None, "standalone_question": "x"}}
    answers.save(database, Given("broken", zoe.id, broken))
    given(database, zoe)
    assert [each.question for each in queue.page(database, Wanted()).groups] == ["How?"]
    assert Intake(Groups(database), WordsAlike(), 0.0).run() == 0


def test_the_sample_is_what_chance_chooses_the_same_each_time() -> None:
    chosen = [in_sample(f"answer {number}", 0.1) for number in range(10_000)]
    assert 900 < sum(chosen) < 1100
    assert chosen == [in_sample(f"answer {number}", 0.1) for number in range(10_000)]
    assert not any(in_sample(f"answer {number}", 0.0) for number in range(100))


def test_groups_that_nobody_reviewed_go_with_their_answers(database: Database, zoe: Person) -> None:
    given(database, zoe)
    retention.remove_of(database, zoe)
    assert queue.page(database, Wanted(state=())).groups == ()


def test_a_weak_answer_and_a_refusal_that_looks_wrong_are_told_apart() -> None:
    from dataclasses import replace

    answer, refusal = ASSISTANT.ask("How?"), ASSISTANT.ask("unknown thing")
    assert Reason.WEAK in risk.of_answer(replace(answer, scores=(0.4,)), ())
    assert Reason.WEAK not in risk.of_answer(replace(answer, scores=(4.0,)), ())
    assert Reason.WRONG_REFUSAL in risk.of_answer(replace(refusal, scores=(4.0,)), ())
    assert Reason.WRONG_REFUSAL not in risk.of_answer(replace(refusal, scores=(0.4,)), ())


def test_the_queue_is_filtered(database: Database, zoe: Person) -> None:
    given(database, zoe, "How?")
    given(database, zoe, "Hoe?")
    refused = given(database, zoe, "unknown thing")
    assert [each.id for each in queue.page(database, Wanted(status="no_evidence")).groups] == [refused]
    assert [each.question for each in queue.page(database, Wanted(language="nl")).groups] == ["Hoe?"]
    assert [each.question for each in queue.page(database, Wanted(document="kledingmerk")).groups] == ["Hoe?"]
    assert [each.question for each in queue.page(database, Wanted(words="THING")).groups] == ["unknown thing"]
    assert queue.page(database, Wanted(words="%")).groups == ()
    assert INFLUENCE not in str(queue.page(database, Wanted()).groups)
    assert answers.get(database, queue.answers_in(database, refused)[0]) is not None
