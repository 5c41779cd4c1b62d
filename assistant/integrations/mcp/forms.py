"""What the tools take. Their descriptions are read by the model that chooses a tool."""

from typing import Annotated

from pydantic import Field

from assistant.domain import Language
from assistant.integrations.forms import Form, History, Words

SLICE = 20_000
"""The most characters of a document in one piece; the whole is a resource."""

Spoken = Annotated[
    Language | None, Field(description="The language of the result; by default that of the question or situation.")
]


class Ask(Form):
    """A question, with the conversation before it where there is one."""

    question: Annotated[Words, Field(description="The question, in English or Dutch.")]
    history: History = Field(default_factory=list)
    language: Spoken = None


class Search(Form):
    """A question to find passages for."""

    question: Annotated[Words, Field(description="A question or words, in English or Dutch.")]
    limit: Annotated[int, Field(ge=1, le=50, description="How many passages at most.")] = 10


class Read(Form):
    """A piece of a document."""

    document_id: Annotated[Words, Field(description="The id of a document, as citations and passages name it.")]
    start: Annotated[int, Field(ge=0, description="The first character.")] = 0
    length: Annotated[int, Field(ge=1, le=SLICE, description="How many characters at most.")] = 4000


class Brief(Form):
    """A situation, in one's own words."""

    situation: Annotated[Words, Field(description="What a company wants, with whom, where, and what there is already.")]
    language: Spoken = None
