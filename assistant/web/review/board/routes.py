"""The dashboard of reviewers, and its tables as files."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from assistant.people.person import Person, Role
from assistant.store import Database, audit
from assistant.store.database import now
from assistant.store.review import statistics
from assistant.web.edge.identity import needs
from assistant.web.page import language_of, page
from assistant.web.port import Answers
from assistant.web.review.board import audit as board_audit
from assistant.web.review.board import dossier as board_dossier
from assistant.web.review.board.figures import WORDED, Board, gather
from assistant.web.review.board.files import CSV, download, lines
from assistant.web.review.board.letter import letter
from assistant.web.review.board.period import Period, day, period_of, span_of
from assistant.web.review.board.tables import tables_of
from assistant.web.review.board.texts import BOARD_TEXTS
from assistant.web.review.board.view import BoardView

MISSING_SHOWN = 14
MISSING_SAVED = 1000
DOCUMENTS_SHOWN = 10

Reviewer = Annotated[Person, Depends(needs(Role.REVIEWER))]


def routes(assistant: Answers, database: Database) -> APIRouter:
    """Return the routes of the dashboard, the audit log and the answers' records.

    They go before the review of one question, whose address could be any word.
    """
    router = APIRouter(prefix="/review")

    @router.get("/dashboard")
    def show(request: Request, _: Reviewer, period: str = "") -> Response:
        board, language = _board(assistant, database, period, MISSING_SHOWN + 1), language_of(request)
        return page(
            request,
            "review/dashboard.html",
            board=board,
            texts_board=BOARD_TEXTS[language],
            view=BoardView(board, language),
            tables=tables_of(board, language),
            periods=[(each, f"?{request.url.include_query_params(period=each.value).query}") for each in Period],
            first=statistics.first_at(database),
            missing_shown=MISSING_SHOWN,
            documents_shown=DOCUMENTS_SHOWN,
        )

    @router.get("/dashboard/missing.txt")
    def write_letter(request: Request, person: Reviewer, period: str = "") -> Response:
        board, language = _board(assistant, database, period, WORDED), language_of(request)
        since, until = (day(board.span.edges[place], language) for place in (0, -1))
        audit.note(database, person, "dashboard.exported", "missing", {"period": board.span.period.value})
        text = letter(board.missing, board.wordings, since, until, language)
        return download([text], "ser-missing.txt", "text/plain; charset=utf-8")

    @router.get("/dashboard/{name}.csv")
    def save(request: Request, person: Reviewer, name: str, period: str = "") -> Response:
        board = _board(assistant, database, period, MISSING_SAVED)
        table = tables_of(board, language_of(request)).get(name)
        if table is None:
            raise HTTPException(404)
        audit.note(database, person, "dashboard.exported", name, {"period": board.span.period.value})
        return download(lines(table.header, table.rows), f"ser-{name}-{board.span.period}.csv", CSV)

    board_audit.add_routes(router, assistant, database)
    board_dossier.add_routes(router, database)
    return router


def _board(assistant: Answers, database: Database, period: str, missing: int) -> Board:
    span = span_of(period_of(period), now(), statistics.first_at(database))
    return gather(database, assistant.documents(), span, missing)
