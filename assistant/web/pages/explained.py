"""The pages that explain the API: its addresses, made from its own description, and what it refuses and why."""

import json
import shlex
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from assistant.domain import Language
from assistant.settings import Settings
from assistant.web.api_texts import API_TEXTS
from assistant.web.page import base_of, language_of, page
from assistant.web.problems import PAGE, PROBLEM_TEXTS, Kind


def routes(api: FastAPI, settings: Settings) -> APIRouter:
    """Return the routes; they come before the API itself, under whose address they are."""
    router = APIRouter()

    @router.get("/api")
    def explain(request: Request) -> Response:
        schema = api.openapi()
        here = f"{request.url.scheme}://{request.url.netloc}{base_of(request)}/api"
        operations = [
            (method.upper(), path, _command(here, path, schema, operation, language_of(request)))
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


def _command(here: str, path: str, schema: dict[str, Any], operation: dict[str, Any], language: Language) -> str:
    """Return a command to paste, made from the example of the description that is in a language."""
    for given in operation.get("parameters", []):
        path = path.replace(f"{{{given['name']}}}", given["schema"]["examples"][0])
    words = ["curl", f"{here}{path}", "-H", "Authorization: Bearer TOKEN"]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if name := content.get("$ref", "").rpartition("/")[2]:
        examples = dict(zip(Language, schema["components"]["schemas"][name]["examples"], strict=True))
        example = json.dumps(examples[language], ensure_ascii=False)
        words += ["-H", "Content-Type: application/json", "-d", example]
    return shlex.join(words)
