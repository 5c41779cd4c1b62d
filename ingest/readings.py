"""What files were read before: a file that is as it was need not be opened by its reader again.

Only a memory: what is forgotten is read once more. It does not outlive a change to the readers themselves.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

from assistant.search.injection import version
from ingest.entry import Entry
from ingest.readers.pdf.pictures import tesseract

PIPELINE = 4  # raise it when a reader or the splitting changes, so that documents are read anew

_READERS = Path(__file__).parent / "readers"


def reading_key(path: Path, entry: Entry) -> str:
    """Return a hash of all that a reading depends on: the file, its entry and the readers; empty without the file."""
    try:
        with path.open("rb") as file:
            content = file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
    recognised = tesseract.edition() if path.suffix.lower() == ".pdf" else ""  # a scan is read anew where it can be now
    parts = (content, entry.model_dump_json(), str(PIPELINE), _readers(), recognised, version())
    return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def load_readings(path: Path) -> dict[str, str]:
    """Return documents' fingerprints by the key of their reading; nothing when the file is not there or damaged."""
    try:
        stored = json.loads(path.read_bytes())
        return {str(key): str(value) for key, value in stored.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def save_readings(readings: Mapping[str, str], path: Path) -> None:
    """Replace the file; a full disk costs the memory, not the ingest."""
    partial = path.with_name(f"{path.name}.partial")
    with suppress(OSError):
        partial.write_text(json.dumps(readings), encoding="ascii")
        partial.replace(path)


@cache
def _readers() -> str:
    sources = sorted([*_READERS.rglob("*.py"), *_READERS.rglob("*.toml")])
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
