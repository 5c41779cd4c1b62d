"""A question that is changed and asked again: what came after it is gone, and nobody changes another's."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from assistant.people.person import Role
from assistant.store import Database, answers, chats, open_database
from assistant.store.accounts import Accounts
from tests.web.conftest import PASSWORD, Server, log_in, running
from tests.web.sockets import Conversation, Events, ask, message


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("editing")


@pytest.fixture(scope="module")
def database(folder: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{folder}/assistant.db")
    for name in ("Zoë", "Bob"):
        Accounts(database).add(name, Role.READER, PASSWORD)
    yield database
    database.close()


@pytest.fixture(scope="module")
def server(folder: Path, database: Database) -> Iterator[Server]:
    with running(folder, accounts="password") as server:
        yield server


def changed(server: Server, session: str, *questions: str, to: str, place: int = 0, chat: str = "") -> Events:
    """Ask questions, change the one at a place, and return what came of it."""
    return asyncio.run(_changed(server, session, questions, to, place, chat=chat))


async def _changed(
    server: Server, session: str, questions: tuple[str, ...], to: str, place: int, *, chat: str
) -> Events:
    conversation = Conversation()
    await conversation.begin(server, session=session, chat=chat)
    asked = [message(question) for question in questions]
    for each in asked:
        await conversation.send("client_message", each)
    await conversation.see("first_interaction")
    seen = len(conversation.events)
    await conversation.send("edit_message", {"message": asked[place]["message"] | {"output": to}})
    await asyncio.sleep(0.3)  # what Chainlit keeps, it keeps a little later
    await conversation.client.disconnect()
    first = [each for each in conversation.events if each[0] == "first_interaction"]
    return first + conversation.events[seen:]


def chat_of(events: Events) -> str:
    return next(str(data["thread_id"]) for event, data in events if event == "first_interaction")


def said(events: Events) -> list[str]:
    return [data["output"] for event, data in events if event == "new_message" and data["type"] == "assistant_message"]


def kept(database: Database, chat: str) -> list[tuple[str, str]]:
    return [(each.kind, each.content[:18]) for each in chats.messages_of(database, chat)]


def test_the_changed_question_takes_the_place_of_all_that_came_after_it(server: Server, database: Database) -> None:
    events = changed(server, log_in(database, "Zoë"), "How?", "And why?", "Where then?", to="Who knows?", place=1)
    chat, title = chat_of(events), "How?"
    first = ("assistant_message", "The documents say:")
    assert kept(database, chat) == [("user_message", "How?"), first, ("user_message", "Who knows?"), first]
    assert [event for event, _ in events].count("delete_message") == 3
    stored = chats.get(database, chat)
    assert stored is not None
    assert stored.title == title


def test_a_chat_is_called_by_its_changed_first_question(server: Server, database: Database) -> None:
    chat = chat_of(changed(server, log_in(database, "Zoë"), "How?", to="Who knows?"))
    stored = chats.get(database, chat)
    assert stored is not None
    assert stored.title == "Who knows?"


def test_a_chat_that_is_resumed_shows_what_was_changed(server: Server, database: Database) -> None:
    session = log_in(database, "Zoë")
    chat = chat_of(changed(server, session, "How?", "And why?", to="Who knows?"))
    thread = next(data for event, data in ask(server, session=session, chat=chat) if event == "resume_thread")
    shown = [step["output"][:18] for step in thread["steps"] if "message" in step["type"]]
    assert shown == ["Who knows?", "The documents say:"]
    assert len({element["forId"] for element in thread["elements"]}) == 1


def test_a_follow_up_leans_on_the_changed_question_only(server: Server, database: Database) -> None:
    events = changed(server, log_in(database, "Zoë"), "How?", "Why on earth?", "history", to="history too", place=1)
    assert said(events)[-1].startswith("user said 4 characters, assistant said")
    assert said(events)[-1].count("said") == 2


def test_an_answer_that_was_given_stays_with_its_chat(server: Server, database: Database) -> None:
    chat = chat_of(changed(server, log_in(database, "Zoë"), "How?", to="Who knows?"))
    assert [each.record["answer"]["question"] for each in answers.of_chat(database, chat)] == ["How?", "Who knows?"]


def test_only_a_question_can_be_changed(server: Server, database: Database) -> None:
    session = log_in(database, "Zoë")
    chat = chat_of(ask(server, "How?", session=session))
    before = chats.messages_of(database, chat)

    async def forge(*forged: dict[str, Any]) -> Events:
        conversation = Conversation()
        await conversation.begin(server, session=session, chat=chat)
        seen = len(conversation.events)
        for each in forged:
            await conversation.send("edit_message", {"message": each})
        await conversation.client.disconnect()
        return conversation.events[seen:]

    events = asyncio.run(forge({"id": before[1].id, "output": "Forged"}, {"id": str(uuid4()), "output": "Forged"}))
    shown_again = {"window_message", "action", "element"}  # under the last answer, as the chat is gone on with
    assert {event for event, _ in events} - shown_again == {"task_start", "task_end"}
    assert chats.messages_of(database, chat) == before


def test_nobody_changes_the_question_of_another(server: Server, database: Database) -> None:
    chat = chat_of(ask(server, "How?", session=log_in(database, "Zoë")))
    before = chats.messages_of(database, chat)

    async def forge() -> None:
        conversation = Conversation()
        await conversation.begin(server, session=log_in(database, "Bob"))
        await conversation.send("client_message", message("How?"))
        forged = message("Forged", id=before[0].id, threadId=chat)
        await conversation.send("edit_message", forged)
        await conversation.client.disconnect()

    asyncio.run(forge())
    assert chats.messages_of(database, chat) == before


def test_the_answer_to_a_changed_question_can_be_stopped(server: Server, database: Database) -> None:
    session = log_in(database, "Zoë")

    async def stopped() -> Events:
        conversation = Conversation()
        await conversation.begin(server, session=session)
        asked = message("How?")
        await conversation.send("client_message", asked)
        changing = {"message": asked["message"] | {"output": "write on"}}
        await conversation.send("edit_message", changing, until="stream_start")
        await conversation.send("stop")
        await conversation.client.disconnect()
        return conversation.events

    assert said(asyncio.run(stopped()))[-1].endswith("Stopped.")


def test_a_question_is_changed_while_it_is_still_answered(server: Server, database: Database) -> None:
    session = log_in(database, "Zoë")

    async def meanwhile() -> str:
        conversation = Conversation()
        await conversation.begin(server, session=session)
        asked = message("write on")
        await conversation.send("client_message", asked, until="stream_start")
        await conversation.send("edit_message", {"message": asked["message"] | {"output": "How?"}}, until="[1]")
        await conversation.see("first_interaction")
        await asyncio.sleep(0.5)
        await conversation.client.disconnect()
        return chat_of(conversation.events)

    chat = asyncio.run(meanwhile())
    assert kept(database, chat) == [("user_message", "How?"), ("assistant_message", "The documents say:")]


def test_where_nothing_is_kept_a_question_is_changed_all_the_same(tmp_path: Path) -> None:
    with running(tmp_path, keep_days="0") as server:
        events = changed(server, "", "How?", "history", to="history", place=0)
    assert len(said(events)) == 1
