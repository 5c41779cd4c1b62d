"""The last entry of the audit log, noted outside the database: who cuts the log off cannot cut this off with it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import select

from assistant.store.database import Database
from assistant.store.schema.tables import audit, audit_head


@dataclass(frozen=True)
class Anchor:
    """An entry's number and hash."""

    entry_id: int
    hash: str


@dataclass(frozen=True)
class Anchorage:
    """The file that an anchor is kept in."""

    path: Path

    def read(self) -> Anchor | None:
        """Return what was noted last, None where nothing was.

        Raises:
            ValueError: where the file holds something else.
        """
        try:
            return Anchor(**json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (TypeError, UnicodeError) as error:
            raise ValueError(f"{self.path} is no anchor") from error

    def renew(self, database: Database) -> bool:
        """Note the last entry; False, and nothing is noted, where what was noted before no longer stands."""
        try:
            noted = self.read()
        except ValueError:
            return False
        last = head(database)
        if noted == last:
            return True
        if noted is not None and not stands(database, noted):
            return False
        self._write(last)
        return True

    def _write(self, anchor: Anchor) -> None:
        partial = self.path.with_name(f"{self.path.name}.partial")
        partial.unlink(missing_ok=True)
        partial.touch(mode=0o600, exist_ok=False)
        partial.write_text(json.dumps(asdict(anchor)), encoding="utf-8")
        partial.replace(self.path)


def head(database: Database) -> Anchor:
    """Return the last entry, as the database notes it."""
    with database.read() as connection:
        row = connection.execute(select(audit_head)).one()
    return Anchor(row.entry_id, row.hash)


def stands(database: Database, anchor: Anchor) -> bool:
    """Tell whether an entry that was noted is still there, with the same hash."""
    if anchor.entry_id == 0:  # noted before there was an entry
        return True
    with database.read() as connection:
        found = connection.execute(select(audit.c.hash).where(audit.c.id == anchor.entry_id)).scalar()
    return found == anchor.hash
