"""The thumbs of the chat: each person's own, on what that person was answered."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel, Field

from assistant.people.person import Person
from assistant.store import Database, answers, chats, feedback
from assistant.store.feedback import Feedback
from assistant.web.edge.identity import person_of
from assistant.web.rating import Comment, Reason, give, rate


class Opinion(BaseModel):
    """What Chainlit's page sends when a thumb is clicked."""

    forId: str
    value: Literal[0, 1]
    comment: Comment | None = None


class ChainlitOpinion(BaseModel):
    """The same, as it is wrapped."""

    feedback: Opinion


class TakenBack(BaseModel):
    """What Chainlit's page sends when a thumb is clicked away."""

    feedbackId: str


class CitationOpinion(BaseModel):
    """What the panel of a citation sends."""

    answer_id: str
    number: Annotated[int, Field(ge=1, le=1000)]
    reason: Reason = "unsupported"
    comment: Comment = ""


def routes(database: Database) -> APIRouter:
    """Return the routes; two of them stand in for Chainlit's, which let anyone change the feedback of others."""
    router = APIRouter()
    Someone = Annotated[Person, Depends(person_of)]

    @router.put("/feedback")
    def rate_message(opinion: ChainlitOpinion, person: Someone) -> dict[str, object]:
        given = opinion.feedback
        message = chats.rated(database, given.forId)
        chat = chats.get(database, message.chat_id) if message else None
        if message is None or chat is None or chat.user_id != person.id:
            raise HTTPException(404)
        answer = answers.of_message(database, message.id)
        target = answer.id if answer else message.id
        said = Feedback(person.id, target, given.value, comment=given.comment or "", chat_id=chat.id)
        return {"success": True, "feedbackId": give(database, said, answer)}

    @router.delete("/feedback")
    def take_back(taken: TakenBack, person: Someone) -> dict[str, object]:
        if not feedback.take_back(database, taken.feedbackId, person.id):
            raise HTTPException(404)
        return {"success": True}

    @router.post("/feedback/citation")
    def rate_citation(opinion: CitationOpinion, person: Someone) -> dict[str, object]:
        said = rate(database, person, opinion.answer_id, 0, opinion.number, opinion.reason, opinion.comment)
        return {"success": True, "feedbackId": said}

    return router
