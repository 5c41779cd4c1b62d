"""The routes of our own pages: whole documents, and whether the server is up and ready."""

import re
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.web import source
from assistant.web.messages import TEXTS, preferred
from assistant.web.port import Answers

HERE = Path(__file__).parent
_DOCUMENT_ID = re.compile(r"[\w.-]{1,200}")

templates = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def routes(assistant: Answers) -> APIRouter:
    """Return the routes over an assistant."""
    router = APIRouter()

    @router.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.get("/readyz")
    def readyz() -> JSONResponse:
        try:
            return JSONResponse({"status": "ready", "corpus_version": assistant.corpus_version})
        except AssistantError as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, 503)

    @router.get("/source/{document_id}")
    def show_document(
        request: Request, document_id: str, start: str | None = None, end: str | None = None, lang: str | None = None
    ) -> HTMLResponse:
        language = preferred(lang or request.headers.get("accept-language"))
        document = assistant.document(document_id) if _DOCUMENT_ID.fullmatch(document_id) else None
        if document is None:
            return _page("missing.html", language, request, status=404)
        span = source.quoted_span(document, start, end)
        lost = span is None and (start is not None or end is not None)
        return _page("source.html", language, request, page=source.make_page(document, span), lost=lost)

    return router


def _page(template: str, language: Language, request: Request, status: int = 200, **values: object) -> HTMLResponse:
    other = next(each for each in Language if each is not language)
    html = templates.get_template(template).render(
        texts=TEXTS[language],
        language=language,
        other=other,
        other_address=str(request.url.include_query_params(lang=other.value).query),
        **values,
    )
    return HTMLResponse(html, status, headers={"Cache-Control": "private, no-cache", "Vary": "Accept-Language"})
