"""The runs that are kept: which to resume, which to read again, which came before."""

from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import AssistantError
from evals.run.gate import Comparison
from evals.run.scoring import ScoredRun
from evals.run.storage import Run, RunFolder, RunInfo

LAST = "last"


class RunError(AssistantError):
    """A run that was named is not there."""


@dataclass(frozen=True)
class Earlier:
    """Another run over the same cases, and how this one differs from it."""

    scored: ScoredRun
    comparison: Comparison


def start_or_resume(results: Path, info: RunInfo) -> RunInfo:
    """Return the info of the run to write: an interrupted one of the same code, corpus and cases, else the new one."""
    for earlier in _infos(results):
        if not earlier.complete and (earlier.fingerprint, earlier.cases) == (info.fingerprint, info.cases):
            return replace(info, name=earlier.name, created=earlier.created)
    return info


def find_run(results: Path, name: str) -> Run:
    """Read a run by its name; ``last`` is the newest.

    Raises:
        RunError: naming the runs that there are.
    """
    infos = [info for info in _infos(results) if not info.beside]
    wanted = infos[0].name if name == LAST and infos else name
    run = RunFolder(results / wanted).read()
    if run is None:
        names = ", ".join(info.name for info in infos[:5]) or "none yet"
        raise RunError(f"There is no run {name!r} in {results}. The newest: {names}.")
    return run


def previous_run(results: Path, info: RunInfo) -> Run | None:
    """Read the newest finished run before this one that shares a case with it; None where there is none."""
    for earlier in _infos(results):
        before = earlier.complete and earlier.created < info.created
        if before and not earlier.beside and not set(earlier.cases).isdisjoint(info.cases):
            return RunFolder(results / earlier.name).read()
    return None


def run_beside(results: Path, name: str) -> Run | None:
    """Read the newest run that stands beside another one; None where there is none."""
    found = next((info for info in _infos(results) if info.beside == name), None)
    return RunFolder(results / found.name).read() if found else None


def _infos(results: Path) -> list[RunInfo]:
    """Return the info of every run, newest first."""
    found = [RunFolder(path.parent).read_info() for path in results.glob("*/run.json")]
    return sorted((info for info in found if info), key=lambda info: (info.created, info.name), reverse=True)
