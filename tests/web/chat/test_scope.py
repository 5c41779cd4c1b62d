"""Which documents a chat is about: one's own chat alone, and what is in service."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.people.person import Role
from assistant.settings import load_settings
from assistant.store import Database, chats, open_database, users
from assistant.web.chat.tools.scope import Scopes, routes
from assistant.web.edge.identity import person_of
from tests.fakes import DUTCH, ENGLISH, FakeAssistant


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(load_settings(data_dir=tmp_path).database_address)
    yield opened
    opened.close()


@pytest.fixture
def scopes(database: Database) -> Scopes:
    return Scopes(FakeAssistant(), database)


def browser(scopes: Scopes, name: str) -> TestClient:
    found = users.find(scopes.database, name)
    person = found.person if found else users.add(scopes.database, name, Role.READER)
    app = FastAPI()
    app.include_router(routes(scopes))
    app.dependency_overrides[person_of] = lambda: person
    return TestClient(app)


def choose(browser: TestClient, chat: str, *documents: str) -> int:
    return browser.put("/scope", json={"chat": chat, "documents": list(documents)}).status_code


def chosen(browser: TestClient, chat: str) -> list[str]:
    return list(browser.get(f"/scope/{chat}").json()["chosen"])


def test_a_choice_waits_for_the_first_question_and_is_kept_with_the_chat(scopes: Scopes) -> None:
    zoe, chat = browser(scopes, "Zoë"), str(uuid4())
    person = users.find(scopes.database, "Zoë")
    assert person is not None
    assert choose(zoe, chat, ENGLISH.id) == 200
    assert chats.get(scopes.database, chat) is None  # a chat that nobody used is not kept
    chats.begin(scopes.database, chat, person.person.id)
    asyncio.run(scopes.settle(person.person.id, chat))
    assert chosen(browser(Scopes(FakeAssistant(), scopes.database), "Zoë"), chat) == [ENGLISH.id]  # another server
    assert choose(zoe, chat) == 200
    assert chosen(zoe, chat) == []


def test_nobody_sees_or_changes_the_choice_of_another(scopes: Scopes) -> None:
    zoe, ann, chat = browser(scopes, "Zoë"), browser(scopes, "Ann"), str(uuid4())
    person = users.find(scopes.database, "Zoë")
    assert person is not None
    choose(zoe, chat, ENGLISH.id)
    assert chosen(ann, chat) == []
    chats.begin(scopes.database, chat, person.person.id)
    asyncio.run(scopes.settle(person.person.id, chat))
    assert (choose(ann, chat, DUTCH.id), chosen(ann, chat), chosen(zoe, chat)) == (404, [], [ENGLISH.id])


CHAT = "0f8fad5b-d9cb-469f-a165-70867728950e"


@pytest.mark.parametrize(
    ("chat", "documents"),
    [(CHAT, ["nowhere"]), ("x", []), (CHAT, ["x" * 201]), (CHAT, [ENGLISH.id] * 101)],
)
def test_what_is_not_there_cannot_be_chosen(scopes: Scopes, chat: str, documents: list[str]) -> None:
    assert choose(browser(scopes, "Zoë"), chat, *documents) == 422
