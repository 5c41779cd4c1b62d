"""Sessions and tokens as a page shows them."""

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_datetime
from fastapi import Request

from assistant.store.database import now
from assistant.store.sessions import Session
from assistant.store.tokens import Token
from assistant.web.page import language_of
from assistant.web.pages.people_texts import PEOPLE_TEXTS


@dataclass(frozen=True)
class SessionLine:
    """A session in words; ``here`` tells whether it is the one that the page is shown in."""

    id: str
    browser: str
    since: str
    here: bool


@dataclass(frozen=True)
class TokenLine:
    """A token in words."""

    id: str
    label: str
    end: str
    used: str


def session_line(session: Session, request: Request, current: str = "") -> SessionLine:
    """Return a session in the reader's language."""
    texts, language = PEOPLE_TEXTS[language_of(request)], language_of(request).value
    begun = session.begun_at
    since = texts.sessions_since.format(begun=format_datetime(begun, "medium", locale=language)) if begun else ""
    return SessionLine(session.id, session.browser or texts.sessions_unknown, since, session.id == current)


def token_line(token: Token, request: Request) -> TokenLine:
    """Return a token in the reader's language."""
    texts = PEOPLE_TEXTS[language_of(request)]

    def day(moment: datetime | None) -> str:
        return format_date(moment, "long", locale=language_of(request).value) if moment else ""

    end = texts.token_ended if token.has_ended(now()) else texts.token_until.format(until=day(token.expires_at))
    used = texts.token_used.format(used=day(token.last_used_at)) if token.last_used_at else texts.token_unused
    return TokenLine(token.id, token.label, end, used)
