"""Holds what reviewers decided against the documents in service: what no longer stands goes back to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.review.changes import Change, Texts, changes
from assistant.review.ruling import Ruling


@dataclass(frozen=True)
class Outdated:
    """A ruling that rests on words which no longer stand, and the changes that did it."""

    ruling: Ruling
    changes: tuple[Change, ...]


def outdated_by(rulings: Iterable[Ruling], texts: Texts) -> tuple[Outdated, ...]:
    """Return those of some rulings that rest on words which no longer stand in some documents."""
    found = (Outdated(each, changes(each.places, texts)) for each in rulings)
    return tuple(each for each in found if each.changes)
