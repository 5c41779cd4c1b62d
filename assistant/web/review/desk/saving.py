"""From a filled-in form to a verdict that is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from assistant.answering.wording import lead_in
from assistant.domain import AnswerStatus, Claim, Language
from assistant.errors import ReviewConflict
from assistant.people.person import Person
from assistant.review.changes import Texts, find
from assistant.review.checked import mark
from assistant.review.verdict import Judged, Place, Review, Verdict, faults
from assistant.store import Database, reviews
from assistant.store.database import now
from assistant.web.review.desk.forms import FilledIn
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


@dataclass(frozen=True)
class Preview:
    """A corrected answer as readers will see it, before its quotes."""

    mark: str
    lead_in: str


def preview(places: Sequence[Place], language: Language, texts: Texts) -> Preview:
    """Return what will stand before the picked passages when they are given as a checked answer."""
    stands = [(place, stand) for place in places if (stand := find(place, texts)) is not None]
    claims = [Claim(place.quote, stand.passage, place.start, place.end) for place, stand in stands]
    return Preview(mark(now().date(), language), lead_in(language, claims) if claims else "")


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
