"""Answers as files to download: each person's own, in Word, PDF or Markdown."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from assistant.export import FORMATS, file_name
from assistant.export.paper import paper_of
from assistant.people import Person
from assistant.provenance import recall
from assistant.store import Database, answers
from assistant.store.database import now
from assistant.web.identity import person_of


def address(answer_id: str, suffix: str) -> str:
    """Return where an answer can be downloaded; ``suffix`` is one of ``FORMATS``."""
    return f"/export/{answer_id}.{suffix}"


def routes(database: Database) -> APIRouter:
    """Return the route; an answer of someone else is not there, as one that never was."""
    router = APIRouter()
    Someone = Annotated[Person, Depends(person_of)]

    @router.get("/export/{answer_id}.{suffix}")
    def download(answer_id: str, suffix: str, person: Someone) -> Response:
        given = answers.get(database, answer_id)
        if given is None or given.user_id != person.id or suffix not in FORMATS:
            raise HTTPException(404)
        answer = recall(given.record).answer
        paper = paper_of(answer, (given.created_at or now()).date())
        format_ = FORMATS[suffix]
        return Response(
            format_.write(paper),
            media_type=format_.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{file_name(answer.question, format_.suffix)}"',
                "Cache-Control": "private, no-store",
                "X-Content-Type-Options": "nosniff",
            },
        )

    return router
