"""An open chat behind a proxy: who is in it is asked again, so that whoever the proxy no longer lets in is out."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.web.conftest import Server, running
from tests.web.sockets import Conversation, Events, connect, message

ZOE = {"X-Forwarded-User": "zoe@ser.example"}
BOB = {"X-Forwarded-User": "bob@ser.example"}
SECONDS = 1
QUESTION = message("How can we have more influence together?")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"accounts": "proxy", "trusted_proxies": "127.0.0.1", "proxy_seconds": str(SECONDS)}
    with running(tmp_path_factory.mktemp("proxied"), **settings) as server:
        yield server


async def talk(server: Server, wait: float, browser: dict[str, str] | None) -> Events:
    """Open a chat, wait, and ask; when asked who it is, the page sends a request as the proxy lets it through."""
    conversation = Conversation()

    async def page_answers(data: Any) -> None:
        conversation.events.append(("window_message", data))
        if browser is not None and data == {"ask": "who"}:
            async with httpx.AsyncClient(base_url=server.url) as client:
                await client.get("/user", headers=browser)

    conversation.client.on("window_message", page_answers)
    conversation.client.on("*", conversation._keep)
    await connect(conversation.client, server, says=None, **ZOE)
    await conversation.send("connection_successful")
    await asyncio.sleep(wait)
    await conversation.send("client_message", QUESTION)
    await conversation.client.disconnect()
    return conversation.events


def said(events: Events) -> str:
    return " ".join(str(data.get("output", "")) for name, data in events if name in {"new_message", "update_message"})


def asked(events: Events) -> bool:
    return ("window_message", {"ask": "who"}) in events


def test_a_moment_after_the_proxy_said_who_it_is_nobody_asks_again(server: Server) -> None:
    events = asyncio.run(talk(server, 0, None))
    assert (asked(events), "session has ended" in said(events)) == (False, False)


def test_whom_the_proxy_still_lets_through_gets_an_answer_and_notices_nothing(server: Server) -> None:
    events = asyncio.run(talk(server, SECONDS + 0.3, ZOE))
    assert (asked(events), "session has ended" in said(events), "[1]" in said(events)) == (True, False, True)


@pytest.mark.parametrize("browser", [None, BOB, {}])
def test_whom_the_proxy_lets_through_no_more_gets_none(server: Server, browser: dict[str, str] | None) -> None:
    events = asyncio.run(talk(server, SECONDS + 0.3, browser))
    assert (asked(events), "session has ended" in said(events), "[1]" in said(events)) == (True, True, False)
