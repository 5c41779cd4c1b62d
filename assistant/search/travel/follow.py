"""A replica that follows the register: it takes what is named beside what it serves, and then switches."""

import logging
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event, Thread

from assistant.domain import Language
from assistant.errors import AssistantError, DepotUnavailable, GenerationBroken, IndexUnavailable, StoreUnavailable
from assistant.search.index import Index, IndexInService
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations, version_of
from assistant.search.travel.depot import Depot
from assistant.search.travel.fetch import receive
from assistant.search.travel.manifest import FILE, Manifest
from assistant.search.travel.register import Named, Register, Replica, last

logger = logging.getLogger(__name__)

LOOKS = 2.0
"""Seconds between two looks at the register."""
HEARD = 10.0
"""Seconds after which a replica that is not heard of is not waited for."""
PATIENCE = 15.0
"""Seconds that a replica which is ready waits for the others, so that all switch together."""
AGAIN = 30.0
"""Seconds after which a generation that could not be taken is tried again."""


_KINDS = {DepotUnavailable: "away", StoreUnavailable: "away", GenerationBroken: "broken", IndexUnavailable: "broken"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a replica serves and what it should serve; ``fault`` says why it does not, empty where all is well.

    ``kind`` names the fault for programs: ``away``, ``broken``, ``unpublished`` or ``other``.
    """

    serves: str = ""
    number: int = 0
    wanted: str = ""
    wanted_number: int = 0
    fault: str = ""
    kind: str = ""

    @property
    def behind(self) -> bool:
        """Whether another generation is named than is served."""
        return self.number < self.wanted_number


@dataclass
class Follower:
    """Follows a register for one replica."""

    name: str
    generations: Generations
    archive: Archive
    depot: Depot
    register: Register
    model: str
    service: IndexInService | None = None
    standing: Standing = field(default_factory=Standing)
    patience: float = PATIENCE
    _ready: tuple[int, Path, float] | None = None
    _refused: tuple[int, float] = (0, 0.0)
    _ended: Event = field(default_factory=Event)

    def start(self) -> Callable[[], None]:
        """Follow in the background; return what ends that."""
        following = Thread(target=self._run, name="generations", daemon=True)
        following.start()

        def end() -> None:
            self._ended.set()
            following.join(timeout=LOOKS)

        return end

    def _run(self) -> None:
        while not self._ended.wait(LOOKS):
            self.look()

    def look(self) -> Standing:
        """Bring the replica in line with the register as far as possible, and say how it stands."""
        try:
            named = last(self.register.namings())
            if named is not None:
                self._bring_in_line(named)
            elif self.standing.number:
                raise DepotUnavailable("The register is empty, though something was named in it.")
        except AssistantError as error:
            self._stays(str(error), next((kind for fault, kind in _KINDS.items() if isinstance(error, fault)), "other"))
        except Exception as error:  # whatever it is, what is in service goes on
            logger.exception("A generation could not be taken")
            self._stays(f"{type(error).__name__}: {error}", "other")
        with suppress(AssistantError):  # the register is away: `standing` says so already
            self.register.report(self._report())
        return self.standing

    def _stays(self, fault: str, kind: str) -> None:
        if fault != self.standing.fault:
            logger.warning("The index in service stays as it is: %s", fault)
        self.standing = replace(self.standing, fault=fault, kind=kind)

    def _report(self) -> Replica:
        now, ready = self.standing, self._ready[0] if self._ready else self.standing.number
        return Replica(self.name, now.number, ready, now.serves, now.fault)

    def _bring_in_line(self, named: Named) -> None:
        self.standing = replace(self.standing, wanted=named.name, wanted_number=named.number)
        if named.number <= self.standing.number:
            fault = self._made_here()
            self.standing = replace(self.standing, fault=fault, kind="unpublished" if fault else "")
            return
        if self._ready is None or self._ready[0] != named.number:
            number, until = self._refused
            if number == named.number and time.monotonic() < until:
                return  # it was told already, and fetching it all the time would help nobody
            self._refused = (named.number, time.monotonic() + AGAIN)
            self._ready = (named.number, self._taken(named), time.monotonic())
            self._refused = (0, 0.0)
        if not self._others_come(named.number):
            self._switch(named)

    def _made_here(self) -> str:
        """Return the fault where an ingest on this folder put something in service that it did not publish."""
        folder = self.generations.current()
        if folder is None or version_of(folder) == self.standing.serves.rpartition("-")[0]:
            return ""
        return f"{version_of(folder)}, made here, is served, and was not published."

    def _others_come(self, number: int) -> bool:
        """Say whether a replica that is alive is still taking what this one has ready."""
        if self._ready is None or time.monotonic() - self._ready[2] > self.patience or self.standing.number == 0:
            return False
        self.register.report(self._report())
        others = (each for each in self.register.replicas() if each.name != self.name and each.seconds_ago < HEARD)
        return any(each.ready < number and not each.fault for each in others)

    def _taken(self, named: Named) -> Path:
        """Return the folder of what is named: one that is here already, or one that is fetched."""
        manifest = self.depot.manifest(named.name, named.digest)
        if manifest.model != self.model:
            raise GenerationBroken(
                f"{named.name} was made with the embedding model {manifest.model!r}, but {self.model!r} is configured."
            )
        folder = self._here(manifest) or receive(self.depot, manifest, self.generations, self.archive)
        try:
            self._warm(folder)
        except IndexUnavailable:
            if folder != self.generations.current():
                shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder

    def _here(self, manifest: Manifest) -> Path | None:
        current = self.generations.current()
        for folder in [*([current] if current else []), *self.generations.earlier(manifest.version)]:
            with suppress(OSError, GenerationBroken):
                if Manifest.load((folder / FILE).read_bytes()).digest == manifest.digest:
                    return folder
        return None

    def _warm(self, folder: Path) -> None:
        """Open a generation and ask it something in each language, and hand it to who answers."""
        index = Index(folder, self.generations.vectors)
        try:
            for language in Language:
                for passage in [each for key in index.listed[:20] for each in index.passages_of(key.id)[:1]]:
                    for vector in index.vectors([passage.id], language).values():
                        index.nearest(vector, language, 10)
                    index.tokens([passage.id], language)
                    index.matching(passage.text, language, 10)
        except index.faults as error:
            index.close()
            raise IndexUnavailable(f"{folder.name} cannot be searched: {error}") from error
        if self.service:
            self.service.hand(index)
        else:
            index.close()

    def _switch(self, named: Named) -> None:
        if self._ready is None:
            return
        _, folder, _ = self._ready
        self.generations.put_in_service(folder, version_of(folder))
        if self.service:
            self.service.get()
        self._ready = None
        self.standing = Standing(named.name, named.number, named.name, named.number)
        logger.info("%s is in service", named.name)


def take(follower: Follower) -> None:
    """Take what is named before anything is served; without the store, what is here already serves.

    Raises:
        IndexUnavailable: when there is nothing to serve.
    """
    standing = follower.look()
    if follower.generations.current() is None:
        reason = standing.fault or "no generation has been published there yet"
        raise IndexUnavailable(
            f"There is nothing to serve yet from the store {follower.depot.shown}: {reason}. Publish one with "
            "`ser-assistant ingest --publish`."
        )
