"""Answers given and judged, over the fake assistant's documents."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from assistant.domain import Answer, Citation
from assistant.people.person import Person
from assistant.proof.provenance import record
from assistant.review.intake import Intake
from assistant.review.verdict import Judged, Place, Review, Verdict, place_of
from assistant.store import Database, answers
from assistant.store.answers import Given
from assistant.store.database import now
from assistant.store.groups import Groups
from assistant.store.review import queue
from tests.fakes import ENGLISH, FakeAssistant, cite
from tests.fakes_review import WordsAlike

ASSISTANT = FakeAssistant()
INTAKE_SHARE = 0.0


def given(database: Database, person: Person, question: str = "How?", **changes: Any) -> str:
    """Give a person an answer, take it in for review, and return its group's id."""
    answer_id = asked(database, person, question, **changes)
    Intake(Groups(database), WordsAlike(), INTAKE_SHARE).run()
    return queue.group_of(database, answer_id)


def asked(database: Database, person: Person, question: str, **changes: Any) -> str:
    """Give a person an answer, and return its id."""
    answer = replace(ASSISTANT.ask(question), standalone=question, **changes)
    record_ = record(answer, ASSISTANT.passage, ASSISTANT.document)
    answers.save(database, Given(answer.answer_id, person.id, record_))
    return answer.answer_id


def judged(group_id: str, reviewer: Person, verdict: Verdict, question: str = "How?", **values: Any) -> Judged:
    """Return a reviewer's verdict on the answer to a question."""
    answer = replace(ASSISTANT.ask(question), standalone=question)
    review = Review(uuid4().hex, group_id, answer.answer_id, reviewer.id, reviewer.name, verdict, now(), **values)
    return Judged(review, record(answer, ASSISTANT.passage, ASSISTANT.document))


def place(words: str) -> Place:
    """Return the place of words in the fake assistant's English document."""
    return replace(place_of(cite(ENGLISH, words, 1, ())), version=ENGLISH.version)


def cited(answer: Answer) -> Mapping[int, Citation]:
    """Return an answer's citations by number."""
    return {each.number: each for each in answer.citations}
