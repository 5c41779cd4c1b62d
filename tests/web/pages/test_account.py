"""What a person sees of what is kept of them, and how it goes."""

from collections.abc import Callable

import pytest

from assistant.store import answers, audit, chats, feedback, users
from assistant.store.feedback import Feedback
from tests.web.conftest import Site

Sites = Callable[..., Site]


@pytest.fixture
def guarded(site: Sites) -> Site:
    guarded = site(accounts="password", keep_days=90)
    for name in ("Zoë", "Bob"):
        person = guarded.add(name)
        chats.begin(guarded.database, f"chat of {name}", person.id, f"Question of {name}")
        answer_id = guarded.answer(name)
        feedback.give(guarded.database, Feedback(person.id, answer_id, 0, comment=f"by {name}", answer_id=answer_id))
    return guarded


def person_id(guarded: Site, name: str) -> str:
    account = users.find(guarded.database, name)
    assert account is not None
    return account.person.id


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["kept for 90 days", "Kept now: chats 1, answers 1, feedback 1.", "Nothing that you ask leaves"]),
        ("nl", ["blijven 90 dagen bewaard", "Nu bewaard: chats 1, antwoorden 1, feedback 1."]),
    ],
)
def test_the_page_says_what_is_kept_and_how_long(guarded: Site, language: str, words: list[str]) -> None:
    page = guarded.enter("Zoë").get("/account", headers={"Accept-Language": language}).text
    assert [each for each in words if each not in page] == []


def test_the_page_says_which_language_model_gets_the_question(site: Sites) -> None:
    page = site(chat_model="mistralai:mistral-small").browser().get("/account").text
    assert "go to the chat model mistralai:mistral-small" in page
    assert "Nothing that you ask leaves" not in page


def test_the_page_says_so_where_nothing_is_kept(site: Sites) -> None:
    page = site(keep_days=0).browser().get("/account").text
    assert "Nothing of your chats is kept" in page
    assert "Remove everything" not in page


def test_a_person_downloads_everything_of_their_own_and_nothing_of_others(guarded: Site) -> None:
    response = guarded.enter("Zoë").get("/account/data")
    assert response.headers["content-disposition"].startswith("attachment")
    kept = response.json()
    assert [chat["title"] for chat in kept["chats"]] == ["Question of Zoë"]
    assert [each["comment"] for each in kept["feedback"]] == ["by Zoë"]
    assert len(kept["answers"]) == 1
    assert "Bob" not in response.text


def test_a_person_removes_everything_of_their_own_and_nothing_of_others(guarded: Site) -> None:
    response = guarded.enter("Zoë").post("/account/remove", data={"confirmed": "true"})
    assert (response.status_code, response.headers["location"]) == (303, "/account?removed=true")
    left = {name: len(answers.of_user(guarded.database, person_id(guarded, name))) for name in ("Zoë", "Bob")}
    assert left == {"Zoë": 0, "Bob": 1}
    assert (audit.entries(guarded.database)[0].action, audit.entries(guarded.database)[0].actor) == (
        "data.removed",
        "Zoë",
    )


def test_nothing_is_removed_without_a_yes(guarded: Site) -> None:
    guarded.enter("Zoë").post("/account/remove")
    assert len(answers.of_user(guarded.database, person_id(guarded, "Zoë"))) == 1
