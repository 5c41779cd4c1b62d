"""The chat as its socket carries it, without a browser."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import socketio  # type: ignore[import-untyped]

from tests.fakes import INFLUENCE, UNION
from tests.web.conftest import Server

Events = list[tuple[str, Any]]


def ask(server: Server, *questions: str, language: str = "en") -> Events:
    """Send questions one after another and return every event up to the end of the last."""
    return asyncio.run(_ask(server, questions, language))


async def _ask(server: Server, questions: tuple[str, ...], language: str) -> Events:
    client, events, ended = socketio.AsyncClient(), Events(), asyncio.Event()

    async def keep(event: str, *data: Any) -> None:
        events.append((event, data[0] if data else None))
        if event == "task_end":
            ended.set()

    client.on("*", keep)
    session = {"sessionId": str(uuid4()), "clientType": "webapp", "userEnv": "{}", "chatProfile": "", "threadId": ""}
    await client.connect(
        server.url,
        socketio_path="ws/socket.io",
        transports=["websocket"],
        auth=session,
        headers={"Accept-Language": language, "Origin": server.url},
    )
    await client.emit("connection_successful")
    await asyncio.wait_for(ended.wait(), 10)
    for question in questions:
        ended.clear()
        await client.emit("client_message", {"message": _message(question), "fileReferences": []})
        await asyncio.wait_for(ended.wait(), 10)
    await client.disconnect()
    return events


def _message(question: str) -> dict[str, str]:
    return {
        "id": str(uuid4()),
        "name": "user",
        "type": "user_message",
        "output": question,
        "createdAt": "2026-01-01T00:00:00Z",
    }


def answers(events: Events) -> list[str]:
    return [data["output"] for event, data in events if event == "new_message" and data["type"] == "assistant_message"]


def panels(events: Events) -> list[dict[str, Any]]:
    return [data for event, data in events if event == "element"]


def test_a_question_is_answered_with_a_panel_for_each_citation(server: Server) -> None:
    events = ask(server, "How do we get more influence?")
    assert answers(events) == [f"The documents say:\n\n- {INFLUENCE} [1]\n- {UNION} [2]"]
    shown = {panel["name"]: (panel["display"], panel["props"]["quote"]) for panel in panels(events)}
    assert shown == {"[1]": ("side", INFLUENCE), "[2]": ("side", UNION)}


def test_a_fault_shows_an_id_in_the_readers_language_and_the_log_has_the_rest(server: Server) -> None:
    events = ask(server, "break it", language="nl-NL,nl")
    (shown,) = answers(events)
    incident_id = shown.rsplit(" ", 1)[1]
    assert shown.startswith("Er ging bij ons iets mis")
    assert "secret" not in str(events)
    assert f"(id {incident_id})" in server.log
    assert "RuntimeError: the secret inside" in server.log


def test_a_chat_goes_on_after_a_fault(server: Server) -> None:
    assert len(answers(ask(server, "break it", "How?"))) == 2


def test_a_question_that_is_far_too_long_is_refused_kindly(server: Server) -> None:
    assert answers(ask(server, "x" * 4001)) == ["This question is too long. Keep it under 4,000 characters."]


def test_an_empty_question_is_not_asked(server: Server) -> None:
    assert answers(ask(server, "  \n ", language="nl")) == ["Typ eerst een vraag."]


def test_a_refusal_offers_the_nearest_passages_with_their_panel(server: Server) -> None:
    events = ask(server, "unknown thing")
    assert "Nearest passages (not an answer)" in answers(events)[0]
    assert [panel["name"] for panel in panels(events)] == ["[1]"]


def test_earlier_messages_go_along_with_a_follow_up(server: Server) -> None:
    first, second = answers(ask(server, "How?", "history please"))
    assert second == f"user said 4 characters, assistant said {len(first)} characters"


def test_the_starter_questions_speak_the_browsers_language(server: Server) -> None:
    def labels(language: str) -> list[str]:
        settings = httpx.get(f"{server.url}/project/settings", params={"language": language}).json()
        return [starter["label"] for starter in settings["starters"]]

    assert labels("nl-NL")[0] == "Doelen van samenwerking"
    assert labels("en-GB") == labels("pl")
    assert len(labels("en-GB")) == 4


def test_files_cannot_be_uploaded(server: Server) -> None:
    settings = httpx.get(f"{server.url}/project/settings").json()
    assert settings["features"]["spontaneous_file_upload"]["enabled"] is False


def test_the_chats_page_carries_the_security_headers(server: Server) -> None:
    response = httpx.get(server.url)
    assert "default-src 'self'" in response.headers["content-security-policy"]
    assert "SER dialogue assistant" in response.text
