"""Holds what reviewers decided against the documents in service: what no longer stands goes back to them.

Only decisions about the documents' own corpus are looked at: another on the same database has other documents.
"""

from dataclasses import dataclass

from assistant.review.ruling import Ruling
from assistant.review.standing import Texts, changes
from assistant.store import Database, rulings
from assistant.store.rulings import Outdated


@dataclass(frozen=True)
class Rechecked:
    """How many decisions were set aside, and how many put back in use."""

    outdated: int = 0
    restored: int = 0


def outdated_by(database: Database, texts: Texts) -> tuple[Outdated, ...]:
    """Return the decisions in use that rest on words which no longer stand in some documents; nothing is changed."""
    found = (Outdated(each, changes(each.places, texts)) for each in rulings.in_use(database))
    return tuple(each for each in found if each.changes)


def restored_by(database: Database, texts: Texts) -> tuple[Ruling, ...]:
    """Return the decisions set aside whose words all stand in some documents again; nothing is changed."""
    return tuple(each.ruling for each in rulings.outdated(database) if not changes(each.ruling.places, texts))


def recheck(database: Database, texts: Texts) -> Rechecked:
    """Set aside what no longer stands and put its questions back in the queue; put back in use what stands again."""
    outdated, restored = outdated_by(database, texts), restored_by(database, texts)
    return Rechecked(
        rulings.take_out_of_use(database, outdated) if outdated else 0,
        rulings.put_back_in_use(database, restored) if restored else 0,
    )
