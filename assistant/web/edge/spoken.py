"""The language of a reader, found out once a request: the one that was chosen, else what the browser likes best."""

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.domain import Language
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
            language = _of(HTTPConnection(scope))
            MutableHeaders(scope=scope)["accept-language"] = language
            if scope["path"].startswith(_CHAINLIT):
                asked = dict(parse_qsl(scope["query_string"].decode("latin-1")))
                if "language" in asked:
                    scope["query_string"] = urlencode(asked | {"language": language}).encode("latin-1")
        await self.app(scope, receive, send)


def _of(connection: HTTPConnection) -> Language:
    chosen = connection.cookies.get(COOKIE, "")
    return Language(chosen) if chosen in set(Language) else preferred(connection.headers.get("accept-language"))


def routes() -> APIRouter:
    """Return the route by which a language is chosen."""
    router = APIRouter()

    @router.get("/language/{language}")
    def choose(language: Language, next: str = "/") -> RedirectResponse:
        response = RedirectResponse(_own(next), 303)
        response.set_cookie(COOKIE, language.value, max_age=A_YEAR, samesite="lax")
        return response

    return router


def _own(address: str) -> str:
    """Return an address on this server, its first page for any other."""
    is_own = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if is_own and address.isprintable() else "/"
