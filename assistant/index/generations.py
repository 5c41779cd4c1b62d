"""Index generations: each an immutable folder named by its corpus version, one of them in service.

A generation is built in a folder of its own and put in service by replacing the file ``CURRENT``, which is atomic:
whoever reads sees the old one or the new one, whole. What a killed run leaves behind is cleared by the next one.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import ConfigurationError, DataFolderInUse, IndexUnavailable

_BUILDING = ".building-"
_INGEST = "Run `ser-assistant ingest` to make it."


@dataclass(frozen=True)
class Generations:
    """The index folder of a data folder."""

    root: Path

    def current(self) -> Path | None:
        """Return the folder in service, or None when there is none or it is gone."""
        try:
            version = (self.root / "CURRENT").read_text(encoding="ascii").strip()
            folder = self.root / version
            whole = (folder / "catalog.sqlite").is_file()
        except (OSError, UnicodeDecodeError):
            return None
        return folder if whole and version and version == Path(version).name else None

    def require_current(self) -> Path:
        """Return the folder in service.

        Raises:
            IndexUnavailable: when there is none, or what ``CURRENT`` names is not whole.
        """
        folder = self.current()
        if folder is not None:
            return folder
        if (self.root / "CURRENT").exists():
            raise IndexUnavailable(f"The index in {self.root} is damaged: what it names is not there. {_INGEST}")
        raise IndexUnavailable(f"There is no index in {self.root} yet. {_INGEST}")

    def remember(self, corpus_dir: Path) -> None:
        """Note which documents the index is of."""
        (self.root / "CORPUS").write_text(str(corpus_dir.absolute()), encoding="utf-8")

    def remembered(self) -> Path | None:
        """Return the folder of documents that the index was last made from, None when that is not known."""
        try:
            return Path((self.root / "CORPUS").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the right to build; only one process at a time has it.

        Raises:
            DataFolderInUse: when another process has it.
            ConfigurationError: when the folder cannot be written.
        """
        lock = FileLock(self.root / ".lock")
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            raise DataFolderInUse(
                f"Another ingest is at work in {self.root}. Wait until it is done, or use another folder with --data."
            ) from None
        except OSError as error:
            raise ConfigurationError(
                f"The index folder {self.root} cannot be written ({error.strerror}). Check its permissions, or set "
                "ASSISTANT_DATA_DIR or --data to another folder."
            ) from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def build(self) -> Iterator[Path]:
        """Give an empty folder to build in; it is removed afterwards, unless it was put in service."""
        for left_over in self.root.glob(f"{_BUILDING}*"):
            shutil.rmtree(left_over, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=self.root))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def put_in_service(self, built: Path, version: str) -> Path:
        """Name a built folder by its version and switch to it; all but it and its predecessor are removed."""
        previous = self.current()
        target = self.root / version
        if target.exists():  # left by an earlier run, and not in service
            shutil.rmtree(target)
        built.rename(target)
        self._switch(version)
        for folder in self.root.iterdir():
            if folder.is_dir() and folder not in (target, previous):
                shutil.rmtree(folder, ignore_errors=True)
        return target

    def _switch(self, version: str) -> None:
        partial = self.root / "CURRENT.partial"
        with partial.open("w", encoding="ascii") as file:
            file.write(version)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self.root / "CURRENT")
