"""The register: which generation is to be in service, who is writing one, and what each replica serves.

It only grows: a rollback is another naming, with a higher number, of a generation that was named before. A replica
takes namings with a higher number than its own, so that it never goes back by itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from typing import Protocol

from assistant.errors import AssistantError, DataFolderInUse

LEASE = 120.0
"""Seconds after which who holds the lock and has not said so again is taken to have died."""
RENEWED = LEASE / 4


@dataclass(frozen=True, slots=True)
class Named:
    """A naming: its number, the generation's name and the hash of its manifest."""

    number: int
    name: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Replica:
    """What a replica said of itself: the naming that it serves, the last that it has ready, and what is wrong."""

    name: str
    number: int
    ready: int
    generation: str
    fault: str
    seconds_ago: float = 0.0


class Lease(Protocol):
    """The right to write, which one process has."""

    def renew(self) -> None:
        """Go on having it; raise ``DataFolderInUse`` where somebody else has taken it."""


class Register(Protocol):
    """Where namings are kept; each method raises ``DepotUnavailable`` or ``StoreUnavailable`` where it is away."""

    def namings(self) -> Sequence[Named]:
        """Return what was named, the last one last."""

    def name(self, generation: str, digest: str, after: int) -> Named:
        """Name a generation in one update; raise ``DataFolderInUse`` where the last naming is not ``after``."""

    def lock(self) -> AbstractContextManager[Lease]:
        """Hold the right to write; raise ``DataFolderInUse`` where somebody has it."""

    def report(self, replica: Replica) -> None:
        """Keep what a replica says of itself."""

    def replicas(self) -> Sequence[Replica]:
        """Return what replicas said of themselves."""


def last(namings: Sequence[Named]) -> Named | None:
    """Return the naming that counts."""
    return namings[-1] if namings else None


@contextmanager
def held(register: Register) -> Iterator[Lease]:
    """Hold the lock however long the work takes: it is renewed beside it."""
    with register.lock() as lease:
        ended = Event()

        def renew() -> None:
            while not ended.wait(RENEWED):
                try:
                    lease.renew()
                except DataFolderInUse:
                    return  # whoever works hears of it when they renew it themselves, before they name something
                except AssistantError:
                    continue  # away for a moment

        renewing = Thread(target=renew, name="lease", daemon=True)
        renewing.start()
        try:
            yield lease
        finally:
            ended.set()
            renewing.join()


def taken(holder: str) -> DataFolderInUse:
    """Return the error that says who holds the lock."""
    return DataFolderInUse(
        f"Another ingest writes to the shared store: {holder}. Wait until it is done; if it has died, its lock ends "
        f"after {LEASE:.0f} seconds."
    )
