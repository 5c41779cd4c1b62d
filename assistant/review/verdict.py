"""What a reviewer says of an answer and of each of its citations, and what several reviewers say together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from assistant.domain import Citation, Language


class Verdict(StrEnum):
    """What an answer is as a whole."""

    RIGHT = "right"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    SHOULD_REFUSE = "should_refuse"
    SHOULD_ANSWER = "should_answer"


class CitationVerdict(StrEnum):
    """What a citation does for its sentence."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    DOES_NOT = "does_not"
    OUTDATED = "outdated"


class State(StrEnum):
    """How far a group of like questions has come."""

    OPEN = "open"
    REVIEWED = "reviewed"
    DISPUTED = "disputed"
    CHANGED = "changed"
    """A cited document has changed since it was reviewed."""


REFUSED = frozenset({CitationVerdict.DOES_NOT, CitationVerdict.OUTDATED})


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document in one of its versions: ``document.text[start:end] == quote``."""

    document_id: str
    version: str
    passage_id: str
    start: int
    end: int
    quote: str

    def to_json(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Place":
        """Read what ``to_json`` wrote."""
        return cls(**{name: values[name] for name in cls.__dataclass_fields__})


def place_of(citation: Citation) -> Place:
    """Return where a citation's words stand."""
    return Place(
        citation.document_id, citation.version, citation.passage_id, citation.start, citation.end, citation.quote
    )


@dataclass(frozen=True)
class Review:
    """One reviewer's verdict on an answer.

    ``citations`` holds verdicts by the citation's number; ``places`` the right passages, picked from the documents in
    the order of a corrected answer; ``questions`` the question as it stands alone, in the languages it is known in.
    ``revision`` counts the reviewer's verdicts on these questions, from 1; ``undone`` says that it was taken back.
    """

    id: str
    group_id: str
    answer_id: str
    reviewer_id: str
    reviewer: str
    verdict: Verdict
    at: datetime
    citations: Mapping[int, CitationVerdict] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    questions: Mapping[Language, str] = field(default_factory=dict)
    note: str = ""
    revision: int = 1
    undone: bool = False


@dataclass(frozen=True)
class Judged:
    """A verdict together with the answer as it was judged, as ``provenance.record`` made it."""

    review: Review
    record: Mapping[str, Any]


def settle(reviews: Sequence[Review]) -> State:
    """Return the state that the standing verdicts of different reviewers, oldest first, leave a group in."""
    if not reviews:
        return State.OPEN
    return State.REVIEWED if decisive(reviews) else State.DISPUTED


def decisive(reviews: Sequence[Review]) -> Review | None:
    """Return the verdict that holds: that of the only reviewer, or of the last where all agree or a third decided.

    None where there is none yet, or two disagree.
    """
    if not reviews:
        return None
    agreed = len({each.verdict for each in reviews}) == 1
    return reviews[-1] if agreed or len(reviews) > 2 else None


def faults(
    verdict: Verdict, citations: Mapping[int, CitationVerdict], places: Sequence[Place], *, refused: bool
) -> tuple[str, ...]:
    """Return what does not go together in a verdict, as names of texts; ``refused`` says that the answer is a no."""
    found = []
    if verdict is Verdict.RIGHT and any(each in REFUSED for each in citations.values()):
        found.append("right_with_refused_citation")
    if verdict is Verdict.SHOULD_REFUSE and refused:
        found.append("refused_already")
    if verdict is Verdict.SHOULD_ANSWER and not refused:
        found.append("answered_already")
    if verdict in (Verdict.SHOULD_ANSWER, Verdict.INCOMPLETE) and not places:
        found.append("places_needed")
    return tuple(found)
