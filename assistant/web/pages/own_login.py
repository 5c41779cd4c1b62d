"""A person's own login, on their own page: the password, where they are logged in, and tokens for programs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.errors import AccountError
from assistant.people.passwords import matches
from assistant.people.person import OWN, Origin, Person
from assistant.settings import Settings
from assistant.store import Database, sessions, users
from assistant.store.accounts import Accounts
from assistant.store.database import now
from assistant.web.edge.identity import SESSION, Admission, person_of, session_token, set_cookie
from assistant.web.edge.logins.browsers import browser_name
from assistant.web.edge.logins.guesses import Guesses
from assistant.web.edge.queues import Busy, Queue
from assistant.web.pages.shown import SessionLine, TokenLine, session_line, token_line

Someone = Annotated[Person, Depends(person_of)]
Show = Callable[..., Response]


@dataclass(frozen=True)
class OwnLogin:
    """What a person's own page shows of their login; empty where the server made the person up."""

    has_password: bool = False
    has_sessions: bool = False
    has_tokens: bool = False
    sessions: tuple[SessionLine, ...] = ()
    tokens: tuple[TokenLine, ...] = ()
    others: int = 0


def own_login(request: Request, settings: Settings, database: Database, person: Person) -> OwnLogin:
    """Return what is shown to a person of their login."""
    if person.origin in OWN:
        return OwnLogin()
    account = users.by_id(database, person.id)
    current = sessions.id_of(session_token(request))
    listed = tuple(session_line(each, request, current) for each in sessions.of(database, person.id, now()))
    return OwnLogin(
        has_password=settings.accounts == "password" and account is not None and bool(account.password_hash),
        has_sessions=person.origin is not Origin.PROXY or bool(listed),
        has_tokens=True,
        sessions=listed,
        tokens=tuple(token_line(each, request) for each in Accounts(database).tokens_of(person)),
        others=sum(not each.here for each in listed),
    )


@dataclass(frozen=True)
class _Desk:
    settings: Settings
    database: Database
    show: Show

    def accounts(self, person: Person) -> Accounts:
        return Accounts(self.database, person, self.settings.token_days)

    def right(self, person: Person, password: str) -> bool:
        """Tell whether a password is the person's; who has a session only is stopped from guessing it.

        Raises:
            AccountError: after some wrong ones.
        """
        account, tried = users.by_id(self.database, person.id), Guesses(self.database).begin_own(person.id)
        if tried is None:
            raise AccountError("Too many tries. Wait a few minutes.", "too_many_tries")
        if account is None or not account.password_hash or not matches(password, account.password_hash):
            return False
        tried.was_right()
        return True

    def change_password(self, request: Request, person: Person, old: str, new: str) -> Response:
        if self.settings.accounts != "password" or not self.right(person, old):
            raise AccountError("That is not your password.", "wrong_password")
        self.accounts(person).set_password(person.id, new)
        agent = browser_name(request.headers.get("user-agent", ""))
        token = sessions.begin(self.database, person.id, SESSION, now(), agent)
        response = RedirectResponse("/account?done=password#login", 303)
        set_cookie(response, request, Admission(person, token, SESSION))
        return response

    def attempt(self, request: Request, person: Person, doing: Callable[[], Response]) -> Response:
        """Do something, and show the page with what is wrong where it cannot be done."""
        if person.origin in OWN:
            return self.show(request, person, fault="unknown", status=404)
        try:
            return doing()
        except AccountError as error:
            return self.show(request, person, fault=error.code, status=429 if error.code == "too_many_tries" else 422)


def add_routes(router: APIRouter, settings: Settings, database: Database, show: Show, passwords: Queue) -> None:
    """Add the routes; ``show`` makes the page again, with the code of a fault; ``passwords`` is where those wait."""
    desk = _Desk(settings, database, show)

    _add_password(router, desk, passwords)

    @router.post("/account/sessions")
    def end_sessions(request: Request, person: Someone, session: Annotated[str, Form()] = "") -> Response:
        """End one session, or without its id all but this one."""

        def end() -> Response:
            here = sessions.id_of(session_token(request))
            desk.accounts(person).end_sessions(person.id, session, but=here)
            return RedirectResponse("/account?done=sessions#login", 303)

        return desk.attempt(request, person, end)

    @router.post("/account/tokens")
    def make_token(request: Request, person: Someone, label: Annotated[str, Form()] = "") -> Response:
        def make() -> Response:
            made: dict[str, Any] = {"label": label, "secret": desk.accounts(person).create_token(person.id, label)}
            return show(request, person, made=made)

        return desk.attempt(request, person, make)

    @router.post("/account/tokens/end")
    def end_token(request: Request, person: Someone, token: Annotated[str, Form()] = "") -> Response:
        def end() -> Response:
            desk.accounts(person).revoke_token(person.id, token)
            return RedirectResponse("/account?done=revoked#tokens", 303)

        return desk.attempt(request, person, end)


def _add_password(router: APIRouter, desk: _Desk, passwords: Queue) -> None:
    @router.post("/account/password")
    async def change_password(
        request: Request, person: Someone, old: Annotated[str, Form()] = "", new: Annotated[str, Form()] = ""
    ) -> Response:
        change = partial(desk.change_password, request, person, old, new)
        try:
            return await passwords.do(person.id, desk.attempt, request, person, change)
        except Busy:
            return await run_in_threadpool(desk.show, request, person, fault="too_many_tries", status=503)
