"""The pages that explain the API: its addresses, made from its own description, and what it refuses and why."""

import json
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from assistant.settings import Settings
from assistant.web.api_texts import API_TEXTS
from assistant.web.page import language_of, page
from assistant.web.problems import PAGE, PROBLEM_TEXTS, Kind


def routes(api: FastAPI, settings: Settings) -> APIRouter:
    """Return the routes; they come before the API itself, under whose address they are."""
    router = APIRouter()

    @router.get("/api")
    def explain(request: Request) -> Response:
        schema = api.openapi()
        operations = [
            (method.upper(), path, _example(schema, operation))
            for path, methods in schema["paths"].items()
            for method, operation in methods.items()
        ]
        return page(
            request,
            "api/addresses.html",
            api=API_TEXTS[language_of(request)],
            operations=operations,
            per_minute=settings.api_per_minute,
        )

    @router.get(PAGE)
    def errors(request: Request) -> Response:
        return page(
            request,
            "api/errors.html",
            api=API_TEXTS[language_of(request)],
            kinds=[(kind, kind.status, PROBLEM_TEXTS[language_of(request)][kind]) for kind in Kind],
        )

    return router


def _example(schema: dict[str, Any], operation: dict[str, Any]) -> str:
    """Return an example of what is sent, empty where nothing is."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", "").rpartition("/")[2]
    if not name:
        return ""
    return json.dumps(schema["components"]["schemas"][name]["example"], ensure_ascii=False)
