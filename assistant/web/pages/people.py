"""The page for maintainers on which they add and change the people who may come in, as ``ser-assistant user`` does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from assistant.errors import AccountError
from assistant.people.person import OWN, Origin, Person, Role
from assistant.settings import Settings
from assistant.store import Database, identities, sessions
from assistant.store.accounts import Accounts
from assistant.store.database import now
from assistant.store.users import Account
from assistant.web.edge.identity import needs
from assistant.web.page import language_of, page
from assistant.web.pages.people_texts import PEOPLE_TEXTS
from assistant.web.pages.shown import session_line, token_line

Maintainer = Annotated[Person, Depends(needs(Role.MAINTAINER))]


async def _form(request: Request, _: Maintainer) -> Mapping[str, str]:
    """Return the form that a maintainer sends; that of anybody else is not read."""
    async with request.form(max_files=0) as form:
        return _texts(form)


Filled = Annotated[Mapping[str, str], Depends(_form)]


def routes(settings: Settings, database: Database) -> APIRouter:
    """Return the routes."""
    desk = PeopleDesk(settings, database)
    router = APIRouter(prefix="/people")

    @router.get("")
    def everyone(request: Request, _: Maintainer, done: str = "") -> Response:
        return desk.everyone(request, done=done)

    @router.post("")
    def add(request: Request, maintainer: Maintainer, form: Filled) -> Response:
        return desk.add(request, maintainer, form)

    @router.get("/{user_id}")
    def one(request: Request, _: Maintainer, user_id: str, done: str = "") -> Response:
        return desk.one(request, user_id, done=done)

    @router.post("/{user_id}/tokens")
    def make_token(request: Request, maintainer: Maintainer, user_id: str, form: Filled) -> Response:
        return desk.make_token(request, maintainer, user_id, form.get("label", ""))

    @router.post("/{user_id}/tokens/end")
    def end_token(request: Request, maintainer: Maintainer, user_id: str, form: Filled) -> Response:
        return desk.change(request, maintainer, user_id, "revoked", form)

    @router.post("/{user_id}/{change}")
    def change(request: Request, maintainer: Maintainer, user_id: str, change: str, form: Filled) -> Response:
        return desk.change(request, maintainer, user_id, change, form)

    return router


Change = Callable[[Accounts, str, Mapping[str, str], Settings], Any]

CHANGES: Mapping[str, Change] = {
    "role": lambda accounts, user_id, form, _: accounts.set_role(user_id, _role(form)),
    "password": lambda accounts, user_id, form, _: accounts.set_password(user_id, form.get("password", "")),
    "disabled": lambda accounts, user_id, *_: accounts.set_disabled(user_id, disabled=True),
    "enabled": lambda accounts, user_id, *_: accounts.set_disabled(user_id, disabled=False),
    "sessions": lambda accounts, user_id, form, _: accounts.end_sessions(user_id, form.get("session", "")),
    "revoked": lambda accounts, user_id, form, _: accounts.revoke_token(user_id, form.get("token", "")),
    "removed": lambda accounts, user_id, *_: accounts.remove(user_id),
    "matched": lambda accounts, user_id, form, settings: accounts.match(
        user_id, form.get("issuer", "") or settings.oidc_issuer, form.get("subject", "").strip()
    ),
}
"""What can be done to a person, by the last part of the address; it is also what is told afterwards."""


@dataclass(frozen=True)
class PeopleDesk:
    """Where maintainers work on the people."""

    settings: Settings
    database: Database

    def everyone(self, request: Request, *, done: str = "", fault: str = "", status: int = 200) -> Response:
        """Show all people, and the form to add one."""
        accounts = Accounts(self.database)
        listed = [each for each in accounts.everyone() if each.person.origin not in OWN]
        return self._page(request, "people.html", status, people=listed, done=done, fault=fault)

    def one(
        self,
        request: Request,
        user_id: str,
        *,
        done: str = "",
        fault: str = "",
        status: int = 200,
        made: Mapping[str, str] | None = None,
    ) -> Response:
        """Show a person, with all that can be changed."""
        account = self._account(user_id)
        accounts, person = Accounts(self.database), account.person
        opened_by = [each for each in identities.known(self.database) if each.person.id == person.id]
        return self._page(
            request,
            "person.html",
            status,
            one=account,
            identities=opened_by,
            candidates=accounts.candidates(person),
            matchable=self.settings.accounts == "oidc" and not opened_by,
            has_groups=bool(self.settings.oidc_roles) and person.origin is Origin.SINGLE_SIGN_ON,
            has_password=person.origin is Origin.PASSWORD,
            sessions=[session_line(each, request) for each in sessions.of(self.database, person.id, now())],
            tokens=[token_line(each, request) for each in accounts.tokens_of(person)],
            done=done,
            fault=fault,
            made=made,
        )

    def add(self, request: Request, maintainer: Person, form: Mapping[str, str]) -> Response:
        """Add a person; without a password for whom a proxy or a provider lets in."""
        try:
            person = self._accounts(maintainer).add(form.get("name", ""), _role(form), form.get("password", "") or None)
        except AccountError as error:
            return self.everyone(request, fault=error.code, status=422)
        return RedirectResponse(f"/people/{person.id}?done=added", 303)

    def make_token(self, request: Request, maintainer: Person, user_id: str, label: str) -> Response:
        """Make a token in a person's name, and show it this once."""
        self._account(user_id)
        try:
            secret = self._accounts(maintainer).create_token(user_id, label)
        except AccountError as error:
            return self.one(request, user_id, fault=error.code, status=422)
        return self.one(request, user_id, made={"label": label, "secret": secret})

    def change(
        self, request: Request, maintainer: Person, user_id: str, change: str, form: Mapping[str, str]
    ) -> Response:
        """Do one of ``CHANGES``."""
        self._account(user_id)
        if change not in CHANGES:
            raise HTTPException(404)
        try:
            CHANGES[change](self._accounts(maintainer), user_id, form, self.settings)
        except AccountError as error:
            return self.one(request, user_id, fault=error.code, status=422)
        address = "/people" if change == "removed" else f"/people/{user_id}"
        return RedirectResponse(f"{address}?done={change}", 303)

    def _accounts(self, maintainer: Person) -> Accounts:
        return Accounts(self.database, maintainer, self.settings.token_days)

    def _account(self, user_id: str) -> Account:
        """Return the account of an id, and of an id only."""
        try:
            account = Accounts(self.database).find(user_id)
        except AccountError:
            raise HTTPException(404) from None
        if account.person.id != user_id:
            raise HTTPException(404)
        return account

    def _page(self, request: Request, template: str, status: int, **values: object) -> Response:
        shown = {"t": PEOPLE_TEXTS[language_of(request)], "settings": self.settings, "roles": list(Role)}
        return page(request, template, status, **shown, **values)


def _role(form: Mapping[str, str]) -> Role:
    try:
        return Role(form.get("role", ""))
    except ValueError:
        raise AccountError("There is no such role.", "role") from None


def _texts(form: FormData) -> Mapping[str, str]:
    return {name: value for name, value in form.items() if isinstance(value, str)}
