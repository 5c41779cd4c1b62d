"""What goes wrong with the store of generations: its disk is full, and two ingests begin at once."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from evals.bench.faults.postgresql import pair

TOO_SMALL, ENOUGH = "8m", "200m"


@contextmanager
def disk(size: str) -> Iterator[Path]:
    """Give a disk of its own of some size (a tmpfs, which only root may make)."""
    with tempfile.TemporaryDirectory(prefix="disk-") as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", name], check=True)
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def enlarge(place: Path, size: str) -> None:
    """Give a disk more room."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(place)], check=True)


def store_faults(index: Path) -> Iterator[dict[str, object]]:
    """Let an ingest publish to a full disk, then to one with room, then let two begin at once; yield what they said."""
    with tempfile.TemporaryDirectory(prefix="ingests-") as name, disk(TOO_SMALL) as place, pair() as (primary, _):
        os.environ["DATABASE_URL"] = f"postgresql://bench@127.0.0.1:{primary.port}/bench"
        for each in ("a", "b"):
            shutil.copytree(index, Path(name, each), ignore=shutil.ignore_patterns("assistant.db*", "*.lock"))
        yield {
            "fault": "disk of the store full",
            "said": _ended(_ingest(Path(name, "a"), place)),
            "named": _named(place),
        }
        enlarge(place, ENOUGH)
        yield {"fault": "it has room again", "said": _ended(_ingest(Path(name, "a"), place)), "named": _named(place)}
        both = [_ingest(Path(name, each), place, "--again") for each in ("a", "b")]
        said = [_ended(each) for each in both]
        yield {"fault": "two ingests at once", "said": said, "named": _named(place)}


def _ingest(data: Path, store: Path, *more: str) -> subprocess.Popen[str]:
    program = Path(sys.executable).with_name("ser-assistant")
    command = [str(program), "ingest", "--data", str(data), "--publish", str(store), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _ended(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=300)
    return f"{process.returncode}: {' '.join(said.split())[-300:]}"


def _named(store: Path) -> str:
    program = Path(sys.executable).with_name("ser-assistant")
    command = [str(program), "generations", "list", "--store", str(store)]
    return " ".join(subprocess.run(command, capture_output=True, text=True, check=False).stdout.split())[-300:]
