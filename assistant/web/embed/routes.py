"""The script for another site's page, and what it asks first: whether that site may show the chat, and how."""

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant.domain import Language
from assistant.settings import Settings
from assistant.web.edge.chainlit.framed import ALLOWED, SCRIPT, prefix
from assistant.web.edge.doors import is_alone
from assistant.web.embed.texts import EMBED_TEXTS

ELEMENT = Path(__file__).with_name("element.js")


def routes(settings: Settings) -> APIRouter:
    """Return the routes; there are none where no site may show the chat."""
    router = APIRouter()
    if not settings.embedders:
        return router

    @router.get(SCRIPT)
    def script() -> Response:
        return FileResponse(ELEMENT, media_type="text/javascript", headers={"Cache-Control": "public, max-age=300"})

    @router.get(ALLOWED)
    def allowed(request: Request, language: Language = Language.EN) -> Response:
        origin = request.headers.get("origin", "")
        if origin not in settings.embedders:
            raise HTTPException(403)
        texts = EMBED_TEXTS[language]
        framed = _keeps_who_asks(request, settings)
        told = {
            "path": f"{prefix(language) if framed else ''}/".removeprefix("/"),
            "framed": framed,
            "language": language.value,
            "open": texts.open if framed else f"{texts.open} ({texts.tab})",
            "close": texts.close,
            "title": texts.title,
        }
        return JSONResponse(told, headers={"Access-Control-Allow-Origin": origin, "Vary": "Origin"})

    return router


def _keeps_who_asks(request: Request, settings: Settings) -> bool:
    """Return whether it is known inside of a frame who asks.

    The owner of a machine needs no cookie. A page of the same site has ours. A visitor gets one that is kept apart for
    the page that shows the chat (``Partitioned``), which browsers take over HTTPS only. Others log in, in a tab.
    """
    same_site = request.headers.get("sec-fetch-site") in {"same-origin", "same-site"}
    apart = settings.accounts == "off" and request.url.scheme == "https"
    return is_alone(settings) or same_site or apart
