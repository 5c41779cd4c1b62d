"""What people say of answers and citations: each person's own, on what that person was answered."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import HTTPException
from pydantic import Field

from assistant.people.person import Person
from assistant.store import Database, answers, feedback
from assistant.store.answers import Given
from assistant.store.feedback import WHOLE, Feedback

LONGEST_COMMENT = 2000

Reason = Literal["", "unsupported", "outdated", "unclear", "other"]
Comment = Annotated[str, Field(max_length=LONGEST_COMMENT)]


def rate(
    database: Database, person: Person, answer_id: str, value: int, citation: int, reason: str, comment: str
) -> str:
    """Keep what a person says of an answer of their own, and return its id.

    Raises:
        HTTPException: 404 where that person has no such answer, or it no such citation.
    """
    answer = answers.get(database, answer_id)
    if answer is None or answer.user_id != person.id or not _has(answer, citation):
        raise HTTPException(404)
    said = Feedback(person.id, answer_id, value, citation, reason, comment, chat_id=answer.chat_id)
    return give(database, said, answer)


def give(database: Database, said: Feedback, answer: Given | None) -> str:
    """Keep what a person says, of an answer where it is of one, and return its id."""
    return feedback.give(database, replace(said, answer_id=answer.id if answer else None))


def _has(answer: Given, citation: int) -> bool:
    """Return whether an answer has a citation, counting the nearest passages of a refusal on after them."""
    values = answer.record["answer"]
    return citation == WHOLE or citation <= len(values["citations"]) + len(values["nearest"])
