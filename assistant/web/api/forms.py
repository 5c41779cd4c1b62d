"""What programs send to the API. A field that is unknown is a mistake, and refused."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from assistant.domain import Language
from assistant.integrations.forms import Form, History, Words
from assistant.store.feedback import WHOLE
from assistant.web.rating import Comment, Reason

MOST_DOCUMENTS = 100


def _examples(english: dict[str, Any], dutch: dict[str, Any]) -> ConfigDict:
    """Return what shows how something is sent, an example for each language."""
    by_language = {Language.EN: english, Language.NL: dutch}
    return ConfigDict(json_schema_extra={"examples": [by_language[each] for each in Language]})


Documents = Annotated[list[Words], Field(max_length=MOST_DOCUMENTS)]
"""Ids of the documents to look in; none: all."""


class Ask(Form):
    """A question, with the conversation before it where there is one; ``id`` comes back with the answer."""

    model_config = _examples(
        {"question": "How do we reach factory workers?", "id": 1},
        {"question": "Hoe bereiken we fabrieksarbeiders?", "id": 1},
    )

    question: Words
    history: History = Field(default_factory=list)
    id: int | Words | None = None
    documents: Documents = Field(default_factory=list)


class Search(Form):
    """A question to find passages for; ``limit`` says how many."""

    model_config = _examples({"question": "trade unions", "limit": 3}, {"question": "vakbonden", "limit": 3})

    question: Words
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    id: int | Words | None = None
    documents: Documents = Field(default_factory=list)


class Rate(Form):
    """What someone says of an answer (``citation`` 0) or of one of its citations: 1 is good, 0 is not.

    ``answer_id`` may be ``last``: the answer that you were given last.
    """

    model_config = _examples(
        {"answer_id": "last", "value": 0, "citation": 1, "comment": "This has been revised since."},
        {"answer_id": "last", "value": 0, "citation": 1, "comment": "Dit is inmiddels herzien."},
    )

    answer_id: Words
    value: Literal[0, 1]
    citation: Annotated[int, Field(ge=0, le=1000)] = WHOLE
    reason: Reason = ""
    comment: Comment = ""
