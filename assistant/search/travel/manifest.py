"""What a generation consists of: its files, each a list of pieces, and what tells whether it fits a replica."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from assistant.errors import GenerationBroken
from assistant.locale.reasons import reasoned
from assistant.search.travel.pieces import Piece, digest_of

FILE = "MANIFEST"
"""Beside a generation's files on a replica, so that the next one is made from them."""

ARCHIVE = "archive.sqlite"
"""The earlier versions of documents, which travel with a generation and are merged with those of the replica."""


LONGEST = 200
_NAME = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9_.+-]{{0,{LONGEST - 1}}}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a generation, by its path in the folder."""

    path: str
    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(piece.size for piece in self.pieces)

    @property
    def is_written(self) -> bool:
        """Whether it is written to, or locked, whenever its generation is opened, as databases are."""
        return ".sqlite" in self.path


@dataclass(frozen=True)
class Manifest:
    """A generation as it is stored."""

    version: str
    model: str
    corpus: str
    passages: int
    made_at: str
    files: tuple[StoredFile, ...]

    @property
    def name(self) -> str:
        """What the generation is called: a version that is made again differently is another one."""
        return f"{self.version}-{self.digest[:12]}"

    @property
    def digest(self) -> str:
        """The hash of the manifest, and with it of all bytes of the generation."""
        return digest_of(self.dump())

    @property
    def size(self) -> int:
        """Its bytes."""
        return sum(file.size for file in self.files)

    def pieces(self) -> Iterator[Piece]:
        """Yield all pieces."""
        for file in self.files:
            yield from file.pieces

    def dump(self) -> bytes:
        """Write the manifest."""
        record = asdict(self)
        record["files"] = [
            {"path": file.path, "pieces": [[p.digest, p.size] for p in file.pieces]} for file in self.files
        ]
        return json.dumps(record, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def load(cls, stored: bytes, digest: str = "") -> "Manifest":
        """Read a manifest that is to have a hash, where one is given.

        Raises:
            GenerationBroken: when it has another hash, or is no manifest.
        """
        if digest and digest_of(stored) != digest:
            raise reasoned(GenerationBroken, "generation.other_manifest")
        try:
            record = json.loads(stored)
            files = tuple(
                StoredFile(_inside(file["path"]), tuple(_piece(key, size) for key, size in file["pieces"]))
                for file in record.pop("files")
            )
            _plain(record["version"])
            return cls(files=files, **record)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise reasoned(GenerationBroken, "generation.no_manifest") from error


# What others wrote becomes a path in three places: a generation's folder, its files, and its pieces in the store.


def _plain(name: str) -> str:
    """Return a name that is a folder's, and leads into no other."""
    if not _NAME.fullmatch(name):
        raise reasoned(GenerationBroken, "generation.no_path", path=name[:LONGEST])
    return name


def _piece(digest: str, size: int) -> Piece:
    """Return a piece by the hash that it is named by."""
    if not _DIGEST.fullmatch(digest):
        raise reasoned(GenerationBroken, "generation.no_path", path=digest[:LONGEST])
    return Piece(digest, int(size))


def _inside(path: str) -> str:
    """Return a path that stays within a folder."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts or not path.isprintable():
        raise reasoned(GenerationBroken, "generation.no_path", path=path)
    return str(parts)
