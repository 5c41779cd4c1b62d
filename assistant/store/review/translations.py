"""What reviewers corrected in a corpus's translations, and checked: the newest of each unit is in force at once."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from assistant.domain import Language
from assistant.errors import StoreUnavailable
from assistant.store import audit
from assistant.store.audit import Named
from assistant.store.database import Database, now
from assistant.store.schema.review_tables import translations
from assistant.text.memory import Memory, Origin, Translated

logger = logging.getLogger(__name__)

CORRECTED = "translation.corrected"
CHECKED = "translation.checked"
UNDONE = "translation.undone"


@dataclass(frozen=True)
class Correction:
    """A unit's translation as a reviewer left it; ``before`` is what it said, for the audit log."""

    document_id: str
    language: Language
    unit: str
    text: str
    checked: bool
    before: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer left a unit's translation as."""

    id: int
    text: str
    checked: bool
    reviewer_id: str
    reviewer: str
    date: str

    @property
    def translated(self) -> Translated:
        """The translation that it makes."""
        return Translated(self.text, Origin.CHECKED if self.checked else Origin.PERSON, self.reviewer, self.date)


@dataclass(frozen=True)
class KeptCorrections:
    """The corrections of a database, for whoever shows translations."""

    database: Database

    def in_force(self, memory: Memory) -> Memory:
        """Return a document's translations as they are now; a database that is away keeps nobody from an answer."""
        try:
            corrected = of_document(self.database, memory.document_id, memory.language)
        except (SQLAlchemyError, StoreUnavailable):
            logger.warning("Corrections of translations cannot be read; the documents' own hold", exc_info=True)
            return memory
        return replace(memory, units={**memory.units, **corrected}) if corrected else memory


def save(database: Database, correction: Correction, reviewer: Named) -> None:
    """Keep a correction, and note it."""
    values = {
        "corpus": database.corpus,
        "document_id": correction.document_id,
        "language": correction.language.value,
        "unit": correction.unit,
        "text": correction.text,
        "checked": correction.checked,
        "reviewer_id": reviewer.id,
        "reviewer": reviewer.name,
    }
    subject = f"{correction.document_id}.{correction.language} {correction.unit}"
    details = {"before": correction.before, "after": correction.text}
    with database.write() as connection:
        connection.execute(insert(translations).values(**values, at=now()))
        audit.add(connection, reviewer, CHECKED if correction.checked else CORRECTED, subject, details)


def undo(database: Database, opinion_id: int, reviewer: Named) -> bool:
    """Take back what a reviewer saved; whatever they saved before it holds again. False where it is not theirs."""
    own = (
        translations.c.id == opinion_id,
        translations.c.reviewer_id == reviewer.id,
        translations.c.corpus == database.corpus,
        ~translations.c.undone,
    )
    with database.write() as connection:
        row = connection.execute(select(translations).where(*own)).one_or_none()
        if row is None:
            return False
        connection.execute(update(translations).where(translations.c.id == opinion_id).values(undone=True))
        audit.add(connection, reviewer, UNDONE, f"{row.document_id}.{row.language} {row.unit}", {"before": row.text})
    return True


def standing(database: Database, document_id: str, language: Language) -> Mapping[str, tuple[Opinion, ...]]:
    """Return by unit what each reviewer saved last and did not take back; what holds comes last."""
    which = (translations.c.document_id == document_id, translations.c.language == language.value)
    return _by_unit(database, *which)


def of_document(database: Database, document_id: str, language: Language) -> Mapping[str, Translated]:
    """Return what was corrected of a document in a language, the newest of each unit."""
    return {unit: opinions[-1].translated for unit, opinions in standing(database, document_id, language).items()}


def agreement(database: Database) -> tuple[int, int]:
    """Return of how many sentences two reviewers saved a translation, and of how many of these the same one."""
    wanted = select(translations.c.document_id, translations.c.language).where(_own(database)).distinct()
    with database.read() as connection:
        documents = [(row.document_id, Language(row.language)) for row in connection.execute(wanted)]
    judged = [each for key in documents for each in standing(database, *key).values() if len(each) > 1]
    return len(judged), sum(agree(each) for each in judged)


def agree(opinions: Sequence[Opinion]) -> bool:
    """Tell whether reviewers left a translation in the same words."""
    return len({each.text for each in opinions}) == 1


def corrected(database: Database) -> tuple[tuple[str, Language], ...]:
    """Return the documents and languages of which something was corrected."""
    wanted = select(translations.c.document_id, translations.c.language).where(_own(database)).distinct()
    with database.read() as connection:
        return tuple((row.document_id, Language(row.language)) for row in connection.execute(wanted))


def _own(database: Database) -> ColumnElement[bool]:
    return and_(translations.c.corpus == database.corpus, ~translations.c.undone)


def _by_unit(database: Database, *which: ColumnElement[bool]) -> Mapping[str, tuple[Opinion, ...]]:
    found: dict[str, dict[str, Opinion]] = {}
    wanted = select(translations).where(_own(database), *which).order_by(translations.c.id)
    with database.read() as connection:
        for row in connection.execute(wanted):
            of_unit, who = found.setdefault(row.unit, {}), row.reviewer_id or row.reviewer
            of_unit.pop(who, None)  # what is saved last comes last
            of_unit[who] = Opinion(
                row.id, row.text, row.checked, row.reviewer_id, row.reviewer, row.at.date().isoformat()
            )
    return {unit: tuple(opinions.values()) for unit, opinions in found.items()}
