"""The ways to know who asks: everyone on this machine, anyone by a cookie, whom a proxy names, who logged in."""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import HTTPConnection

from assistant.errors import AccountError, ConfigurationError, StoreUnavailable
from assistant.people.person import Origin, Person, Role
from assistant.settings import Settings
from assistant.store import Database, sessions, tokens, users, visitors
from assistant.store.database import now
from assistant.web.edge.identity import Admission, Door, session_token

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
VISIT = timedelta(days=30)
VISITOR = "v."
"""Begins the token of a visitor."""


def door_of(settings: Settings, database: Database) -> Door:
    """Return the door that the settings ask for.

    Raises:
        ConfigurationError: where a setting is missing that it needs.
    """
    if settings.accounts == "proxy":
        if not settings.trusted_proxies:
            raise ConfigurationError(
                "ASSISTANT_ACCOUNTS=proxy needs ASSISTANT_TRUSTED_PROXIES, the address of the proxy: anyone else could "
                f"send the header {settings.proxy_header} too."
            )
        return ProxyDoor(database, settings.proxy_header)
    if settings.accounts in {"password", "oidc"}:
        return SessionDoor(database)
    if is_alone(settings):
        return LocalDoor(database, users.ensure(database, "local", Origin.LOCAL, Role.MAINTAINER).person)
    return VisitorDoor(database)


def is_alone(settings: Settings) -> bool:
    """Return whether only this machine reaches the server, and nobody needs to log in."""
    return settings.accounts == "off" and settings.host in LOOPBACK and not settings.proxies


@dataclass(frozen=True)
class SessionDoor:
    """Knows who has logged in, and programs by their token."""

    database: Database

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return whose session or token comes with a request."""
        secret = _bearer(connection)
        if secret is not None:
            return tokens.person(self.database, secret, now())
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
    """Believes a proxy that has logged people in already, and names them in a header."""

    header: str

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return whom the proxy names, or in whose name a program asks."""
        name = _readable(connection.headers.get(self.header, ""))
        if not name or not connection.scope["state"].get("trusted"):
            return super().who(connection)
        try:
            account = users.ensure(self.database, name, Origin.PROXY)
        except AccountError:
            return None
        return None if account.disabled else account.person


def _bearer(connection: HTTPConnection) -> str | None:
    """Return the token that a program sends; only the API takes one."""
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" and connection.url.path.startswith("/api/") else None


def _readable(value: str) -> str:
    """Return a header's words: proxies write UTF-8, which arrives as if it were Latin-1."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
