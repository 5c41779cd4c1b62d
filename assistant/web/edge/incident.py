"""What a person is told of a fault: a clear line where its kind is known, else an id; the log has the rest."""

import logging
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.domain import Language
from assistant.errors import IndexUnavailable, ModelUnavailable, StoreUnavailable
from assistant.telemetry.metrics import INCIDENTS
from assistant.telemetry.request import request_id
from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.edge.queues import Busy
from assistant.web.messages import TEXTS
from assistant.web.page import language_of, page
from assistant.web.problems import Kind, is_for_programs, problem

logger = logging.getLogger(__name__)

AGAIN = {"Retry-After": "10"}


def record(what: str) -> str:
    """Log the exception being handled with its traceback and return the id it is logged under, that of the request."""
    incident_id = request_id() or uuid4().hex[:12]
    INCIDENTS.inc()
    logger.exception("%s failed (id %s)", what, incident_id)
    return incident_id


def database_away(request: Request) -> Response:
    """Record that the database is away, and say so: people get a page in their language, programs a problem."""
    record("Reaching the database")
    text = LIMIT_TEXTS[language_of(request)].away
    if is_for_programs(request.url.path):
        return problem(request, Kind.DATABASE_AWAY, text, headers=AGAIN)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": text}, Kind.DATABASE_AWAY.status, AGAIN)
    if not hasattr(request.state, "person"):  # it went away before anybody knew who asks
        request.state.person = None
    return page(request, "notice.html", status=Kind.DATABASE_AWAY.status, notice=text)


def told(error: Exception, language: Language, what: str) -> str:
    """Return the line for an error that is being handled; ``what`` names in the log what was being done."""
    texts = LIMIT_TEXTS[language]
    if isinstance(error, Busy):
        return texts.busy
    if isinstance(error, StoreUnavailable):
        return texts.away
    if isinstance(error, (ModelUnavailable, IndexUnavailable)):
        logger.warning("%s: %s", what, error)
        return texts.no_search
    return TEXTS[language].failed.format(id=record(what))
