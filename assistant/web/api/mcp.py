"""The assistant for programs that speak the Model Context Protocol, at ``/mcp``: with tokens, and within the limits."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from starlette.types import Message, Receive, Scope, Send

from assistant.address import source_path
from assistant.domain import Answer, Language
from assistant.integrations.mcp.port import Refused, Result
from assistant.people.person import Origin
from assistant.web.api.faults import explained
from assistant.web.edge.guard import MAX_BODY
from assistant.web.edge.identity import person_of
from assistant.web.edge.limits import Kind, network_of
from assistant.web.edge.queues import Queue
from assistant.web.edge.work import Work
from assistant.web.kept import Keeper, Place
from assistant.web.page import base_of, language_of
from assistant.web.port import Answers, Guides
from assistant.web.problems import Kind as Fault
from assistant.web.problems import problem

if TYPE_CHECKING:  # it loads what only few ask for
    from assistant.integrations.mcp.http import Streamable


def is_sound(body: bytes) -> bool:
    """Tell whether a message is nested with an end, and can be said back; whether it is one, the library tells."""
    try:
        json.dumps(json.loads(body), ensure_ascii=False).encode()
    except (RecursionError, UnicodeEncodeError):
        return False
    except ValueError:
        return True  # it is told that it is no JSON
    return True


def again(body: bytes, receive: Receive) -> Receive:
    """Return what hands out a request's body that was read already, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return waiting.pop() if waiting else await receive()

    return received


@dataclass(frozen=True)
class Caller:
    """Who makes a call: their work waits in the queue of programs, and their answers are kept as the API's are."""

    request: Request
    keeper: Keeper
    queue: Queue

    @property
    def language(self) -> Language:
        """The language that the caller's program asks for."""
        return language_of(self.request)

    async def run(self, work: Callable[[], Result]) -> Result:
        """Do something in the queue."""
        try:
            return await self.queue.do(person_of(self.request).id, work)
        except Exception as error:  # noqa: BLE001  the last catch for programs, as the guard's is for readers
            raise Refused(explained(error, self.language)[1]) from None

    def keep(self, answer: Answer) -> None:
        """Keep an answer in the caller's name."""
        self.keeper.keep(answer, Place(person_of(self.request).id))

    def link(self, document_id: str, start: int, end: int, version: str = "") -> str:
        """Return the address of some words on this server."""
        here = f"{self.request.url.scheme}://{self.request.url.netloc}{base_of(self.request)}"
        return here + source_path(document_id, start, end, version)


class McpDoor:
    """ASGI application at ``/mcp``; takes requests while it is ``running``, and loads what it needs with the first."""

    def __init__(self, assistant: Answers, guide: Guides | None, keeper: Keeper, work: Work) -> None:
        self._work = work
        self._made_of = (assistant, guide, keeper)
        self._ended = asyncio.Event()
        self._opened: asyncio.Future[Streamable] | None = None
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let sessions be opened; they end with this."""
        try:
            yield
        finally:
            self._ended.set()
            if self._task:
                await self._task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or take a request; a browser's session is no token, so that no page can ask in its reader's name."""
        request = Request(scope, receive)
        person = person_of(request)
        if person.origin is not Origin.LOCAL and "authorization" not in request.headers:
            refusal = problem(request, Fault.UNAUTHORIZED, headers={"WWW-Authenticate": "Bearer"})
        elif not self._work.limits.take(Kind.API, person, network_of(request)):
            refusal = problem(request, Fault.TOO_MANY_REQUESTS, headers={"Retry-After": "60"})
        elif not is_sound(body := await request.body()):
            refusal = problem(request, Fault.BAD_REQUEST)
        else:
            await (await self._sessions()).take(person.id, scope, again(body, receive), send)
            return
        await refusal(scope, receive, send)

    async def _sessions(self) -> "Streamable":
        """Return what takes requests, opened by the first one."""
        if self._opened is None:
            self._opened = asyncio.get_running_loop().create_future()
            self._task = asyncio.create_task(self._keep_open(self._opened))
        return await asyncio.shield(self._opened)

    async def _keep_open(self, opened: "asyncio.Future[Streamable]") -> None:
        """Hold sessions open until the end, in one task, as what holds them wants it."""
        try:
            streamable = await asyncio.to_thread(self._load)
            async with streamable.running():
                opened.set_result(streamable)
                await self._ended.wait()
        except Exception as error:  # noqa: BLE001  whoever waits for it is told
            self._opened = None
            if not opened.done():
                opened.set_exception(error)

    def _load(self) -> "Streamable":
        from assistant.integrations.mcp.http import Streamable
        from assistant.integrations.mcp.server import create_server

        assistant, guide, keeper = self._made_of
        server = create_server(assistant, guide, lambda request: Caller(request, keeper, self._work.queues.api))
        return Streamable(server, MAX_BODY)
