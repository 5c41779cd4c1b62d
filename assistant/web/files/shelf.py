"""The files that readers added: one a chat, each an index in a folder of its own, named as the chat.

Nothing else of a file is kept: neither the file itself, nor a word of it in the database but what an answer quotes.
"""

import shutil
from collections import OrderedDict
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any
from uuid import uuid4

from assistant.answering.scope.own import Asks
from assistant.domain import Answer, Language
from assistant.errors import AssistantError, StoreUnavailable
from assistant.settings import Settings
from assistant.store import Database, chats
from assistant.web.documents.commands import run_bounded
from assistant.web.documents.port import Refused

LARGEST = 10_000_000
"""Bytes."""

KINDS = (".pdf", ".docx")
LONGEST_NAME = 120
SECONDS = 60
MOST = 20
"""Files that one person may have at a time."""

MOST_BYTES = 200_000_000
"""What the indexes of one person's files may take on the disk before another is added."""

OPEN = 8
"""Indexes that are held open; others are opened again when they are asked."""

_NAME = "NAME"
_COMING = ".coming-"


class Full(AssistantError):
    """Somebody has as many files as one may have."""


@dataclass(frozen=True)
class Shelf:
    """Holds the files; ``read`` makes an index of a folder with a file, ``open`` opens one."""

    folder: Path
    read: Callable[[Path, Path], None]
    open: Callable[[Path], Any]
    _open: OrderedDict[str, Asks] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def of(cls, settings: Settings, database: Database) -> "Shelf | None":
        """Return the shelf of a server, None where no files are taken.

        What was taken before goes with its chat all the same: by whatever server, and while none ran.
        """
        shelf = cls(settings.data_dir / "files", partial(_read, settings.models), partial(_opened, settings))
        sweep = partial(shelf.sweep, partial(chats.existing, database))
        database.erased.append(sweep)
        shelf.clear_left_over()
        with suppress(StoreUnavailable):  # the next time that something is removed
            sweep()
        return shelf if settings.files != "off" and settings.keep_days else None

    def add(self, chat_id: str, name: str, content: bytes, begin: Callable[[], bool] = lambda: True) -> bool:
        """Read a file for a chat, in the place of the one before; ``begin`` has the last word, once it is read.

        Raises:
            Refused: where it cannot be read; it is then as before.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=_COMING, dir=self.folder) as place:
            source, made = Path(place, "file"), Path(place, "chat")
            source.mkdir()
            made.mkdir()
            (source / f"file{Path(name).suffix.lower()}").write_bytes(content)
            # Never in the same place again: libraries remember what they had open there.
            self.read(source, made / uuid4().hex)
            (made / _NAME).write_text(name[-LONGEST_NAME:], encoding="utf-8")
            taken = begin()
            if taken:
                self.remove(chat_id)
                made.replace(self.folder / chat_id)
        return taken

    def has_room(self, own: Callable[[list[str]], Collection[str]], chat_id: str) -> None:
        """Let a person add a file to a chat; ``own`` tells which of some chats are theirs.

        Raises:
            Full: where they have as many as they may, or what they have takes too much.
        """
        theirs = [each for each in own(self._chats()) if each != chat_id]
        if len(theirs) >= MOST or sum(map(self._size, theirs)) >= MOST_BYTES:
            raise Full("Somebody has as many files as one may have.")

    def _size(self, chat_id: str) -> int:
        return sum(each.stat().st_size for each in (self.folder / chat_id).rglob("*") if each.is_file())

    def _chats(self) -> list[str]:
        return [each.name for each in self.folder.glob("*") if not each.name.startswith(_COMING)]

    def name_of(self, chat_id: str) -> str:
        """Return what the file of a chat is called, empty where it has none."""
        place = self.folder / chat_id / _NAME
        return place.read_text(encoding="utf-8") if place.is_file() else ""

    def ask(self, chat_id: str, question: str, language: Language) -> Answer | None:
        """Return what the file of a chat says, None where it has none."""
        return self.opened(chat_id).ask(question, language=language) if self.name_of(chat_id) else None

    def clear_left_over(self) -> None:
        """Remove what a server that was broken off was reading, the file itself with it."""
        for left in self.folder.glob(f"{_COMING}*"):
            shutil.rmtree(left, ignore_errors=True)

    def remove(self, chat_id: str) -> None:
        """Remove the file of a chat."""
        with self._lock:
            self._open.pop(chat_id, None)
        shutil.rmtree(self.folder / chat_id, ignore_errors=True)

    def sweep(self, existing: Callable[[list[str]], Collection[str]]) -> None:
        """Remove the files of chats that are there no more."""
        here = self._chats()
        for gone in sorted({*here} - {*existing(here)} if here else ()):
            self.remove(gone)

    def opened(self, chat_id: str) -> Asks:
        """Return the index of the file of a chat, opened."""
        with self._lock:
            if chat_id not in self._open:
                (made,) = (each for each in (self.folder / chat_id).iterdir() if each.is_dir())
                self._open[chat_id] = self.open(made)
            self._open.move_to_end(chat_id)
            while len(self._open) > OPEN:
                self._open.popitem(last=False)
            return self._open[chat_id]


def _opened(settings: Settings, folder: Path) -> Any:
    from assistant.bootstrap import open_own  # which needs the libraries of the index

    return open_own(settings, folder)


def _read(models: Path, source: Path, made: Path) -> None:
    """Make an index in a process of its own, with bounds."""
    folders = (f"--corpus={source.resolve()}", f"--data={made.resolve()}", f"--models={models.resolve()}")
    report = run_bounded("read", *folders, seconds=SECONDS)
    if report["documents"]["failed"] or not report["passages"]["total"]:
        raise Refused("; ".join(each["error"] for each in report["documents"]["failed"]))
