"""What is kept of an answer, and what happens while the server runs."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text, update
from starlette.testclient import TestClient

from assistant.store import answers, chats
from assistant.store.database import now
from assistant.store.schema.tables import chats as chat_table
from assistant.web.kept import Keeper, Place
from tests.web.conftest import Site

Sites = Callable[..., Site]


def test_an_answer_begins_its_chat_when_chainlit_has_not_yet(site: Sites) -> None:
    place = site(accounts="password")
    zoe = place.add("Zoë")
    answer = place.assistant.ask("How?")
    Keeper(place.assistant, place.database, keeps=True).keep(answer, Place(zoe.id, "c1", "m1"))
    assert chats.begin(place.database, "c1", zoe.id, "How?")
    assert [each.id for each in answers.of_chat(place.database, "c1")] == [answer.answer_id]


def test_an_answer_is_not_kept_in_the_chat_of_another(site: Sites) -> None:
    place = site(accounts="password")
    zoe, bob = place.add("Zoë"), place.add("Bob")
    chats.begin(place.database, "c1", zoe.id)
    Keeper(place.assistant, place.database, keeps=True).keep(place.assistant.ask("How?"), Place(bob.id, "c1", "m1"))
    assert answers.of_chat(place.database, "c1") == ()


def test_an_answer_is_given_even_when_it_cannot_be_kept(site: Sites, caplog: pytest.LogCaptureFixture) -> None:
    place = site(accounts="password")
    zoe = place.add("Zoë")
    with place.database.write() as connection:
        connection.execute(text("DROP TABLE feedback"))
        connection.execute(text("DROP TABLE answers"))
    answer = place.assistant.ask("How about the quetzal?")
    outcome = Keeper(place.assistant, place.database, keeps=True).keep(answer, Place(zoe.id))
    assert outcome.recalled.answer == answer
    assert (outcome.kept, outcome.failed) == (False, True)
    assert "Keeping an answer failed (id " in caplog.text
    assert "quetzal" not in caplog.text


def test_what_is_too_old_is_removed_when_the_server_starts(site: Sites) -> None:
    place = site(keep_days=30)
    for name, days in (("old", 31), ("new", 29)):
        chats.begin(place.database, name, person_id(place), name)
        with place.database.write() as connection:
            old = now() - timedelta(days=days)
            connection.execute(update(chat_table).where(chat_table.c.id == name).values(updated_at=old))
    with TestClient(place.app, base_url="http://localhost"):
        deadline = time.monotonic() + 10
        while chats.get(place.database, "old") and time.monotonic() < deadline:
            time.sleep(0.01)
        assert [chats.get(place.database, name) is None for name in ("old", "new")] == [True, False]


def person_id(place: Site) -> str:
    with place.database.read() as connection:
        return str(connection.execute(text("SELECT id FROM users")).scalar_one())
