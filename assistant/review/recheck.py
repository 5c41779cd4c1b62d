"""Holds what reviewers decided against the documents in service: what no longer stands goes back to them."""

from assistant.review.standing import Texts, changes
from assistant.store import Database, rulings
from assistant.store.rulings import Outdated


def outdated_by(database: Database, texts: Texts) -> tuple[Outdated, ...]:
    """Return the decisions in use that rest on words which no longer stand in some documents; nothing is changed."""
    found = (Outdated(each, changes(each.places, texts)) for each in rulings.in_use(database))
    return tuple(each for each in found if each.changes)


def recheck(database: Database, texts: Texts) -> int:
    """Take such decisions out of use and put their questions back in the queue; return how many there were."""
    found = outdated_by(database, texts)
    return rulings.take_out_of_use(database, found) if found else 0
