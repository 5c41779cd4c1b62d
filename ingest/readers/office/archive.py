"""The zip archive that every office file is, looked at before a library is given it: within bounds, and plain XML."""

import io
import zipfile
import zlib

from assistant.errors import Reason
from assistant.locale.reasons import reader_error

LARGEST_PART = 50 * 1024 * 1024
LARGEST_WHOLE = 200 * 1024 * 1024
MOST_PARTS = 20_000
_MARKUP = (".xml", ".rels")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def parts_of(data: bytes, what: Reason) -> dict[str, bytes]:
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
        raise reader_error("office.password", what=what) from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        raise reader_error("office.damaged", what=what) from None
    if any(sign in part for part in found.values() for sign in _FORBIDDEN):
        raise reader_error("office.entities", what=what)
    return found


def _require_bounds(members: list[zipfile.ZipInfo], what: Reason) -> None:
    sizes = [member.file_size for member in members]
    if len(sizes) > MOST_PARTS or max(sizes, default=0) > LARGEST_PART or sum(sizes) > LARGEST_WHOLE:
        raise reader_error("office.large", what=what)
