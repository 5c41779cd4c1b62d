"""The ways to know who asks: everyone on this machine, anyone by a cookie, whom a proxy names, who logged in."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any

from starlette.requests import HTTPConnection

from assistant.errors import AccountError, ConfigurationError, StoreUnavailable
from assistant.people.person import Origin, Person, Role
from assistant.settings import Settings
from assistant.store import Database, sessions, tokens, users, visitors
from assistant.store.database import now
from assistant.store.users import Account
from assistant.web.edge.alone import LOOPBACK
from assistant.web.edge.identity import Admission, Door, session_token
from assistant.web.problems import is_for_programs

VISIT = timedelta(days=30)
ASKS_AGAIN = "asks_again"
"""Says in a request's state that who it is from is to be asked again when nobody is known any more."""
VISITOR = "v."
"""Begins the token of a visitor."""


def door_of(settings: Settings, database: Database) -> Door:
    """Return the door that the settings ask for.

    Raises:
        ConfigurationError: where a setting is missing that it needs.
    """
    presence = timedelta(days=settings.provider_days)
    if settings.accounts == "proxy":
        if not settings.proxies:
            raise ConfigurationError(
                "ASSISTANT_ACCOUNTS=proxy needs ASSISTANT_TRUSTED_PROXIES, the address of the proxy: anyone else could "
                f"send the header {settings.proxy_header} too."
            )
        return ProxyDoor(database, presence, settings.proxy_header, settings.proxy_seconds)
    if settings.accounts in {"password", "oidc"}:
        return SessionDoor(database, presence)
    if is_alone(settings):
        return LocalDoor(database, presence, users.ensure(database, "local", Origin.LOCAL, Role.MAINTAINER).person)
    return VisitorDoor(database, presence)


def is_alone(settings: Settings) -> bool:
    """Return whether only this machine reaches the server, and nobody needs to log in."""
    behind = settings.proxies or settings.public
    return settings.accounts == "off" and settings.host in LOOPBACK and not behind


@dataclass(frozen=True)
class SessionDoor:
    """Knows who has logged in, and programs by their token, which rests when its person stays away from a provider."""

    database: Database
    presence: timedelta

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return whose session or token comes with a request."""
        secret = _bearer(connection)
        if secret is not None:
            return tokens.person(self.database, secret, now(), self.presence)
        token = session_token(connection)
        return sessions.person(self.database, token, now()) if token else None

    def admit(self, connection: HTTPConnection) -> Admission | None:
        """Let nobody in without a login."""


@dataclass(frozen=True)
class LocalDoor(SessionDoor):
    """Takes everyone for the owner: for a server that only this machine reaches."""

    owner: Person

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return the owner, or in whose name a program asks."""
        if _bearer(connection) is not None:
            return super().who(connection)
        with suppress(StoreUnavailable):
            return super().who(connection) or self.owner
        return self.owner


@dataclass(frozen=True)
class VisitorDoor(SessionDoor):
    """Gives each browser a cookie, so that nobody sees the chats of another; nothing is kept before a question."""

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return whose cookie comes with a request, or in whose name a program asks."""
        token = session_token(connection)
        if _bearer(connection) is not None or not token.startswith(VISITOR):
            return super().who(connection)
        visitor = visitors.visitor(token)
        with suppress(StoreUnavailable):  # a visitor may ask as long as nobody says otherwise
            account = users.by_id(self.database, visitor.id)
            return None if account and account.disabled else visitor
        return visitor

    def admit(self, connection: HTTPConnection) -> Admission | None:
        """Let a new visitor in."""
        token = VISITOR + secrets.token_urlsafe(32)
        return Admission(visitors.visitor(token), token, VISIT)


@dataclass(frozen=True)
class ProxyDoor(SessionDoor):
    """Believes a proxy that has logged people in already, and names them in a header.

    An open chat goes on with the request that it began with. So what the proxy said then is believed for a while only,
    unless it has let a request of the same person through since.
    """

    header: str
    believed: float
    seen: dict[str, float] = field(default_factory=dict)

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return whom the proxy names, or in whose name a program asks."""
        name, state = _readable(connection.headers.get(self.header, "")), connection.scope["state"]
        if not name or not state.get("trusted"):
            return super().who(connection)
        try:
            account = users.ensure(self.database, name, Origin.PROXY)
        except AccountError:
            return None
        if account.disabled or not self._believes(account, state):
            return None
        return account.person

    def _believes(self, account: Account, state: dict[str, Any]) -> bool:
        """Return whether the proxy lets somebody in now, or did so a moment ago."""
        if not state.get(ASKS_AGAIN):  # the request is being made, and does not come from a chat that it began
            state[ASKS_AGAIN] = True
            users.note_seen(self.database, account, now())
            self.seen[account.person.id] = monotonic()
        return monotonic() - self.seen.get(account.person.id, -self.believed) < self.believed


def _bearer(connection: HTTPConnection) -> str | None:
    """Return the token that a program sends; only what is for programs takes one."""
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" and is_for_programs(connection.scope["path"]) else None


def _readable(value: str) -> str:
    """Return a header's words: proxies write UTF-8, which arrives as if it were Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
