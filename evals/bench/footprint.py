"""How much of a disk it takes to run the assistant: what the lock for running pins, as it is installed here."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from assistant.settings import PROJECT
from evals.bench.figure import Figure

LOCK = PROJECT / "requirements.lock"
MEGABYTE = 1_000_000
LARGEST = 20


def measure_footprint() -> list[Figure]:
    """Measure all that is installed to run, and the largest packages of it."""
    sizes = installed_megabytes(LOCK)
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:LARGEST]
    return [
        Figure("installed by make run", sum(sizes.values()), "MB", 1200),
        *(Figure(f"of which {name}", size, "MB") for name, size in largest),
    ]


def installed_megabytes(lock: Path) -> dict[str, float]:
    """Return the size of each package that a lock pins and that is installed."""
    names = re.findall(r"^([a-z0-9][a-z0-9-]*)==", lock.read_text(encoding="utf-8"), re.MULTILINE)
    sizes = {}
    for name in names:
        try:
            sizes[name] = _megabytes(distribution(name))
        except PackageNotFoundError:  # one for other systems
            continue
    return sizes


def _megabytes(package: Distribution) -> float:
    paths = (Path(str(package.locate_file(file))) for file in package.files or ())
    return sum(path.stat().st_size for path in paths if path.is_file()) / MEGABYTE
