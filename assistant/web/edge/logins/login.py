"""Logging in with a password, and out again."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from assistant.errors import AccountError
from assistant.people.passwords import matches
from assistant.people.person import Person, name_key
from assistant.settings import Settings
from assistant.store import Database, attempts, audit, sessions, users
from assistant.store.database import now
from assistant.web.edge.identity import COOKIE, SESSION, Admission, session_token, set_cookie
from assistant.web.edge.logins.browsers import browser_name
from assistant.web.page import page

WRONG_PER_MINUTE = 30
"""Wrong passwords from one address, whatever the names."""


@dataclass(frozen=True)
class Entrance:
    """Compares passwords, and stops who guesses."""

    database: Database
    limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    def too_many(self, address: str, name: str) -> bool:
        """Return whether no password is tried now, for this address or this name."""
        may = self.limiter.test(RateLimitItemPerMinute(WRONG_PER_MINUTE), address)
        return not may or attempts.locked(self.database, _key(name), now())

    def person(self, name: str, password: str, address: str) -> Person | None:
        """Return whose name and password these are; a wrong pair is counted, whether there is such a person or not."""
        try:
            account = users.find(self.database, name)
        except AccountError:
            account = None
        right = matches(password, account.password_hash if account else "")
        if account is None or account.disabled or not right:
            self.limiter.hit(RateLimitItemPerMinute(WRONG_PER_MINUTE), address)
            self._count(name, account.person.name if account else "")
            return None
        attempts.forgive(self.database, _key(name))
        return account.person

    def begin(self, person: Person, by: str, agent: str) -> Admission:
        """Log a person in; ``agent`` is what their browser says that it is."""
        audit.note(self.database, person, "login", details={"by": by})
        token = sessions.begin(self.database, person.id, SESSION, now(), browser_name(agent))
        return Admission(person, token, SESSION)

    def _count(self, name: str, known: str) -> None:
        moment = now()
        attempts.failed(self.database, _key(name), moment)
        if attempts.locked(self.database, _key(name), moment):
            audit.note(self.database, audit.SYSTEM, "login.locked", known)


def routes(settings: Settings, database: Database) -> APIRouter:
    """Return the routes."""
    router = APIRouter()
    entrance = Entrance(database)

    @router.get("/login")
    def ask(request: Request, next: str = "/") -> Response:
        if request.state.person is not None:
            return RedirectResponse(local(next), 303)
        return _form(request, settings, next)

    @router.post("/login")
    def log_in(
        request: Request,
        name: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = "/",
    ) -> Response:
        if settings.accounts != "password":
            return _form(request, settings, next, status=404)
        address = request.client.host if request.client else ""
        if entrance.too_many(address, name):
            return _form(request, settings, next, fault="too_many_tries", status=429)
        person = entrance.person(name, password, address)
        if person is None:
            return _form(request, settings, next, fault="wrong_password", status=401)
        response = RedirectResponse(local(next), 303)
        set_cookie(response, request, entrance.begin(person, "password", request.headers.get("user-agent", "")))
        return response

    @router.post("/logout")
    def log_out(request: Request) -> Response:
        sessions.end(database, session_token(request))
        wants_page = "text/html" in request.headers.get("accept", "")
        response: Response = RedirectResponse("/", 303) if wants_page else JSONResponse({"success": True})
        response.delete_cookie(COOKIE)
        return response

    return router


def local(address: str) -> str:
    """Return an address to go on to after the login, when it is one of ours; the chat otherwise."""
    safe = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if safe else "/"


def _form(request: Request, settings: Settings, next: str, fault: str = "", status: int = 200) -> HTMLResponse:
    return page(
        request,
        "login.html",
        status=status,
        accounts=settings.accounts,
        next=local(next),
        fault=fault,
    )


def _key(name: str) -> str:
    """Return what failures are counted under: not the name itself, since some type their password there."""
    try:
        name = name_key(name)
    except AccountError:
        name = ""
    return f"login/{sha256(name.encode()).hexdigest()}"
