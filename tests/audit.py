"""Holds the pinned libraries against the known advisories: ``python -m tests.audit PIP_AUDIT``, for ``make audit``.

What is let pass stands in ``audit.toml`` with a reason and an end date. Where the advisories cannot be reached, nothing
is known: that is said, and is no failure, so that a machine without a network can still pass.
"""

import json
import socket
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
EXCEPTIONS = ROOT / "audit.toml"
ADVISORIES = ("api.osv.dev", 443)
SECONDS = 10


@dataclass(frozen=True)
class Exempt:
    """An advisory that is let pass until a day."""

    id: str
    package: str
    reason: str
    until: date


@dataclass(frozen=True)
class Found:
    """An advisory about a pinned library, under all its names."""

    package: str
    version: str
    names: frozenset[str]
    fixed_in: tuple[str, ...] = ()


def exceptions_of(text: str) -> tuple[Exempt, ...]:
    """Read the exceptions; one without a reason or an end date is a fault of the file.

    Raises:
        ValueError: naming the fault.
    """
    found = tuple(Exempt(**each) for each in tomllib.loads(text).get("exception", ()))
    for each in found:
        if not each.reason.strip() or not isinstance(each.until, date):
            raise ValueError(f"{each.id} needs a reason, and `until` as a date like 2027-03-01")
    return found


def found_in(report: dict[str, Any]) -> tuple[Found, ...]:
    """Return what pip-audit found.

    Raises:
        ValueError: where it skipped a library: then nothing is known of it.
    """
    if skipped := [each["name"] for each in report["dependencies"] if "skip_reason" in each]:
        raise ValueError(f"not audited: {', '.join(skipped)}")
    return tuple(
        Found(each["name"], each["version"], frozenset([hole["id"], *hole["aliases"]]), tuple(hole["fix_versions"]))
        for each in report["dependencies"]
        for hole in each["vulns"]
    )


def faults(found: Sequence[Found], exempt: Sequence[Exempt], today: date) -> list[str]:
    """Return what stands in the way: advisories that nobody let pass, and exceptions whose time is over."""
    lines = []
    for each in found:
        passing = [one for one in exempt if one.package == each.package and one.id in each.names]
        if not passing:
            fix = f"fixed in {', '.join(each.fixed_in)}" if each.fixed_in else "there is no fix yet"
            lines.append(f"{each.package} {each.version}: {', '.join(sorted(each.names))}, {fix}")
        lines += [
            f"{one.id}: the exception ended on {one.until}; look at it again" for one in passing if one.until <= today
        ]
    return lines


def main(pip_audit: str) -> int:
    """Audit the locks and return the exit status."""
    exempt = exceptions_of(EXCEPTIONS.read_text(encoding="utf-8"))
    try:
        socket.create_connection(ADVISORIES, SECONDS).close()
    except OSError as error:
        _say(f"AUDIT SKIPPED: the advisories on {ADVISORIES[0]} cannot be reached from here ({error}).")
        return 0
    command = [
        pip_audit,
        *(part for lock in sorted(ROOT.glob("requirements*.lock")) for part in ("-r", str(lock))),
        "--no-deps",
        "--disable-pip",
        "-s",
        "osv",
        "-f",
        "json",
    ]
    run = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1) or not run.stdout.strip():
        _say(f"pip-audit failed: {run.stderr[-2000:]}")
        return 1
    lines = faults(found_in(json.loads(run.stdout)), exempt, datetime.now(UTC).date())
    for line in lines:
        _say(line)
    _say(f"{len(lines)} faults." if lines else f"No advisory but the {len(exempt)} written down in {EXCEPTIONS.name}.")
    return 1 if lines else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
