"""The language of a reader, found out once a request: what the person chose, or this browser, else what it likes best.

``identity`` has put the person into the state.
"""

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.domain import Language
from assistant.errors import StoreUnavailable
from assistant.people.person import OWN, Person
from assistant.store import Database, users
from assistant.web.edge import incident
from assistant.web.edge.chainlit.framed import language_of_frame
from assistant.web.messages import preferred

COOKIE = "language"
A_YEAR = 365 * 24 * 3600
_CHAINLIT = "/project/"  # its page asks for texts in the browser's language, in the address


class Spoken:
    """ASGI middleware: puts the reader's language in the place of all that the browser would like.

    So a page is in one language, whoever makes which part of it: Chainlit's own page takes the browser's first.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, in the reader's language."""
        if scope["type"] in {"http", "websocket"}:
            language = _of(HTTPConnection(scope), scope.get("state", {}).get("person"))
            MutableHeaders(scope=scope)["accept-language"] = language
            if scope["path"].startswith(_CHAINLIT):
                asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
                if "language" in asked:
                    scope["query_string"] = urlencode(asked | {"language": language}).encode("latin-1")
        await self.app(scope, receive, send)


def _of(connection: HTTPConnection, person: Person | None) -> Language:
    if framed := language_of_frame(connection):
        return framed
    if person is not None and person.language is not None:
        return person.language
    chosen = connection.cookies.get(COOKIE, "")
    return Language(chosen) if chosen in set(Language) else preferred(connection.headers.get("accept-language"))


def routes(database: Database) -> APIRouter:
    """Return the route by which a language is chosen: for this browser, and for the person where it is known who."""
    router = APIRouter()

    @router.get("/language/{language}")
    def choose(request: Request, language: Language, next: str = "/") -> RedirectResponse:
        person: Person | None = request.state.person
        if person is not None and person.origin not in OWN:  # those are a browser, which has a cookie
            _remember(database, person, language)
        response = RedirectResponse(_own(next), 303)
        response.set_cookie(COOKIE, language.value, max_age=A_YEAR, samesite="lax")
        return response

    return router


def _remember(database: Database, person: Person, language: Language) -> None:
    try:
        users.set_language(database, person.id, language)
    except StoreUnavailable:  # this browser remembers it
        incident.record("Remembering a language")


def _own(address: str) -> str:
    """Return an address on this server, its first page for any other."""
    is_own = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_own and address.isprintable() else "/"
