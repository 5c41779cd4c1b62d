"""The shared store: a folder, or any other place that fsspec knows, such as a bucket of S3.

    pieces/ab/ab12…         a piece of a file, named by the hash of its bytes
    generations/<name>      a manifest; it is written when all its pieces are there
    NAMED, LOCK, replicas/  the register, where no database keeps it

Nothing that is written is ever changed, but for the register. Each write is whole or not there at all: an object store
does that by itself, and in a folder a file is written beside its place and then renamed.
"""

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import fsspec

from assistant.address import without_credentials
from assistant.errors import ConfigurationError, DepotUnavailable, GenerationBroken
from assistant.locale.reasons import reasoned
from assistant.search.travel.manifest import Manifest
from assistant.search.travel.pieces import Piece, digest_of

PROTOCOLS = frozenset({"file", "local", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
"""Stores that write a file whole or not at all, and create it but once."""


@dataclass(frozen=True)
class Depot:
    """A store by its address: the path of a folder, or ``protocol://…`` as fsspec has it."""

    url: str

    @property
    def shown(self) -> str:
        """The address without what may be a password in it."""
        return without_credentials(self.url)

    def make(self) -> None:
        """Make the store's folder, where it is one; only who publishes does."""
        if self._folder:
            Path(self._opened[1]).mkdir(parents=True, exist_ok=True)

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes, None where there is no such file."""
        with self._reached():
            try:
                found: bytes = self._files.cat_file(self._place(path))
                return found
            except FileNotFoundError:
                return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file, whole or not at all."""
        place = self._place(path)
        with self._reached():
            if self._folder:
                self._make_parent(place)
                partial = f"{place}.{uuid.uuid4().hex}.partial"
                with open(partial, "xb") as file:  # noqa: PTH123  # fsspec's paths are texts
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                Path(partial).replace(place)
            else:
                self._pipe(place, data)

    def create(self, path: str, data: bytes) -> bool:
        """Write a file that is not there yet; False where it is."""
        place = self._place(path)
        with self._reached():
            try:
                if self._folder:
                    self._make_parent(place)
                    with open(place, "xb") as file:  # noqa: PTH123
                        file.write(data)
                else:
                    self._pipe(place, data, mode="create")
            except FileExistsError:
                return False
        return True

    def _pipe(self, place: str, data: bytes, **how: str) -> None:
        try:
            self._files.pipe_file(place, data, **how)
        except FileNotFoundError:  # of what is written it says that there is no such bucket
            raise DepotUnavailable(f"The store {self.shown} is away: there is no such bucket.") from None

    def remove(self, path: str) -> None:
        """Remove a file, where there is one."""
        with self._reached():
            try:
                self._files.rm_file(self._place(path))
            except FileNotFoundError:
                return

    def sizes(self, folder: str) -> Mapping[str, int]:
        """Return the names and sizes of all files under a folder."""
        with self._reached():
            self._files.invalidate_cache()
            found = self._files.find(self._place(folder), detail=True)
        return {
            name.rsplit("/", 1)[-1]: int(each["size"]) for name, each in found.items() if not name.endswith(".partial")
        }

    def manifest(self, name: str, digest: str = "") -> Manifest:
        """Return a generation's manifest.

        Raises:
            GenerationBroken: when it is not there, or is not what it is to be.
        """
        stored = self.read(f"generations/{name}")
        if stored is None:
            raise reasoned(GenerationBroken, "generation.unknown", name=name, store=self.shown)
        found = Manifest.load(stored, digest)
        if found.name != name:
            raise reasoned(GenerationBroken, "generation.other_manifest")
        return found

    def piece(self, piece: Piece) -> bytes:
        """Return a piece, as its name says.

        Raises:
            GenerationBroken: when it is not there, or has other bytes.
        """
        data = self.read(path_of(piece))
        if data is None:
            raise GenerationBroken(f"A piece of it is not in the store {self.shown}: {piece.digest}.")
        if digest_of(data) != piece.digest:
            raise GenerationBroken(f"A piece of it is damaged in the store {self.shown}: {piece.digest}.")
        return data

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Whatever a store's library raises means that the store did not do what it was asked to."""
        if self._folder and not Path(self._opened[1]).is_dir():
            # Never made here: an empty folder would stand where a share was to be mounted.
            raise DepotUnavailable(f"The store {self.shown} is away: there is no such folder.")
        try:
            yield
        except (FileNotFoundError, FileExistsError, DepotUnavailable):
            raise
        except Exception as error:
            reason = without_credentials(str(error).strip()) or type(error).__name__
            raise DepotUnavailable(f"The store {self.shown} does not answer: {reason.splitlines()[0]}") from error

    @cached_property
    def _opened(self) -> tuple[Any, str]:
        protocol = self.url.partition("://")[0] if "://" in self.url else "file"
        if protocol not in PROTOCOLS:
            raise ConfigurationError(
                f"The store {self.shown!r} cannot be used: {protocol}:// is no store that replicas may share. Name a "
                "folder that all of them see, or a bucket such as s3://bucket/path."
            )
        try:
            files, root = fsspec.core.url_to_fs(self.url)
        except (ValueError, ImportError) as error:
            reason = without_credentials(str(error))
            raise ConfigurationError(
                f"The store {self.shown!r} cannot be opened ({reason}). Name a folder, or an address such as "
                "s3://bucket/path; for S3: pip install 'ser-assistant[s3]'"
            ) from None
        return files, root.rstrip("/")

    @property
    def _files(self) -> Any:
        return self._opened[0]

    @property
    def _folder(self) -> bool:
        return "file" in self._files.protocol

    def _place(self, path: str) -> str:
        return f"{self._opened[1]}/{path}"

    def _make_parent(self, place: str) -> None:
        Path(place).parent.mkdir(parents=True, exist_ok=True)


def path_of(piece: Piece) -> str:
    """Return where a piece is in the store."""
    return f"pieces/{piece.digest[:2]}/{piece.digest}"
