"""Index generations: each an immutable folder named by its corpus version, one of them in service.

A generation is built in a folder of its own and put in service by replacing the file ``CURRENT``, which is atomic:
whoever reads sees the old one or the new one, whole. What a killed run leaves behind is cleared by the next one; a
generation that somebody still reads stays until nobody does.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import ConfigurationError, DataFolderInUse, IndexUnavailable
from assistant.locale.reasons import reason_of, reasoned
from assistant.search.index.sqlite import is_read
from assistant.search.index.vectors import IN_FOLDERS, VectorPlace

BUILDING = ".building-"
"""What the folders are called that are cleared away when their maker has died."""
_AGAIN = "."  # between a version and the number of a folder that holds it once more


@dataclass(frozen=True)
class Generations:
    """The index folder of a data folder; ``vectors`` says where those of its generations are."""

    root: Path
    vectors: VectorPlace = IN_FOLDERS

    def current(self) -> Path | None:
        """Return the folder in service, or None when there is none or it is gone."""
        try:
            name = (self.root / "CURRENT").read_text(encoding="ascii").strip()
            folder = self.root / name
            whole = (folder / "catalog.sqlite").is_file()
        except (OSError, UnicodeDecodeError):
            return None
        return folder if whole and name and name == Path(name).name else None

    def require_current(self) -> Path:
        """Return the folder in service.

        Raises:
            IndexUnavailable: when there is none, or what ``CURRENT`` names is not whole.
        """
        folder = self.current()
        if folder is not None:
            return folder
        if (self.root / "CURRENT").exists():
            raise reasoned(IndexUnavailable, "index.damaged", folder=str(self.root))
        raise reasoned(IndexUnavailable, "index.none", folder=str(self.root))

    def remember(self, corpus_dir: Path, name: str) -> None:
        """Note which documents the index is of, and what they are called."""
        (self.root / "CORPUS").write_text(str(corpus_dir.absolute()), encoding="utf-8")
        self.call(name)

    def call(self, name: str) -> None:
        """Note what the documents that the index is of are called."""
        (self.root / "NAME").write_text(name, encoding="utf-8")

    def remembered(self) -> Path | None:
        """Return the folder of documents that the index was last made from, None when that is not known."""
        try:
            return Path((self.root / "CORPUS").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None

    def name_of(self, corpus_dir: Path) -> str:
        """Return what a folder of documents is called: as it was noted for the index, else as the folder is."""
        try:
            noted = (self.root / "NAME").read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            noted = ""
        same = self.remembered() in (None, corpus_dir.absolute())
        return noted if noted and same else corpus_dir.absolute().name

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
            raise reasoned(DataFolderInUse, "index.in_use", folder=str(self.root)) from None
        except OSError as error:
            raise reasoned(
                ConfigurationError, "index.cannot_write", folder=str(self.root), fault=reason_of(error)
            ) from None
        try:
            self._clear_left_over()
            yield
        finally:
            lock.release()

    @contextmanager
    def build(self) -> Iterator[Path]:
        """Give an empty folder to build in; it is removed afterwards, unless it was put in service."""
        folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=self.root))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def earlier(self, version: str) -> list[Path]:
        """Return the folders of a version that are still there, besides the one in service."""
        current = self.current()
        return [folder for folder in self._folders() if version_of(folder) == version and folder != current]

    def put_in_service(self, built: Path, version: str) -> Path:
        """Name a built folder by its version and switch to it; one that was in service before has its name already.

        All but it and its predecessor are removed, unless somebody reads them.
        """
        previous = self.current()
        target = self.place(built, version)
        self._switch(target.name)
        for folder in self._folders():
            if folder not in (target, previous):
                self._remove_unless_read(folder)
        return target

    def place(self, built: Path, version: str) -> Path:
        """Name a built folder by its version, so that it can be opened before it is switched to; return its folder."""
        if built in self._folders():
            return built
        target = self._free(version)
        built.rename(target)
        return target

    def _clear_left_over(self) -> None:
        for left_over in self.root.glob(f"{BUILDING}*"):
            shutil.rmtree(left_over, ignore_errors=True)

    def _folders(self) -> list[Path]:
        found = self.root.iterdir() if self.root.exists() else ()
        return sorted(path for path in found if path.is_dir() and not path.name.startswith("."))

    def _free(self, version: str) -> Path:
        """Return a name that no folder has: a damaged one that is made again may still be open somewhere."""
        names = chain([version], (f"{version}{_AGAIN}{number}" for number in count(2)))
        return next(folder for name in names if not (folder := self.root / name).exists())

    def _remove_unless_read(self, folder: Path) -> None:
        if is_read(folder / "catalog.sqlite"):
            return
        doomed = self.root / f"{BUILDING}{folder.name}"  # whoever opens it from now on does not find half of it
        folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)

    def _switch(self, name: str) -> None:
        partial = self.root / "CURRENT.partial"
        with partial.open("w", encoding="ascii") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self.root / "CURRENT")


def version_of(folder: Path) -> str:
    """Return the corpus version that a generation's folder holds."""
    return folder.name.partition(_AGAIN)[0]
