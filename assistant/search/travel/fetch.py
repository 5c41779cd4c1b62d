"""Take a generation from the store into a folder, from pieces that are here already and those that are not."""

import logging
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from assistant.errors import GenerationBroken
from assistant.search.index.archive import Archive
from assistant.search.index.generations import Generations
from assistant.search.index.shared import share
from assistant.search.travel.depot import Depot
from assistant.search.travel.manifest import ARCHIVE, FILE, Manifest, StoredFile
from assistant.search.travel.pieces import Piece, digest_of

logger = logging.getLogger(__name__)

AT_ONCE = 8  # pieces on their way


@dataclass(frozen=True, slots=True)
class Fetched:
    """How many bytes came from the store, and how many there are."""

    fetched: int
    size: int


def receive(depot: Depot, manifest: Manifest, generations: Generations, archive: Archive) -> Path:
    """Return the folder of a generation that came from the store, beside the one in service; it is not switched to."""
    with generations.lock(), generations.build() as folder:
        taken = fetch(depot, manifest, folder, generations.current())
        if (came := folder / ARCHIVE).exists():
            archive.merge(came)
            came.unlink()
        logger.info("%s: %d of %d bytes came from the store", manifest.name, taken.fetched, taken.size)
        generations.call(manifest.corpus)
        return generations.place(folder, manifest.version)


def fetch(depot: Depot, manifest: Manifest, folder: Path, before: Path | None) -> Fetched:
    """Write a generation's files into an empty folder, with what the one in another folder has in common with it.

    Each piece is held against its hash, wherever it comes from, so that the folder is what was named or an error.

    Raises:
        DepotUnavailable: when the store is away.
        GenerationBroken: when a piece is missing or damaged.
    """
    had = _manifest(before)
    taking = _Taking(depot, _places(had, before))
    same = set(had.files if had else ())
    with ThreadPoolExecutor(AT_ONCE, "fetching") as pool:
        for file in manifest.files:
            target = folder / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            if before and file in same and not file.is_written and taking.has(file):
                share(before / file.path, target)
            else:
                taking.write(file, target, pool)
    (folder / FILE).write_bytes(manifest.dump())
    return Fetched(taking.fetched, manifest.size)


@dataclass
class _Taking:
    depot: Depot
    places: dict[str, tuple[Path, int]]
    fetched: int = field(default=0)

    def has(self, file: StoredFile) -> bool:
        """Tell whether all of a file of the generation before is as it was."""
        return all(self._here(piece) is not None for piece in file.pieces)

    def write(self, file: StoredFile, target: Path, pool: ThreadPoolExecutor) -> None:
        with target.open("wb") as written:
            waiting: deque[Future[tuple[bytes, bool]]] = deque()
            for piece in file.pieces:
                waiting.append(pool.submit(self._piece, piece))
                if len(waiting) >= 2 * AT_ONCE:
                    self._put(written, waiting.popleft().result())
            for each in waiting:
                self._put(written, each.result())

    def _put(self, written: BinaryIO, taken: tuple[bytes, bool]) -> None:
        data, came = taken
        written.write(data)
        self.fetched += len(data) * came

    def _piece(self, piece: Piece) -> tuple[bytes, bool]:
        """Return a piece, and whether it came from the store."""
        data = self._here(piece)
        return (self.depot.piece(piece), True) if data is None else (data, False)

    def _here(self, piece: Piece) -> bytes | None:
        """Return a piece of the generation before, unless that has changed on the disk meanwhile."""
        path, start = self.places.get(piece.digest, (None, 0))
        if path is None:
            return None
        try:
            with path.open("rb") as file:
                file.seek(start)
                data = file.read(piece.size)
        except OSError:
            return None
        return data if digest_of(data) == piece.digest else None


def _manifest(folder: Path | None) -> Manifest | None:
    try:
        return Manifest.load((folder / FILE).read_bytes()) if folder else None
    except (OSError, GenerationBroken):
        return None


def _places(manifest: Manifest | None, folder: Path | None) -> dict[str, tuple[Path, int]]:
    """Return where each piece of a generation on this disk stands."""
    places: dict[str, tuple[Path, int]] = {}
    for file in manifest.files if manifest and folder else ():
        start = 0
        for piece in file.pieces:
            places.setdefault(piece.digest, (folder / file.path, start))  # type: ignore[operator]
            start += piece.size
    return places
