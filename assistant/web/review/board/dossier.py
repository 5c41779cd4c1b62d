"""An answer's record as a file: all that it rests on and all that was said of it, but not who asked."""

import json
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from assistant.people.person import Person, Role
from assistant.store import Database, audit
from assistant.store.review.dossier import dossier
from assistant.web.edge.identity import needs
from assistant.web.review.board.files import download

Reviewer = Annotated[Person, Depends(needs(Role.REVIEWER))]


def add_routes(router: APIRouter, database: Database) -> None:
    """Add the route."""

    @router.get("/answers/{answer_id}.json")
    def save(person: Reviewer, answer_id: str) -> Response:
        found = dossier(database, answer_id)
        if found is None:
            raise HTTPException(404)
        audit.note(database, person.name, "answer.exported", answer_id)
        content = json.dumps(found, ensure_ascii=False, indent=1)
        return download([content], f"ser-answer-{found['answer_id']}.json", "application/json")
