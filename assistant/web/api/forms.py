"""What programs send to the API. A field that is unknown is a mistake, and refused."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.store.feedback import WHOLE
from assistant.web.rating import Comment, Reason

HISTORY = 20
LONGEST = 4000
MOST_DOCUMENTS = 100


def _whole(text: str) -> str:
    text.encode()  # JSON can spell half a character: "\ud800"
    return text


Words = Annotated[str, Field(max_length=LONGEST), AfterValidator(_whole)]


Documents = Annotated[list[Words], Field(max_length=MOST_DOCUMENTS)]
"""Ids of the documents to look in; none: all."""


class Said(BaseModel):
    """An earlier message of the conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=5 * LONGEST), AfterValidator(_whole)]


class Ask(BaseModel):
    """A question, with the conversation before it where there is one; ``id`` comes back with the answer."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"question": "How do we reach factory workers?"}}
    )

    question: Words
    history: Annotated[list[Said], Field(max_length=HISTORY)] = []
    id: int | Words | None = None
    documents: Documents = []


class Search(BaseModel):
    """A question to find passages for; ``limit`` says how many."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"question": "trade unions", "limit": 3}})

    question: Words
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    id: int | Words | None = None
    documents: Documents = []


class Rate(BaseModel):
    """What someone says of an answer (``citation`` 0) or of one of its citations: 1 is good, 0 is not."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"answer_id": "…", "value": 0, "citation": 2, "reason": "outdated"}},
    )

    answer_id: Words
    value: Literal[0, 1]
    citation: Annotated[int, Field(ge=0, le=1000)] = WHOLE
    reason: Reason = ""
    comment: Comment = ""
