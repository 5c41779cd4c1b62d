"""The server of the Model Context Protocol, as the official client sees it, over both transports."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import ClientSession, McpError, types
from pydantic import AnyUrl

from assistant.people.person import Role
from assistant.store import open_database, tokens, users
from assistant.web.edge.queues import PROCESSORS
from tests.fakes import ENGLISH, HOSTILE, INFLUENCE, UNION
from tests.integrations.clients import Connect, over_http, over_stdio
from tests.web.conftest import Server, running

Talk = Callable[[ClientSession], Awaitable[Any]]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("guarded"), accounts="password", api_per_minute="200") as server:
        yield server


def token(server: Server, name: str) -> str:
    database = open_database(f"sqlite:///{server.folder / 'assistant.db'}")
    account = users.find(database, name)
    person = account.person if account else users.add(database, name, Role.READER, password_hash="")
    made = tokens.create(database, person.id, "test")
    database.close()
    return made


@pytest.fixture(params=["stdio", "http"])
def connect(request: pytest.FixtureRequest, guarded: Server, tmp_path: Path) -> Connect:
    return over_stdio(tmp_path) if request.param == "stdio" else over_http(guarded.url, token(guarded, "program"))


def talk(connect: Connect, what: Talk) -> Any:
    async def connected() -> Any:
        async with connect() as session:
            return await what(session)

    return asyncio.run(connected())


def words(result: types.CallToolResult) -> str:
    (part,) = result.content
    assert isinstance(part, types.TextContent)
    return part.text


def values(result: types.CallToolResult) -> dict[str, Any]:
    assert not result.isError, words(result)
    assert result.structuredContent is not None
    return result.structuredContent


def test_everything_that_is_listed_can_be_called_and_read(connect: Connect) -> None:
    """The client holds what a tool returns against the schema that it is listed with."""

    async def all_of_it(session: ClientSession) -> None:
        tools = {each.name: each for each in (await session.list_tools()).tools}
        arguments: dict[str, dict[str, Any]] = {
            "ask": {"question": "How?", "history": [{"role": "user", "content": "Hi"}], "language": "nl"},
            "search": {"question": "influence", "limit": 2},
            "document": {"document_id": "partners", "start": 2, "length": 10},
            "brief": {"situation": "We want to learn about water risks in Kenya."},
        }
        assert set(tools) == set(arguments)
        given = {name: values(await session.call_tool(name, each)) for name, each in arguments.items()}
        ask, piece = given["ask"], given["document"]
        assert (ask["status"], ask["language"]) == ("answered", "nl")
        assert [each["quote"] for each in ask["citations"]] == [INFLUENCE, UNION]
        assert len(given["search"]["passages"]) == 2
        assert (piece["text"], piece["length"]) == (ENGLISH.text[2:12], len(ENGLISH.text))
        assert any("Kenya" in each["quote"] for each in given["brief"]["citations"])
        resources = (await session.list_resources()).resources
        assert [each.name for each in resources] == ["partners", "kledingmerk", "hostile"]
        read = await session.read_resource(resources[0].uri)
        assert isinstance(read.contents[0], types.TextResourceContents)
        assert read.contents[0].text == ENGLISH.text

    talk(connect, all_of_it)


def test_quotes_are_shown_with_links_and_without_any_markup_of_a_document(guarded: Server) -> None:
    async def ask(session: ClientSession) -> tuple[str, str, str]:
        plain = await session.call_tool("ask", {"question": "How?"})
        hostile = await session.call_tool("ask", {"question": "hostile"})
        return words(plain), values(plain)["citations"][0]["link"], words(hostile)

    plain, link, hostile = talk(over_http(guarded.url, token(guarded, "program")), ask)
    assert f"- {INFLUENCE} [\\[1\\]]({link})" in plain
    assert f"“{INFLUENCE}”" in plain
    assert link.startswith(f"{guarded.url}/source/partners?start=")
    assert HOSTILE not in hostile
    assert "![p](" not in hostile.replace("\\!", "!")
    assert "<script>" not in hostile


def test_a_call_tells_how_far_it_is(connect: Connect) -> None:
    heard: list[tuple[float, str | None]] = []

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        heard.append((progress, message))

    async def ask(session: ClientSession) -> None:
        await session.call_tool("ask", {"question": "write"}, progress_callback=hear)

    talk(connect, ask)
    assert heard == [(1, "Looking in the documents …"), (2, INFLUENCE), (3, UNION)]


def test_a_cancelled_call_ends_at_once_and_leaves_its_thread_to_others(connect: Connect) -> None:
    """``write on`` takes 10 seconds unless it is stopped; as many as there are threads are cancelled."""

    async def cancel(session: ClientSession) -> tuple[list[str], bool]:
        ends: list[str] = []
        first = session._request_id
        begun = anyio.Event()

        async def hear(progress: float, total: float | None, message: str | None) -> None:
            if message == INFLUENCE:
                begun.set()

        async def call() -> None:
            try:
                await session.call_tool("ask", {"question": "write on"}, progress_callback=hear)
            except McpError as error:
                ends.append(str(error))

        async with anyio.create_task_group() as tasks:
            for _ in range(PROCESSORS):
                tasks.start_soon(call)
            await begun.wait()
            for number in range(first, first + PROCESSORS):
                params = types.CancelledNotificationParams(requestId=number)
                notification = types.CancelledNotification(params=params)
                await session.send_notification(types.ClientNotification(notification))
        with anyio.fail_after(5):
            after = await session.call_tool("ask", {"question": "How?"})
        return ends, after.isError

    ends, failed = talk(connect, cancel)
    assert (ends, failed) == (["Request cancelled"] * PROCESSORS, False)


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("ask", {}, "question"),
    ("ask", {"question": "x" * 500_000}, "4000"),
    ("ask", {"question": ["x"] * 9}, "string"),
    ("ask", {"question": "a", "history": [{"role": "system", "content": ""}]}, "history.0.role"),
    ("ask", {"question": "a", "language": "fr"}, "'en' or 'nl'"),
    ("ask", {"question": "break"}, "went wrong"),
    ("search", {"question": "a", "limit": 10_000}, "50"),
    ("document", {"document_id": "../../etc/passwd"}, "no such document"),
    ("document", {"document_id": "partners", "start": -1}, "start"),
    ("brief", {"situation": "a", "path": "/etc"}, "path"),
    ("remove", {}, "ask, search, document, brief"),
]


def test_what_cannot_be_answered_is_said_clearly_and_tells_nothing_of_the_inside(connect: Connect) -> None:
    async def try_all(session: ClientSession) -> list[types.CallToolResult]:
        return [await session.call_tool(name, arguments) for name, arguments, _ in WRONG]

    results = talk(connect, try_all)
    assert [each.isError for each in results] == [True] * len(WRONG)
    assert [told for (*_, told), each in zip(WRONG, results, strict=True) if told not in words(each)] == []
    assert all(len(words(each)) < 500 and "secret" not in words(each) for each in results)


def test_only_documents_are_read(guarded: Server) -> None:
    async def read(session: ClientSession) -> list[str]:
        faults = []
        for uri in (
            "ser://documents/none",
            "ser://documents/..%2F..%2Fetc",
            "ser://other/partners",
            "file:///etc/hosts",
        ):
            with pytest.raises(McpError) as fault:
                await session.read_resource(AnyUrl(uri))
            faults.append(str(fault.value))
        return faults

    assert talk(over_http(guarded.url, token(guarded, "program")), read) == ["There is no such document."] * 4


def test_ten_calls_at_once_are_all_answered(connect: Connect) -> None:
    async def ten(session: ClientSession) -> list[types.CallToolResult]:
        return await asyncio.gather(*(session.call_tool("ask", {"question": f"How {n}?"}) for n in range(10)))

    assert [each.isError for each in talk(connect, ten)] == [False] * 10
