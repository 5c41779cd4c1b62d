"""Clicks on buttons: the one place where what a page sends with one is looked at before a handler sees it.

Whatever a button was sent with, what comes back is somebody's own words: as short as what may be typed, and no more.
"""

from typing import Annotated, Any

from chainlit.server import call_action
from chainlit.session import WebsocketSession
from chainlit.types import CallActionRequest
from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, Field, StringConstraints

from assistant.people.person import Person
from assistant.question.understand import LIMIT
from assistant.web.edge.chainlit.channel import Id
from assistant.web.edge.identity import person_of

MOST = 10
"""Values that a button has."""

Name = Annotated[str, StringConstraints(strict=True, max_length=100)]
Value = Annotated[str, StringConstraints(strict=True, max_length=LIMIT)]


class Button(BaseModel):
    """A button, as far as handlers look at it."""

    name: Name
    payload: Annotated[dict[Name, Value], Field(max_length=MOST)] = {}
    id: Name = ""
    forId: Name | None = None


class Click(BaseModel):
    """A click in an open chat."""

    sessionId: Id
    action: Button


def routes() -> APIRouter:
    """Return the route, which stands before Chainlit's own."""
    router = APIRouter()

    @router.post("/project/action")
    async def click(click: Click, person: Annotated[Person, Depends(person_of)]) -> Any:
        session = WebsocketSession.get_by_id(click.sessionId)
        if session is None or not session.user or session.user.identifier != person.id:
            raise HTTPException(404)
        sent = CallActionRequest(sessionId=click.sessionId, action=click.action.model_dump(exclude_unset=True))
        sent.action.setdefault("payload", {})
        return await call_action(sent, session.user)

    return router
