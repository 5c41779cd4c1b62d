"""What maintainers have uploaded and not published yet: a folder for each, beside the index, for a day."""

import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from assistant.domain import Language
from assistant.web.documents.port import Draft, Stated

MOST = 20
DAY = 24 * 60 * 60
_KEY = re.compile(r"[0-9a-f]{16}")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_LONGEST = 120
_KEPT = "draft.json"


@dataclass(frozen=True)
class Kept:
    """A draft with its file, what is stated of it, and the language in which its findings are told."""

    key: str
    file: str
    stated: Stated
    draft: Draft
    language: Language


_ADAPTER = TypeAdapter(Kept)


@dataclass(frozen=True)
class Drafts:
    """The folder of the drafts."""

    folder: Path

    def new(self, name: str, data: bytes) -> tuple[str, Path]:
        """Keep a file under a name of its own, and return its key and where it is; old drafts go."""
        self._tidy()
        key = secrets.token_hex(8)
        path = self.folder / key / "file" / _safe(name)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        return key, path

    def keep(self, kept: Kept) -> None:
        """Keep what was found in a file."""
        (self.folder / kept.key / _KEPT).write_bytes(_ADAPTER.dump_json(kept))

    def find(self, key: str) -> Kept | None:
        """Return a draft, None where there is none of this key."""
        path = self.folder / key / _KEPT
        if not _KEY.fullmatch(key) or not path.is_file():
            return None
        try:
            return _ADAPTER.validate_json(path.read_bytes())
        except ValidationError:  # of another version of the program
            return None

    def path_of(self, kept: Kept) -> Path:
        """Return where the file of a draft is."""
        return self.folder / kept.key / "file" / kept.file

    def drop(self, key: str) -> None:
        """Remove a draft."""
        if _KEY.fullmatch(key):
            shutil.rmtree(self.folder / key, ignore_errors=True)

    def _tidy(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        newest = sorted(self.folder.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
        for place, each in enumerate(newest):
            if place >= MOST - 1 or time.time() - each.stat().st_mtime > DAY:
                shutil.rmtree(each, ignore_errors=True)


def _safe(name: str) -> str:
    """Return a file's name without its folders, as it can stand on any disk."""
    path = PurePosixPath(_UNSAFE.sub("-", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ") or "file")
    return f"{path.stem[:_LONGEST]}{path.suffix[:20]}"
