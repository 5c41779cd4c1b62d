"""Where Chainlit keeps the files of open chats: a folder of this process alone, which no name leads out of."""

import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from uuid import UUID

from chainlit.session import BaseSession

PREFIX = "open-chats-"


def keep_apart(inside: Path) -> tempfile.TemporaryDirectory[str]:
    """Give Chainlit a private folder, which goes with what is returned; those that earlier runs left are removed.

    Chainlit joins whatever a session is called to its folder, and removes that when the session ends: so the name of
    a session's folder is a UUID or none.
    """
    for left in inside.glob(f"{PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    private = tempfile.TemporaryDirectory(prefix=PREFIX, dir=inside, ignore_cleanup_errors=True)
    folder = Path(private.name).resolve()
    vars(import_module("chainlit.config"))["FILES_DIRECTORY"] = folder
    BaseSession.files_dir = property(lambda session: folder / str(UUID(session.id)))  # type: ignore[method-assign,assignment]
    return private
