"""The assistant for other programs: JSON in, JSON out, in the shape of ``assistant.contract``."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException as StarletteHTTPException

from assistant.contract import answer_json, search_json
from assistant.domain import Document, SearchResult, Turn
from assistant.errors import AssistantError, QuestionError, StoreUnavailable, UnknownDocument
from assistant.people.person import Person, Role
from assistant.store import Database, answers, audit
from assistant.web.api.forms import Ask, Rate, Search
from assistant.web.api_texts import API_TEXTS
from assistant.web.edge import incident
from assistant.web.edge.identity import person_of
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.limits import Kind, network_of
from assistant.web.edge.queues import Busy, Queue
from assistant.web.edge.work import Work
from assistant.web.kept import Keeper, Place
from assistant.web.messages import TEXTS
from assistant.web.page import language_of
from assistant.web.port import Answers
from assistant.web.rating import rate

Asker = Annotated[Person, Depends(person_of)]
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def create_api(assistant: Answers, keeper: Keeper, work: Work, database: Database) -> FastAPI:
    """Return the API, to be mounted under ``/api``."""
    api = FastAPI(title="SER dialogue assistant", version="1", docs_url=None, redoc_url=None)

    def limit(request: Request, person: Asker) -> None:
        if not work.limits.take(Kind.API, person, network_of(request)):
            raise HTTPException(429, headers={"Retry-After": "60"})

    for router in (_questions(assistant, keeper, work.queues.api), _given(database)):
        api.include_router(router, dependencies=[Depends(limit)])
    _explain_faults(api)
    return api


class SafeRoute(APIRoute):
    """A route whose faults are told as JSON by an id, with the rest in the log."""

    def get_route_handler(self) -> Handler:
        """Return what answers a request."""
        handle = super().get_route_handler()

        async def safely(request: Request) -> Response:
            try:
                return await handle(request)
            except (StarletteHTTPException, RequestValidationError, AssistantError):
                raise
            except Exception:  # noqa: BLE001  the last catch for programs, as the guard's is for readers
                message = TEXTS[language_of(request)].failed.format(id=incident.record("A request to the API"))
                return JSONResponse(error_json("internal_server_error", message), 500)

        return safely


def _questions(assistant: Answers, keeper: Keeper, queue: Queue) -> APIRouter:
    router = APIRouter(route_class=SafeRoute)

    @router.post("/ask")
    async def ask(request: Ask, person: Asker) -> dict[str, Any]:
        """Answer a question from the documents, or say that they do not answer it : see ``status``."""

        def answer() -> dict[str, Any]:
            chosen = assistant.within(request.documents)
            given = chosen.ask(request.question, [Turn(each.role, each.content) for each in request.history])
            failed = keeper.keep(given, Place(person.id)).failed
            return answer_json(given, request.id) | ({"kept": False} if failed else {})

        return await queue.do(answer)

    @router.post("/search")
    async def search(request: Search) -> dict[str, Any]:
        """List the passages that a question finds, best first."""

        def find() -> SearchResult:
            return assistant.within(request.documents).search(request.question, request.limit)

        return search_json(await queue.do(find), request.id)

    @router.get("/documents")
    def documents() -> dict[str, Any]:
        """List the documents that answers come from."""
        listed = [_document_json(each) for each in assistant.documents()]
        return {"corpus_version": assistant.corpus_version, "documents": listed}

    return router


def _given(database: Database) -> APIRouter:
    router = APIRouter(route_class=SafeRoute)

    @router.get("/answers/{answer_id}")
    def given_answer(answer_id: str, person: Asker) -> dict[str, Any]:
        """Return an answer of your own with all that it rests on; reviewers may read everyone's."""
        given = answers.get(database, answer_id)
        if given is None or (given.user_id != person.id and not person.may(Role.REVIEWER)):
            raise HTTPException(404)
        audit.opened(database, person, given.id, given.user_id)
        return dict(given.record)

    @router.post("/feedback")
    def feedback(request: Rate, person: Asker) -> dict[str, Any]:
        """Say what you think of an answer that you were given, or of one of its citations."""
        return {
            "id": rate(
                database, person, request.answer_id, request.value, request.citation, request.reason, request.comment
            )
        }

    return router


def error_json(code: str, message: str) -> dict[str, Any]:
    """Return the JSON of every refusal."""
    return {"error": {"code": code, "message": message}}


def _document_json(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "language": document.language.value,
        "publisher": document.publisher,
        "date": document.date,
        "url": document.url,
        "kind": document.kind,
        "translation_of": document.translation_of,
        "version": document.version,
    }


def _explain_faults(api: FastAPI) -> None:
    """Answer every refusal with JSON, in the asker's language."""

    def explained(status: int, code: str) -> Callable[[Request, Exception], JSONResponse]:
        def explain(request: Request, error: Exception) -> JSONResponse:
            return JSONResponse(error_json(code, API_TEXTS[language_of(request)].faults[code]), status)

        return explain

    def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, StarletteHTTPException)
        faults = API_TEXTS[language_of(request)].faults
        code = HTTPStatus(error.status_code).name.lower()
        return JSONResponse(error_json(code, faults.get(code, error.detail)), error.status_code, error.headers)

    def misunderstood(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        places = sorted({".".join(str(part) for part in fault["loc"][1:]) or "body" for fault in error.errors()})
        message = API_TEXTS[language_of(request)].faults["bad_fields"].format(fields=", ".join(places))
        return JSONResponse(error_json("bad_fields", message), 422)

    def busy(request: Request, error: Exception) -> JSONResponse:
        message = LIMIT_TEXTS[language_of(request)].busy
        return JSONResponse(error_json("busy", message), 503, {"Retry-After": "10"})

    def away(request: Request, error: Exception) -> JSONResponse:
        message = LIMIT_TEXTS[language_of(request)].away
        return JSONResponse(error_json("database_away", message), 503, {"Retry-After": "10"})

    api.add_exception_handler(Busy, busy)
    api.add_exception_handler(StoreUnavailable, away)
    api.add_exception_handler(StarletteHTTPException, refused)
    api.add_exception_handler(RequestValidationError, misunderstood)
    api.add_exception_handler(UnknownDocument, explained(422, "unknown_document"))
    api.add_exception_handler(QuestionError, explained(422, "bad_question"))
    api.add_exception_handler(AssistantError, explained(503, "service_unavailable"))
