"""What reviewers corrected in a corpus's translations, and checked: the newest of each unit is in force at once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import insert, select
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


@dataclass(frozen=True)
class Correction:
    """A unit's translation as a reviewer left it; ``before`` is what it said, for the audit log."""

    document_id: str
    language: Language
    unit: str
    text: str
    checked: bool
    before: str = ""


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
    }
    subject = f"{correction.document_id}.{correction.language} {correction.unit}"
    details = {"before": correction.before, "after": correction.text}
    with database.write() as connection:
        connection.execute(insert(translations).values(**values, reviewer=reviewer.name, at=now()))
        audit.add(connection, reviewer, CHECKED if correction.checked else CORRECTED, subject, details)


def of_document(database: Database, document_id: str, language: Language) -> Mapping[str, Translated]:
    """Return what was corrected of a document in a language, the newest of each unit."""
    which = (translations.c.document_id == document_id, translations.c.language == language.value)
    wanted = select(translations).where(translations.c.corpus == database.corpus, *which).order_by(translations.c.id)
    with database.read() as connection:
        return {
            row.unit: Translated(
                row.text, Origin.CHECKED if row.checked else Origin.PERSON, row.reviewer, row.at.date().isoformat()
            )
            for row in connection.execute(wanted)
        }


def corrected(database: Database) -> tuple[tuple[str, Language], ...]:
    """Return the documents and languages of which something was corrected."""
    own = translations.c.corpus == database.corpus
    wanted = select(translations.c.document_id, translations.c.language).where(own).distinct()
    with database.read() as connection:
        return tuple((row.document_id, Language(row.language)) for row in connection.execute(wanted))
