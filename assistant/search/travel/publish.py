"""Write a generation to the store, name it, and clear away what nothing names any more."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import DataFolderInUse, GenerationBroken
from assistant.locale.reasons import reasoned
from assistant.search.index.archive import Archive
from assistant.search.index.generations import BUILDING, Generations, version_of
from assistant.search.index.holdings import Holdings
from assistant.search.index.sqlite import copy_database
from assistant.search.travel.depot import Depot, path_of
from assistant.search.travel.fetch import receive
from assistant.search.travel.manifest import ARCHIVE, FILE, Manifest, StoredFile
from assistant.search.travel.pieces import Piece, cut
from assistant.search.travel.register import Lease, Register, last

KEPT = 5
"""Generations that stay in the store, besides those that replicas serve."""
AT_ONCE = 8  # pieces on their way


@dataclass(frozen=True, slots=True)
class Published:
    """What was sent: the generation, whether it is new, and how many bytes of how many."""

    name: str
    number: int
    sent: int
    size: int


@dataclass(frozen=True)
class Publisher:
    """Who holds the lock and writes."""

    depot: Depot
    register: Register
    lease: Lease

    def take_base(self, generations: Generations, archive: Archive) -> None:
        """Begin with what is named where this machine has no index yet, so that only what changed is made anew."""
        named = last(self.register.namings())
        if named is None or generations.current() is not None:
            return
        manifest = self.depot.manifest(named.name, named.digest)
        generations.put_in_service(receive(self.depot, manifest, generations, archive), manifest.version)

    def publish(self, folder: Path, corpus: str, archive: Path, *, again: bool = False) -> Published:
        """Store a generation that is whole and name it; ``again`` sends what is there already too.

        The register is changed last: whatever happens before, replicas go on with what was named.
        """
        self.depot.make()
        named = last(self.register.namings())
        number = named.number if named else 0
        if named and not again and self._holds(named.name, version_of(folder)):
            return Published(named.name, number, 0, 0)
        sending = _Sending(self.depot, {} if again else dict(self.depot.sizes("pieces")))
        manifest = sending.send(folder, corpus, archive)
        self.depot.write(f"generations/{manifest.name}", manifest.dump())
        self.lease.renew()
        number = self.register.name(manifest.name, manifest.digest, number).number
        (folder / FILE).write_bytes(manifest.dump())
        self.clear()
        return Published(manifest.name, number, sending.sent, manifest.size)

    def _holds(self, name: str, version: str) -> bool:
        try:
            return self.depot.manifest(name).version == version
        except GenerationBroken:
            return False

    def roll_back(self, name: str = "") -> str:
        """Name a generation again: the given one, else the one that was named before; return its name.

        Raises:
            GenerationBroken: when it is not whole in the store.
        """
        namings = self.register.namings()
        now = last(namings)
        others = [each for each in namings if now and each.name != now.name and name in ("", each.name)]
        if now is None or not others:
            if name:
                raise reasoned(GenerationBroken, "generation.never_named", name=name)
            raise reasoned(GenerationBroken, "generation.no_other")
        wanted = others[-1]
        missing = _missing(self.depot.manifest(wanted.name, wanted.digest), self.depot)
        if missing:
            raise reasoned(GenerationBroken, "generation.not_whole", name=wanted.name, missing=missing)
        self.lease.renew()
        self.register.name(wanted.name, wanted.digest, now.number)
        return wanted.name

    def remove(self, name: str) -> None:
        """Remove a generation, and the pieces that no other one has.

        Raises:
            DataFolderInUse: when it is in service.
            GenerationBroken: when there is none of that name.
        """
        if name not in self.depot.sizes("generations"):
            raise reasoned(GenerationBroken, "generation.unknown", name=name, store=self.depot.shown)
        if name in self._in_service():
            raise reasoned(DataFolderInUse, "generation.in_service", name=name)
        self._remove({name})

    def clear(self) -> None:
        """Remove what was named long ago, and pieces that were left behind by who was killed."""
        kept = self._in_service()
        for each in reversed(self.register.namings()):
            if len(kept) < KEPT:
                kept.add(each.name)
        self._remove(self.depot.sizes("generations").keys() - kept)

    def _in_service(self) -> set[str]:
        named = last(self.register.namings())
        return {each.generation for each in self.register.replicas()} | ({named.name} if named else set())

    def _remove(self, names: set[str]) -> None:
        wanted: set[str] = set()
        for name in self.depot.sizes("generations"):
            if name not in names:
                wanted.update(piece.digest for piece in self.depot.manifest(name).pieces())
        for name in names:
            self.depot.remove(f"generations/{name}")
        for digest in self.depot.sizes("pieces").keys() - wanted:
            self.depot.remove(path_of(Piece(digest, 0)))


class _Sending:
    """Sends the pieces that are not there yet."""

    def __init__(self, depot: Depot, there: dict[str, int]) -> None:
        self._depot = depot
        self._there = there
        self.sent = 0

    def send(self, folder: Path, corpus: str, archive: Path) -> Manifest:
        """Send a generation's files; return the manifest, which is not sent."""
        index = Holdings(folder)
        try:
            with _at_rest(folder, archive) as files, ThreadPoolExecutor(AT_ONCE, "sending") as pool:
                stored = tuple(self._file(name, path, pool) for name, path in files)
            made_at = datetime.now(UTC).isoformat(timespec="seconds")
            return Manifest(index.version, index.model, corpus, index.passage_count, made_at, stored)
        finally:
            index.close()

    def _file(self, name: str, path: Path, pool: ThreadPoolExecutor) -> StoredFile:
        pieces: list[Piece] = []
        waiting: deque[Future[None]] = deque()
        for piece, data in cut(path):
            pieces.append(piece)
            if self._there.get(piece.digest) != piece.size:
                self._there[piece.digest] = piece.size
                self.sent += piece.size
                waiting.append(pool.submit(self._depot.write, path_of(piece), data))
            if len(waiting) >= AT_ONCE:
                waiting.popleft().result()
        for each in waiting:
            each.result()
        return StoredFile(name, tuple(pieces))


@contextmanager
def _at_rest(folder: Path, archive: Path) -> Iterator[list[tuple[str, Path]]]:
    """Give a generation's files as they are at one moment: servers may have its databases open."""
    with TemporaryDirectory(prefix=BUILDING, dir=folder.parent) as name:
        databases = [(str(path.relative_to(folder)), path) for path in sorted(folder.rglob("*.sqlite*"))]
        databases = [each for each in databases if each[0].endswith((".sqlite", ".sqlite3"))]
        copies = [*databases, *([(ARCHIVE, archive)] if archive.exists() else [])]
        given = []
        for number, (path, source) in enumerate(copies):
            copy_database(source, copy := Path(name) / str(number))
            given.append((path, copy))
        rest = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".sqlite" not in path.name)
        yield given + [(str(path.relative_to(folder)), path) for path in rest if path.name != FILE]


def _missing(manifest: Manifest, depot: Depot) -> int:
    there = depot.sizes("pieces")
    return sum(there.get(piece.digest) != piece.size for piece in set(manifest.pieces()))
