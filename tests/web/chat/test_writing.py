"""An answer that a chat model writes, as the chat shows it: sentence by sentence, until the reader stops it."""

import asyncio
from typing import Any

import socketio  # type: ignore[import-untyped]

from assistant.answering.events import Proven
from assistant.body import Part, PartKind
from assistant.domain import Citation, Language
from assistant.web.chat import render
from assistant.web.chat.tools.texts import TOOL_TEXTS
from assistant.web.messages import TEXTS
from tests.fakes import ENGLISH, HOSTILE, INFLUENCE, UNION, cite
from tests.web.conftest import Server
from tests.web.sockets import Conversation, Events, ask, connect, message


def shown(events: Events) -> list[str]:
    """Return what is streamed of an answer, piece by piece, then the finished answer."""
    pieces = [data["output"] for event, data in events if event == "stream_start"]
    pieces += [data["token"] for event, data in events if event == "stream_token"]
    return pieces + [
        data["output"] for event, data in events if event == "new_message" and data["type"] == "assistant_message"
    ]


def test_sentences_are_shown_as_they_are_proven_and_the_panels_come_with_the_answer(server: Server) -> None:
    events = ask(server, "write it")
    first, second = f"{INFLUENCE} [1]", f" {UNION} [2]"
    assert shown(events) == [first, second, first + second]
    assert {data["name"] for event, data in events if event == "element"} >= {"[1]", "[2]"}


def test_an_answer_that_no_model_writes_is_not_streamed(server: Server) -> None:
    assert len(shown(ask(server, "How?"))) == 1


def test_the_stop_button_ends_the_writing_and_keeps_what_was_shown(server: Server) -> None:
    events = asyncio.run(_stopped(server))
    assert shown(events) == [f"{INFLUENCE} [1]", f"{INFLUENCE} [1]\n\nStopped."]


def test_a_piece_holds_no_markup_but_ours() -> None:
    part = Part(PartKind.ITEM, HOSTILE, Language.EN, (1, 2))
    piece = Proven(part, (), after=part)
    assert render.streamed(piece) == f"\n- {render.escape(HOSTILE)} [1] [2]"


def test_a_translation_stands_in_the_panel_and_is_marked_as_one() -> None:
    quoted = cite(ENGLISH, UNION, 1, ())
    citation = Citation(**{**vars(quoted), "translation": "Neem contact op met een vakbond of ngo."})
    panel = render.panel(citation, None, "", Language.NL)
    assert (panel.quote, panel.translation) == (UNION, "Neem contact op met een vakbond of ngo.")
    assert panel.labels["translation"] == TEXTS[Language.NL].translation


async def _stopped(server: Server) -> Events:
    client, events, ended, writing = socketio.AsyncClient(), Events(), asyncio.Event(), asyncio.Event()

    async def keep(event: str, *data: Any) -> None:
        events.append((event, data[0] if data else None))
        if event == "task_end":
            ended.set()
        if event == "stream_start":
            writing.set()

    client.on("*", keep)
    await connect(client, server)
    await client.emit("connection_successful")
    await asyncio.wait_for(ended.wait(), 10)
    ended.clear()
    await client.emit("client_message", message("write on"))
    await asyncio.wait_for(writing.wait(), 10)
    await client.emit("stop")
    await asyncio.wait_for(ended.wait(), 10)
    await client.disconnect()
    return events


def test_a_stop_before_the_first_word_says_that_it_was_stopped(server: Server) -> None:
    async def stopped() -> Events:
        chat = Conversation()
        await chat.begin(server, "nl")
        await chat.client.emit("client_message", message("slow"))
        await chat.see("first_interaction")
        await asyncio.sleep(0.3)  # a reader stops what they see working
        await chat.send("stop")
        await chat.client.disconnect()
        return chat.events

    last = [data for name, data in asyncio.run(stopped()) if name == "new_message"][-1]
    assert last["output"] == TOOL_TEXTS[Language.NL].stopped
