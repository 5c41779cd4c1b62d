"""The record of an answer: everything but who asked."""

import json

import pytest

from assistant.domain import AnswerStatus
from assistant.review.verdict import Verdict
from assistant.store import Database, retention
from assistant.store.review.dossier import dossier
from tests.fakes import INFLUENCE
from tests.reviewing import BEGIN, Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_there_is_no_record_of_an_answer_that_never_was(database: Database) -> None:
    assert dossier(database, "nothing") is None


def test_a_record_holds_what_the_answer_rests_on(desk: Desk) -> None:
    answer_id = desk.ask("How?", 3)
    found = dossier(desk.database, answer_id)
    assert found is not None
    assert (found["question"], found["status"], found["given_at"]) == ("How?", "answered", "2026-11-04T00:00:00+00:00")
    assert found["answer"]["citations"][0]["quote"] == INFLUENCE
    assert found["versions"] == {"corpus_version": "", "prompt_version": "", "model": None, "composer": "extract"}
    assert [len(each["sha256"]) for each in found["passages"]] == [64]
    assert [each["id"] for each in found["documents"]] == ["partners"]
    assert (found["checks"], found["scores"], found["timings_ms"]) == ([], [], {})
    assert (found["verdicts"], found["ruling"], found["feedback"]) == ([], None, [])
    assert found["questions_alike"]["asked"] == 1


def test_a_record_holds_every_verdict_with_its_reviewer_and_what_came_of_them(desk: Desk) -> None:
    answer_id = desk.ask("How?")
    desk.judge("How?", Verdict.WRONG, "Anna")
    desk.judge("How?", Verdict.RIGHT, "Anna")
    found = dossier(desk.database, answer_id)
    assert found is not None
    assert [(each["reviewer"], each["verdict"], each["standing"]) for each in found["verdicts"]] == [
        ("Anna", "wrong", False),
        ("Anna", "right", True),
    ]
    assert (found["ruling"]["kind"], found["ruling"]["in_use"]) == ("answer", True)


def test_a_record_says_what_was_said_but_not_by_whom(desk: Desk) -> None:
    answer_id = desk.ask("How?")
    desk.rate(answer_id, 0, 2, citation=1)
    found = dossier(desk.database, answer_id)
    assert found is not None
    assert [(each["value"], each["citation"], each["at"][:10]) for each in found["feedback"]] == [(0, 1, "2026-11-03")]
    assert not any(word in json.dumps(found) for word in (desk.asker.id, desk.asker.name))


def test_an_answer_that_is_gone_is_there_as_it_was_reviewed(desk: Desk) -> None:
    answer_id = desk.ask("How?")
    desk.judge("How?", Verdict.RIGHT, answer_id=answer_id)
    retention.remove_of(desk.database, desk.asker.id, desk.asker.name)
    found = dossier(desk.database, answer_id)
    assert found is not None
    assert (found["kept"], found["given_at"], found["question"]) == (False, None, "How?")
    assert [each["verdict"] for each in found["verdicts"]] == ["right"]
    assert dossier(desk.database, "another") is None


def test_a_refusal_has_a_record_too(desk: Desk) -> None:
    found = dossier(desk.database, desk.ask("unknown", status=AnswerStatus.NO_EVIDENCE))
    assert found is not None
    assert found["status"] == "no_evidence"
    assert found["answer"]["nearest"][0]["quote"] == INFLUENCE
    assert BEGIN.isoformat() == found["given_at"]
