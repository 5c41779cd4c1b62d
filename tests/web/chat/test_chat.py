"""The chat as its socket carries it, without a browser."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from assistant.domain import Language
from assistant.web.edge.doors import VISITOR
from tests.fakes import INFLUENCE, SUGGESTED, UNION
from tests.web.conftest import Server, running
from tests.web.sockets import Conversation, Events, ask, message


def answers(events: Events) -> list[str]:
    return [data["output"] for event, data in events if event == "new_message" and data["type"] == "assistant_message"]


def panels(events: Events) -> list[dict[str, Any]]:
    return [data for event, data in events if event == "element" and data["display"] == "side"]


def parts(events: Events, name: str) -> list[dict[str, Any]]:
    """Return the properties of what stands under answers."""
    return [data["props"] for event, data in events if event == "element" and data["name"] == name]


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


def test_a_model_that_is_away_is_told_in_a_clear_line(server: Server) -> None:
    (shown,) = answers(ask(server, "no model", language="nl-NL,nl"))
    assert shown.startswith("De assistent kan op dit moment niet in de documenten zoeken")
    assert "http://secret does not answer" in server.log


def test_a_chat_goes_on_after_a_fault(server: Server) -> None:
    assert len(answers(ask(server, "break it", "How?"))) == 2


def test_a_question_that_is_far_too_long_is_refused_kindly(server: Server) -> None:
    async def refused() -> Events:
        conversation = Conversation()
        await conversation.begin(server)
        await conversation.send("client_message", message("x" * 4001), until="new_message")
        await conversation.client.disconnect()
        return conversation.events

    assert answers(asyncio.run(refused())) == ["This question is too long. Keep it under 4,000 characters."]


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
    def labels(liked: str) -> list[str]:
        first = liked.partition(",")[0]  # Chainlit's page asks for this one
        headers = {"Accept-Language": liked}
        settings = httpx.get(f"{server.url}/project/settings", params={"language": first}, headers=headers).json()
        return [starter["label"] for starter in settings["starters"]]

    assert labels("nl-NL")[:2] == ["Zoek een partner", "Doelen van samenwerking"]
    assert labels("fr,nl;q=0.8") == labels("nl-NL")
    assert labels("en-GB") == labels("pl")
    assert len(labels("en-GB")) == 5


def test_files_cannot_be_uploaded(server: Server) -> None:
    settings = httpx.get(f"{server.url}/project/settings").json()
    assert settings["features"]["spontaneous_file_upload"]["enabled"] is False


def test_the_chats_page_carries_the_security_headers(server: Server) -> None:
    response = httpx.get(server.url)
    here = server.url.removeprefix("http://")
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"font-src 'self'; connect-src 'self' ws://{here}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert "SER dialogue assistant" in response.text


def test_the_panels_of_an_answer_leave_no_copy_on_disk(server: Server) -> None:
    assert panels(ask(server, "Who can help?"))
    assert [path for path in (server.folder / "web" / ".files").rglob("*") if path.is_file()] == []


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on which each browser is a visitor of its own."""
    with running(tmp_path_factory.mktemp("public"), trusted_proxies="192.0.2.1") as server:
        yield server


def test_each_of_many_who_ask_at_once_gets_the_answer_to_their_own_question(public: Server) -> None:
    def second_answer(length: int) -> str:
        visitor = f"{VISITOR}{length}".ljust(45, "x")
        return answers(ask(public, "How?".ljust(length, "?"), "history please", session=visitor))[1]

    with ThreadPoolExecutor(20) as people:
        found = list(people.map(second_answer, range(4, 24)))
    first = len(answers(ask(public, "How?", session=f"{VISITOR}x"))[0])
    assert found == [f"user said {length} characters, assistant said {first} characters" for length in range(4, 24)]


@pytest.mark.parametrize(("question", "language"), [("How?", Language.EN), ("Hoe?", Language.NL)])
def test_an_answer_is_followed_by_questions_to_go_on_with(server: Server, question: str, language: Language) -> None:
    (shown,) = parts(ask(server, question, until="Suggestions"), "Suggestions")
    assert (shown["language"], shown["questions"]) == (language, list(SUGGESTED[language]))


def test_another_question_takes_the_suggestions_away_and_those_asked_are_not_suggested_again(server: Server) -> None:
    first, second = SUGGESTED[Language.EN]
    events = ask(server, "How?", first, until="Suggestions")
    assert [shown["questions"] for shown in parts(events, "Suggestions")] == [[first, second], [second]]
    assert [event for event, _ in events].count("remove_element") == 1


def test_an_answer_can_be_downloaded_and_a_refusal_cannot(server: Server) -> None:
    (shown,) = parts(ask(server, "How?", "unknown thing"), "Files")
    assert [link["name"] for link in shown["links"]] == ["Word", "PDF", "Markdown", "E-mail text"]
    assert all(httpx.get(f"{server.url}{link['href']}").status_code == 200 for link in shown["links"])


def test_an_answer_without_suggestions_is_given_where_finding_them_fails(server: Server) -> None:
    events = ask(server, "odd question")
    ask(server, "How?", until="Suggestions")  # those of the first answer are looked for before
    assert answers(events)[0].startswith("The documents say:")
    assert "secret" not in str(events)
    assert "Finding suggestions failed" in server.log


def test_an_answer_can_be_had_in_the_other_language(server: Server) -> None:
    events = ask(server, "How do we get more influence?")
    (offered,) = [data for event, data in events if event == "action" and data["name"] == "language"]
    assert offered["label"] == "Antwoord in het Nederlands"
    assert offered["payload"] == {"do": "other", "question": "How do we get more influence?", "language": "nl"}


def test_a_refusal_can_be_had_in_the_other_language_as_well(server: Server) -> None:
    events = ask(server, "unknown thing")
    (offered,) = [data for event, data in events if event == "action" and data["name"] == "language"]
    assert offered["payload"]["do"] == "other"
