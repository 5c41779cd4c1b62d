"""Logging in with a password, and out again."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from assistant.domain import Language
from assistant.errors import AccountError
from assistant.people.passwords import matches
from assistant.people.person import Person, name_key
from assistant.settings import Settings
from assistant.store import Database, audit, sessions, users
from assistant.store.database import now
from assistant.store.users import Account
from assistant.web.account_texts import ACCOUNT_TEXTS
from assistant.web.edge.identity import COOKIE, SESSION, Admission, session_token, set_cookie
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.limits import network_of
from assistant.web.edge.logins.browsers import browser_name
from assistant.web.edge.logins.guesses import Guesses, browser_cookie, is_known
from assistant.web.edge.queues import Busy, Queues
from assistant.web.page import language_of, page

KNOWN_COOKIE = "ser_known"
KNOWN = timedelta(days=180)
"""How long a browser that somebody logged in with is known."""


class TooSoon(Exception):
    """No password is compared now: too many were wrong."""


class WrongPair(Exception):
    """There is no such person, or the password is not theirs, or they are shut out."""


@dataclass(frozen=True)
class Entrance:
    """Compares passwords, and slows down who guesses."""

    database: Database
    queues: Queues
    guesses: Guesses

    @classmethod
    def of(cls, database: Database, queues: Queues) -> "Entrance":
        """Return the entrance to a database."""
        return cls(database, queues, Guesses(database))

    @property
    def is_full(self) -> bool:
        """Whether too many passwords wait to be compared already."""
        return self.queues.passwords.is_full or self.queues.logins.is_full

    async def account(self, name: str, password: str, network: str, cookie: str) -> Account:
        """Return whose name and password these are; a wrong pair is counted, whether there is such a person or not.

        Raises:
            WrongPair: where they are nobody's.
            TooSoon: where too many were wrong; nothing is compared.
            Busy: where too many passwords wait to be compared.
        """
        owner = f"{network} {_key(name)}"
        account = await self.queues.logins.do(owner, self._find, name)
        known = cookie if account and is_known(account, cookie) else ""
        queue = self.queues.known_passwords if known else self.queues.passwords
        async with queue.place(owner) as place:
            tried = await self.queues.logins.do(owner, self.guesses.begin, _key(name), network, known)
            if tried is None:
                await self.queues.logins.do(owner, self._note_slowed, account)
                raise TooSoon
            right = await place.run(matches, password, account.password_hash if account else "")
        if not right or account is None or account.disabled:
            raise WrongPair
        await self.queues.known_passwords.do(owner, tried.was_right)
        return account

    def _find(self, name: str) -> Account | None:
        try:
            return users.find(self.database, name)
        except AccountError:
            return None

    def _note_slowed(self, account: Account | None) -> None:
        """Tell the audit log, once an hour for each person: else guessing would fill it."""
        if account is not None and self.guesses.is_news(account.person.id):
            audit.note(self.database, audit.SYSTEM, "login.slowed", account.person.name)


def admit(database: Database, person: Person, by: str, agent: str) -> Admission:
    """Log a person in; ``agent`` is what their browser says that it is."""
    audit.note(database, person, "login", details={"by": by})
    return Admission(person, sessions.begin(database, person.id, SESSION, now(), browser_name(agent)), SESSION)


def routes(settings: Settings, database: Database, entrance: Entrance) -> APIRouter:
    """Return the routes."""
    router = APIRouter()

    @router.get("/login")
    def ask(request: Request, next: str = "/") -> Response:
        if request.state.person is not None:
            return RedirectResponse(local(next), 303)
        return _form(request, settings, next)

    @router.post("/login")
    async def log_in(
        request: Request,
        name: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        next: Annotated[str, Form()] = "/",
    ) -> Response:
        if settings.accounts != "password":
            return _form(request, settings, next, status=404)
        cookie = request.cookies.get(KNOWN_COOKIE, "")
        try:
            account = await entrance.account(name, password, network_of(request), cookie)
        except (TooSoon, Busy, WrongPair) as refusal:
            status, fault = _explained(refusal, language_of(request))
            return _form(request, settings, next, fault=fault, status=status)
        response = RedirectResponse(local(next), 303)
        agent = request.headers.get("user-agent", "")
        queue = entrance.queues.known_passwords
        admission = await queue.do(account.person.id, admit, database, account.person, "password", agent)
        set_cookie(response, request, admission)
        _remember(response, request, account)
        return response

    @router.post("/logout")
    def log_out(request: Request) -> Response:
        sessions.end(database, session_token(request))
        wants_page = "text/html" in request.headers.get("accept", "")
        response: Response = RedirectResponse("/", 303) if wants_page else JSONResponse({"success": True})
        response.delete_cookie(COOKIE)
        return response

    return router


def _explained(refusal: Exception, language: Language) -> tuple[int, str]:
    """Return the status of a refusal and what is said of it."""
    texts = LIMIT_TEXTS[language]
    if isinstance(refusal, WrongPair):
        return 401, ACCOUNT_TEXTS[language].wrong_password
    return (429, texts.tries) if isinstance(refusal, TooSoon) else (503, texts.busy)


def _remember(response: Response, request: Request, account: Account) -> None:
    """Let the browser show next time that its owner has logged in with it before."""
    response.set_cookie(
        KNOWN_COOKIE,
        browser_cookie(account),
        max_age=int(KNOWN.total_seconds()),
        path="/login",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


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
    """Return what two spellings of a name are counted under."""
    try:
        return name_key(name)
    except AccountError:
        return ""
