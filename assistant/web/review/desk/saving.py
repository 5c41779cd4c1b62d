"""From a filled-in form to a verdict that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from uuid import uuid4

from assistant.answering.translated import Translator, in_language
from assistant.domain import Answer, AnswerStatus, Language
from assistant.errors import ReviewConflict
from assistant.people.person import Person
from assistant.review.checked import checked_page
from assistant.review.ruling import Ruling, RulingKind, picked_lines
from assistant.review.verdict import Judged, Place, Review, Verdict, faults
from assistant.store import Database, reviews
from assistant.store.database import now
from assistant.web.port import Answers
from assistant.web.review.desk.forms import FilledIn
from assistant.web.review.desk.picking import InService
from assistant.web.review.desk.said import Line, lines_of
from assistant.web.review.desk.subject import Subject

REFUSALS = (AnswerStatus.NO_EVIDENCE, AnswerStatus.OFF_TOPIC)


@dataclass(frozen=True)
class Outcome:
    """What became of a form: kept, or not since something does not go together or another came in between."""

    saved: Review | None = None
    faults: tuple[str, ...] = ()
    conflict: bool = False


def save(database: Database, subject: Subject, filled: FilledIn, person: Person) -> Outcome:
    """Keep a verdict, or say why not."""
    if filled.verdict is None:
        return Outcome(faults=("verdict_needed",))
    refused = subject.answer.status in REFUSALS
    found = faults(filled.verdict, filled.citations, filled.places, refused=refused)
    if found:
        return Outcome(faults=found)
    review = _review(subject, filled, filled.verdict, person)
    try:
        return Outcome(reviews.save(database, Judged(review, subject.record), filled.submission, filled.seen))
    except ReviewConflict:
        return Outcome(conflict=True)


def preview(places: Sequence[Place], language: Language, assistant: Answers) -> tuple[Line, ...]:
    """Return the picked passages as they are given from now on as a checked answer, to a reader of a language."""
    picked = Ruling("", RulingKind.ANSWER, {}, language, now(), picked_lines(places))
    page = checked_page(picked, language, InService(assistant)) if places else None
    if page is None:
        return ()
    shown = Answer("", "", language, AnswerStatus.ANSWERED, tuple(page.parts), tuple(page.citations.values()))
    return lines_of(in_language(shown, Translator(assistant.document, cache(assistant.memory))))


def _review(subject: Subject, filled: FilledIn, verdict: Verdict, person: Person) -> Review:
    return Review(
        id=uuid4().hex,
        group_id=subject.group.id,
        answer_id=filled.answer_id,
        reviewer_id=person.id,
        reviewer=person.name,
        verdict=verdict,
        at=now(),
        citations=filled.citations,
        places=filled.places,
        questions=filled.questions,
        note=filled.note,
    )
