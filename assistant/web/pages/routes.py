"""The routes of our own pages: whole documents, and whether the server is up and ready."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.errors import AssistantError
from assistant.people.person import Role
from assistant.store import Database
from assistant.text.left_out import kinds_left_out
from assistant.web.edge.chainlit.allowed import UUID
from assistant.web.page import language_of, page
from assistant.web.pages import finding, source
from assistant.web.pages.source_texts import SOURCE_TEXTS
from assistant.web.port import Answers

_DOCUMENT_ID = re.compile(r"[\w.-]{1,200}")


def routes(assistant: Answers, database: Database) -> APIRouter:
    """Return the routes over an assistant."""
    router = APIRouter()

    @router.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @router.get("/readyz")
    def readyz() -> JSONResponse:
        try:
            database.check()
            return JSONResponse({"status": "ready", "corpus_version": assistant.corpus_version})
        except AssistantError as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, 503)

    @router.get("/source/{document_id}")
    def show_document(
        request: Request, document_id: str, version: str = "", start: str | None = None, end: str | None = None
    ) -> HTMLResponse:
        found = assistant.source(document_id, version) if _DOCUMENT_ID.fullmatch(document_id) else None
        if found is None:
            return page(request, "missing.html", status=404)
        sought = request.query_params.get("q", "")[: finding.LONGEST]
        span = None if found.lost else source.quoted_span(found.document, start, end)
        lost = span is None and (start is not None or end is not None)
        language = language_of(request)
        memory = None if found.document.language is language else assistant.memory(document_id, language)
        made = source.make_source_page(found, span, request.query_params.get("lang"), memory, sought)
        reviews = request.state.person is not None and request.state.person.may(Role.REVIEWER)
        left_out = kinds_left_out(found.document) if reviews else None
        shown = {"page": made, "left_out": left_out, "lost": lost, "version_lost": found.lost, "back": _back(request)}
        kept = [each for each in request.query_params.items() if each[0] != "q"]
        notes = SOURCE_TEXTS[language]
        return page(request, "source.html", 200, notes=notes, sought=sought, kept=kept, **shown)

    return router


def _back(request: Request) -> str:
    """Return the address of the answer that a document was opened from, empty where it was not."""
    named = [request.query_params.get(name, "") for name in ("chat", "step")]
    return "/thread/{}#step-{}".format(*named) if all(re.fullmatch(UUID, each) for each in named) else ""
