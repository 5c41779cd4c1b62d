"""What went wrong, as a problem of a kind: for the API and for whoever else answers programs."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.domain import Language
from assistant.errors import AssistantError, ModelUnavailable, QuestionError, StoreUnavailable, UnknownDocument
from assistant.web.edge import incident
from assistant.web.edge.queues import Busy
from assistant.web.messages import TEXTS
from assistant.web.page import language_of
from assistant.web.problems import MEDIA_TYPE, PROBLEM_TEXTS, Kind, problem

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_KINDS = (
    (Busy, Kind.BUSY),
    (StoreUnavailable, Kind.DATABASE_AWAY),
    (ModelUnavailable, Kind.MODEL_AWAY),
    (UnknownDocument, Kind.UNKNOWN_DOCUMENT),
    (QuestionError, Kind.BAD_QUESTION),
    (AssistantError, Kind.UNAVAILABLE),
)
_AGAIN = {kind: {"Retry-After": "10"} for kind in Kind if kind.status == 503}


class Problem(BaseModel):
    """What every refusal looks like (RFC 9457); ``code`` names its kind, and ``type`` leads to what to do about it."""

    type: str
    title: str
    status: int
    detail: str
    code: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": "Refused", "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status in sorted({kind.status for kind in Kind})
}
"""The refusals of every address, as OpenAPI has them."""


def explained(error: Exception, language: Language) -> tuple[Kind, str]:
    """Return the kind of an error and what is said of it; what is none of ours is in the log, under an id."""
    kind = next((kind for sort, kind in _KINDS if isinstance(error, sort)), None)
    if kind is None:
        return Kind.FAILED, TEXTS[language].failed.format(id=incident.record("A program's request"))
    return kind, PROBLEM_TEXTS[language][kind].detail


class SafeRoute(APIRoute):
    """A route whose faults are told as problems by an id, with the rest in the log."""

    def get_route_handler(self) -> Handler:
        """Return what answers a request."""
        handle = super().get_route_handler()

        async def safely(request: Request) -> Response:
            try:
                return await handle(request)
            except (HTTPException, RequestValidationError):
                raise
            except Exception as error:  # noqa: BLE001  the last catch for programs, as the guard's is for readers
                kind, detail = explained(error, language_of(request))
                return problem(request, kind, detail, headers=_AGAIN.get(kind))

        return safely


def explain_faults(api: FastAPI) -> None:
    """Answer every refusal with a problem, in the asker's language."""

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return problem(request, Kind.of(error.status_code), status=error.status_code, headers=error.headers)

    def misunderstood(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        places = sorted({".".join(str(part) for part in fault["loc"][1:]) or "body" for fault in error.errors()})
        detail = PROBLEM_TEXTS[language_of(request)][Kind.BAD_FIELDS].detail.format(fields=", ".join(places))
        return problem(request, Kind.BAD_FIELDS, detail)

    def failed(request: Request, error: Exception) -> Response:
        kind, detail = explained(error, language_of(request))
        return problem(request, kind, detail, headers=_AGAIN.get(kind))

    describe = api.openapi

    def openapi() -> dict[str, Any]:
        schema = describe()
        parts = schema.setdefault("components", {})
        parts.setdefault("schemas", {})["Problem"] = Problem.model_json_schema()
        parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        return schema | {"security": [{"token": []}]}

    api.openapi = openapi  # type: ignore[method-assign]
    api.add_exception_handler(HTTPException, refused)
    api.add_exception_handler(RequestValidationError, misunderstood)
    api.add_exception_handler(AssistantError, failed)
