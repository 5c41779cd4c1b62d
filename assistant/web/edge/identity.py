"""Who asks: found out once a request, before anything else sees it; strangers come no further than the login page."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol, TypeVar
from urllib.parse import quote

from fastapi import HTTPException, Request
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import StoreUnavailable
from assistant.people.person import Person, Role
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.edge.chainlit.framed import ALLOWED, SCRIPT, in_a_tab, language_of_frame
from assistant.web.messages import preferred
from assistant.web.problems import PAGE, Kind, problem

COOKIE = "ser_session"
SESSION = timedelta(hours=8)
GRACE = 15 * 60
"""Seconds in which who is in a chat goes on while the database is away, and nobody can tell whether they still may."""

OPEN = ("/healthz", "/readyz", "/startz", "/metrics", "/login", "/language", "/static", PAGE, SCRIPT, ALLOWED)
"""What a stranger may ask for, with all that is under it; the metrics have a lock of their own."""

Who = Callable[[], Person | None]
Found = TypeVar("Found")

_FINDING_OUT = ThreadPoolExecutor(8, "who asks")


@dataclass(frozen=True)
class Admission:
    """Someone let in just now, and the session that goes into a cookie."""

    person: Person
    token: str
    lifetime: timedelta


class Door(Protocol):
    """Knows people by their requests; ``accounts`` has one for each way to run the server."""

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return who sends a request, None for a stranger."""

    def admit(self, connection: HTTPConnection) -> Admission | None:
        """Let a stranger in without asking, or do not."""


class Known:
    """Tells who sends a request as often as it is asked; while the database is away, who it was a moment ago."""

    def __init__(self, ask: Who) -> None:
        self._ask = ask
        self._last: tuple[Person, float] | None = None

    def __call__(self) -> Person | None:
        """Return who it is, None for a stranger."""
        try:
            found = self._ask()
        except StoreUnavailable:
            if self._last is None or time.monotonic() - self._last[1] > GRACE:
                raise
            return self._last[0]
        self._last = (found, time.monotonic()) if found else None
        return found


class Identity:
    """ASGI middleware: puts the person into the request's state as ``person``, and how to ask again as ``who``."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with the person known."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        who = Known(partial(self.door.who, connection))
        person = await find_out(who)
        if person is None and _is_visit(connection):
            admission = await find_out(partial(self.door.admit, connection))
            if admission is not None:
                person, send = admission.person, _with_cookie(send, connection, admission)
        scope.setdefault("state", {}).update(person=person, who=who)
        if person is None and not is_open(scope["path"]):
            await _refuse(connection, scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def find_out(who: Callable[[], Found]) -> Found:
    """Ask who it is, on threads that do nothing else: whatever is slow here, people are still known."""
    return await asyncio.get_running_loop().run_in_executor(_FINDING_OUT, who)


def is_open(path: str) -> bool:
    """Return whether a stranger may ask for a path."""
    return any(path == each or path.startswith(f"{each}/") for each in OPEN)


def person_of(request: Request) -> Person:
    """Return who sends a request; for routes that no stranger reaches."""
    person: Person | None = request.state.person
    if person is None:
        raise HTTPException(401)
    return person


def needs(role: Role) -> Callable[[Request], Person]:
    """Return a dependency of routes that only a role may use."""

    def person(request: Request) -> Person:
        found = person_of(request)
        if not found.may(role):
            raise HTTPException(403)
        return found

    return person


def set_cookie(response: Response, connection: HTTPConnection, admission: Admission) -> None:
    """Send a session's token to the browser, out of reach of scripts and of other sites."""
    response.set_cookie(
        COOKIE,
        admission.token,
        max_age=int(admission.lifetime.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=connection.url.scheme in {"https", "wss"},
    )


def _is_visit(connection: HTTPConnection) -> bool:
    """Return whether a person opens a page: not an image, a script, a program or a socket."""
    scope = connection.scope
    headers = connection.headers
    wants_page = "text/html" in headers.get("accept", "") and "authorization" not in headers
    return scope["type"] == "http" and scope["method"] == "GET" and wants_page and not is_open(scope["path"])


async def _refuse(connection: HTTPConnection, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": "Log in first."})
        return
    response: Response
    if _is_visit(connection) and language_of_frame(connection):
        response = in_a_tab(Request(scope))
    elif _is_visit(connection):
        address = scope["path"] + (f"?{connection.url.query}" if connection.url.query else "")
        response = RedirectResponse(f"/login?next={quote(address, safe='')}", 303)
    else:
        message = ACCOUNT_TEXTS[preferred(connection.headers.get("accept-language"))].log_in_first
        response = problem(connection, Kind.UNAUTHORIZED, message, headers={"WWW-Authenticate": "Bearer"})
    await response(scope, receive, send)


def _with_cookie(send: Send, connection: HTTPConnection, admission: Admission) -> Send:
    carrier = Response()
    set_cookie(carrier, connection, admission)
    cookie = carrier.headers["set-cookie"]
    if language_of_frame(connection) and connection.url.scheme == "https":
        # Kept apart for the page that shows the chat, so that it follows nobody from site to site.
        cookie = cookie.replace("SameSite=lax", "SameSite=None") + "; Partitioned"

    async def with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return with_cookie


def session_token(connection: HTTPConnection) -> str:
    """Return the token of the session cookie, empty where there is none."""
    return connection.cookies.get(COOKIE, "")
