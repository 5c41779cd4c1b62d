"""What programs are told when something is refused or fails: ``application/problem+json`` (RFC 9457), each of a kind.

The kinds are listed on the page that ``type`` leads to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

from assistant.locale import Texts
from assistant.web.messages import preferred

MEDIA_TYPE = "application/problem+json"
PAGE = "/api/errors"


class Kind(StrEnum):
    """The kinds of problems; a program may rely on their names."""

    BAD_REQUEST = "bad_request"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    TOO_LARGE = "too_large"
    BAD_FIELDS = "bad_fields"
    BAD_QUESTION = "bad_question"
    UNKNOWN_DOCUMENT = "unknown_document"
    TOO_MANY_REQUESTS = "too_many_requests"
    FAILED = "failed"
    BUSY = "busy"
    DATABASE_AWAY = "database_away"
    MODEL_AWAY = "model_away"
    UNAVAILABLE = "service_unavailable"

    @property
    def status(self) -> int:
        """The status of HTTP that goes with it."""
        return _STATUS[self]

    @classmethod
    def of(cls, status: int) -> "Kind":
        """Return the kind that a status by itself tells; an odd one is a bad request, or a fault of ours."""
        kinds = (kind for kind, own in _STATUS.items() if own == status)
        return next(kinds, cls.BAD_REQUEST if status < 500 else cls.FAILED)


_STATUS = {
    Kind.BAD_REQUEST: 400,
    Kind.UNAUTHORIZED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.METHOD_NOT_ALLOWED: 405,
    Kind.TOO_LARGE: 413,
    Kind.BAD_FIELDS: 422,
    Kind.BAD_QUESTION: 422,
    Kind.UNKNOWN_DOCUMENT: 422,
    Kind.TOO_MANY_REQUESTS: 429,
    Kind.FAILED: 500,
    Kind.UNAVAILABLE: 503,
    Kind.BUSY: 503,
    Kind.DATABASE_AWAY: 503,
    Kind.MODEL_AWAY: 503,
}


@dataclass(frozen=True)
class ProblemTexts:
    """The texts of one kind: what it is called, what is said of it, and what to do."""

    title: str
    detail: str
    help: str


PROBLEM_TEXTS = Texts(dict[Kind, ProblemTexts], "problems")


def is_for_programs(path: str) -> bool:
    """Return whether an address is for programs: they send tokens, and are told problems as JSON."""
    return path.startswith("/api/") or path == "/mcp"


def problem(
    connection: HTTPConnection,
    kind: Kind,
    detail: str = "",
    *,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return a problem in the asker's language; ``detail`` says more than what is said of each of its kind."""
    texts = PROBLEM_TEXTS[preferred(connection.headers.get("accept-language"))][kind]
    base = connection.scope.get("state", {}).get("base", "")
    status = status or kind.status
    told = {
        "type": f"{base}{PAGE}#{kind}",
        "title": texts.title,
        "status": status,
        "detail": detail or texts.detail,
        "code": kind.value,
    }
    return JSONResponse(told, status, headers, media_type=MEDIA_TYPE)
