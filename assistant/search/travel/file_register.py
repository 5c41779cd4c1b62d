"""The register as files of the store, for where no database is shared.

``NAMED`` is replaced as a whole, which a reader sees before or after. Only who holds ``LOCK`` replaces it: a file that
is made where there is none, and that ends unless it is renewed.
"""

import json
import os
import socket
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from assistant.errors import DataFolderInUse, DepotUnavailable
from assistant.search.travel.depot import Depot
from assistant.search.travel.register import LEASE, Named, Replica, taken

REMEMBERED = 50
"""Namings that are kept."""


@dataclass(frozen=True)
class FileRegister:
    """The register of a store."""

    depot: Depot

    def namings(self) -> Sequence[Named]:
        """Return what was named, the last one last."""
        found = _read(self.depot, "NAMED", [])
        return [Named(each["number"], each["name"], each["digest"], _moment(each["at"])) for each in found]

    def name(self, generation: str, digest: str, after: int) -> Named:
        """Name a generation; who calls it holds the lock."""
        namings = list(self.namings())
        if (namings[-1].number if namings else 0) != after:
            raise DataFolderInUse("Another generation was named in the shared store meanwhile. Look, and try again.")
        named = Named(after + 1, generation, digest, datetime.now(UTC))
        kept = [asdict(each) | {"at": each.at.isoformat()} for each in [*namings, named][-REMEMBERED:]]
        self.depot.write("NAMED", json.dumps(kept).encode())
        return named

    @contextmanager
    def lock(self) -> Iterator["_FileLease"]:
        """Hold the right to write."""
        self.depot.make()
        lease = _FileLease(self.depot, uuid.uuid4().hex)
        if not self.depot.create("LOCK", lease.written()):
            self._clear_if_ended()
            if not self.depot.create("LOCK", lease.written()):
                raise taken(_holder(self.depot))
        lease.renew()
        try:
            yield lease
        finally:
            lease.release()

    def _clear_if_ended(self) -> None:
        found = _read(self.depot, "LOCK", {})
        if found and _moment(found["until"]) < datetime.now(UTC):
            self.depot.remove("LOCK")

    def report(self, replica: Replica) -> None:
        """Keep what a replica says of itself."""
        record = asdict(replica) | {"seen_at": datetime.now(UTC).isoformat()}
        self.depot.write(f"replicas/{replica.name}", json.dumps(record).encode())

    def replicas(self) -> Sequence[Replica]:
        """Return what replicas said of themselves."""
        found = [_read(self.depot, f"replicas/{name}", {}) for name in sorted(self.depot.sizes("replicas"))]
        return [_replica(each) for each in found if each]


@dataclass(frozen=True)
class _FileLease:
    depot: Depot
    key: str

    def written(self) -> bytes:
        until = datetime.now(UTC) + timedelta(seconds=LEASE)
        holder = f"process {os.getpid()} on {socket.gethostname()}"
        return json.dumps({"key": self.key, "until": until.isoformat(), "holder": holder}).encode()

    def renew(self) -> None:
        """Go on having it."""
        if _read(self.depot, "LOCK", {}).get("key") != self.key:
            raise taken(_holder(self.depot))
        self.depot.write("LOCK", self.written())

    def release(self) -> None:
        """Give it up, unless somebody else has it."""
        if _read(self.depot, "LOCK", {}).get("key") == self.key:
            self.depot.remove("LOCK")


def _holder(depot: Depot) -> str:
    return str(_read(depot, "LOCK", {}).get("holder", "unknown"))


def _replica(record: dict[str, Any]) -> Replica:
    seen = _moment(record.pop("seen_at"))
    return Replica(**record | {"seconds_ago": (datetime.now(UTC) - seen).total_seconds()})


def _read(depot: Depot, path: str, default: Any) -> Any:
    stored = depot.read(path)
    if stored is None:
        return default
    try:
        return json.loads(stored)
    except ValueError as error:
        raise DepotUnavailable(f"{path} in the store {depot.shown} is damaged: {error}") from error


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)
