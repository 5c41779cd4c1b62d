"""What whoever asks is told while the database is away: people a page in their language, programs a problem."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from assistant.web.edge.limit_texts import LIMIT_TEXTS
from assistant.web.page import language_of, page
from assistant.web.problems import Kind, is_for_programs, problem

AGAIN = {"Retry-After": "10"}


def away(request: Request) -> Response:
    """Say that the database is away, whether it is known by now who asks or not."""
    text = LIMIT_TEXTS[language_of(request)].away
    if is_for_programs(request.url.path):
        return problem(request, Kind.DATABASE_AWAY, text, headers=AGAIN)
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": text}, Kind.DATABASE_AWAY.status, AGAIN)
    if not hasattr(request.state, "person"):
        request.state.person = None
    return page(request, "notice.html", status=Kind.DATABASE_AWAY.status, notice=text)
