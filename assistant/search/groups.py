"""What a question can be like: one that the documents answer, one that they do not, another subject, small talk."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import Language


class Group(StrEnum):
    """A group of questions that a new one is compared with."""

    KNOWN = "known"
    GAP = "gap"
    OFF_TOPIC = "off_topic"
    SMALL_TALK = "small_talk"


FOLLOWS = "follows"
"""The note of a known question that is held with the one before it; what stands by itself is not compared with it."""
ON_TOPIC = (Group.KNOWN, Group.GAP)
"""The groups of what is asked about the documents, whether or not they answer it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answer to a question stands: a passage, and an offset in the document's text."""

    passage_id: str
    start: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A question of a group in one language.

    ``row`` is what it has in common with its wording in the other language. ``note`` is the kind of small talk, what
    the documents do not say, or ``FOLLOWS``; ``places`` hold the answer to a known question, in their order.
    """

    group: Group
    row: str
    language: Language
    text: str
    note: str = ""
    places: tuple[Place, ...] = ()

    @property
    def follows(self) -> bool:
        """Whether it is held with the question before it."""
        return self.note == FOLLOWS
