"""The zip archive that every office file is, looked at before a library is given it: within bounds, and plain XML."""

import io
import zipfile
import zlib

from assistant.errors import ReaderError

LARGEST_PART = 50 * 1024 * 1024
LARGEST_WHOLE = 200 * 1024 * 1024
MOST_PARTS = 20_000
_MARKUP = (".xml", ".rels")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def parts_of(data: bytes, what: str) -> dict[str, bytes]:
    """Return the parts of an office file that are XML, by their names.

    Raises:
        ReaderError: it is damaged, has a password, declares entities, or unpacks to far more than a text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if member.filename.endswith(_MARKUP)]
            _require_bounds(members, what)
            found = {member.filename: archive.read(member) for member in members}
    except RuntimeError:
        raise ReaderError(f"The {what} has a password. Save it without one.") from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        raise ReaderError(damaged(what)) from None
    if any(sign in part for part in found.values() for sign in _FORBIDDEN):
        raise ReaderError(f"The {what} declares entities, as office programs never do. Check where it came from.")
    return found


def damaged(what: str) -> str:
    """Say that a file is damaged, and what to do."""
    return f"The {what} is damaged or incomplete. Open it in its program, save it again, and replace the file."


def _require_bounds(members: list[zipfile.ZipInfo], what: str) -> None:
    sizes = [member.file_size for member in members]
    if len(sizes) > MOST_PARTS or max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_WHOLE:
        raise ReaderError(f"Unpacked, the text of the {what} is larger than 50 MB. Split it.")
