"""Feedback: each person's own, on what that person was answered."""

from collections.abc import Callable

import pytest

from assistant.store import chats, feedback, users
from assistant.store.chats import Message
from assistant.store.database import now
from assistant.web.kept import Keeper, Place
from tests.web.conftest import Site

Sites = Callable[..., Site]


@pytest.fixture
def guarded(site: Sites) -> Site:
    """Zoë has a chat with one answer, Bob has nothing."""
    guarded = site(accounts="password")
    zoe, _ = guarded.add("Zoë"), guarded.add("Bob")
    chats.save(guarded.database, Message("m1", "c1", "user_message", "", "How?", now()), zoe.id)
    chats.save(guarded.database, Message("m2", "c1", "assistant_message", "", "So.", now(), run_id="r2"), zoe.id)
    chats.save(guarded.database, Message("m3", "c1", "assistant_message", "", "Sorry", now(), run_id="r3"), zoe.id)
    keeper = Keeper(guarded.assistant, guarded.database, keeps=True)
    keeper.keep(guarded.assistant.ask("How?"), Place(zoe.id, "c1", "m2"))
    return guarded


def answer_id(guarded: Site) -> str:
    account = users.find(guarded.database, "Zoë")
    assert account is not None
    return guarded.answers_of(account.person.id)[0].id


def thumb(guarded: Site, name: str, rated: str, value: int = 0) -> int:
    body = {"feedback": {"forId": rated, "value": value, "comment": "c"}, "sessionId": "x"}
    return guarded.enter(name).put("/feedback", json=body).status_code


@pytest.mark.parametrize("rated", ["m2", "r2"])
def test_a_thumb_is_kept_with_the_answer_that_it_rates(guarded: Site, rated: str) -> None:
    assert thumb(guarded, "Zoë", rated) == 200
    (said,) = feedback.of_answer(guarded.database, answer_id(guarded))
    assert (said.value, said.comment, said.citation, said.chat_id) == (0, "c", 0, "c1")


def test_a_reply_that_is_no_answer_can_be_rated_too(guarded: Site) -> None:
    assert thumb(guarded, "Zoë", "r3") == 200
    assert [(each.target, each.answer_id) for each in feedback.of_chat(guarded.database, "c1")] == [("m3", None)]


@pytest.mark.parametrize("rated", ["m2", "r2", "unknown"])
def test_nobody_rates_what_another_was_answered(guarded: Site, rated: str) -> None:
    assert thumb(guarded, "Bob", rated) == 404
    assert feedback.of_chat(guarded.database, "c1") == ()


def test_only_ones_own_thumb_is_taken_back(guarded: Site) -> None:
    thumb(guarded, "Zoë", "r2")
    (said,) = feedback.of_chat(guarded.database, "c1")
    outcomes = [
        guarded.enter(name).request("DELETE", "/feedback", json={"feedbackId": said.id}).status_code
        for name in ("Bob", "Zoë", "Zoë")
    ]
    assert outcomes == [404, 200, 404]


def test_a_citation_is_called_wrong_with_a_reason(guarded: Site) -> None:
    body = {"answer_id": answer_id(guarded), "number": 2, "reason": "outdated", "comment": "<script>"}
    assert guarded.enter("Zoë").post("/feedback/citation", json=body).status_code == 200
    (said,) = feedback.of_answer(guarded.database, answer_id(guarded))
    assert (said.citation, said.value, said.reason, said.comment) == (2, 0, "outdated", "<script>")


@pytest.mark.parametrize(
    ("name", "change", "status"),
    [
        ("Bob", {}, 404),
        ("Zoë", {"number": 3}, 404),
        ("Zoë", {"answer_id": "unknown"}, 404),
        ("Zoë", {"number": 0}, 422),
        ("Zoë", {"reason": "because"}, 422),
        ("Zoë", {"comment": "x" * 2001}, 422),
    ],
)
def test_only_ones_own_citations_can_be_rated(guarded: Site, name: str, change: dict[str, object], status: int) -> None:
    body = {"answer_id": answer_id(guarded), "number": 1} | change
    assert guarded.enter(name).post("/feedback/citation", json=body).status_code == status
    assert feedback.of_answer(guarded.database, answer_id(guarded)) == ()
