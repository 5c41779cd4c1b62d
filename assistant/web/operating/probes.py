"""What a supervisor asks: whether the process lives, whether it has started, and whether to send people to it."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse

from assistant.errors import AssistantError
from assistant.search.travel.follow import Standing
from assistant.store import Database
from assistant.web.edge.stage import Stage
from assistant.web.port import Answers


def routes(assistant: Answers, database: Database, stage: Stage) -> APIRouter:
    """Return the routes."""
    router = APIRouter()

    @router.get("/healthz")
    async def healthz() -> JSONResponse:
        """Say that the process answers; whatever else is away, starting it again would not help."""
        return JSONResponse({"status": "ok"})

    @router.get("/startz")
    async def startz() -> JSONResponse:
        """Say whether all is loaded: from then on it stays so."""
        return JSONResponse({"status": "started"}) if stage.is_warm else _not_ready("starting")

    @router.get("/readyz")
    def readyz(request: Request) -> JSONResponse:
        """Say whether people may be sent here: it is started, does not stop, and has its database and documents."""
        if not stage.is_ready:
            return _not_ready("stopping" if stage.is_stopping else "starting")
        try:
            database.check()
            ready = {"status": "ready", "corpus_version": assistant.corpus_version}
            return JSONResponse(ready | _told(standing_of(request.app)))
        except AssistantError as error:
            return _not_ready(str(error))

    return router


def standing_of(app: FastAPI) -> Standing | None:
    """Return how a server stands that takes its index from a shared store, None for one that keeps its own."""
    of: Callable[[], Standing] | None = getattr(app.state, "standing", None)
    return of() if of else None


def _told(now: Standing | None) -> dict[str, Any]:
    """Return it for whoever asks; anybody may, so no addresses."""
    if now is None:
        return {}
    return {"generation": {"serves": now.serves, "wanted": now.wanted, "behind": now.behind, "fault": now.kind}}


def _not_ready(reason: str) -> JSONResponse:
    return JSONResponse({"status": "not ready", "reason": reason}, 503)
