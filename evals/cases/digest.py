"""Fingerprints of cases and of the code, to tell whether two runs may be compared or one resumed."""

import hashlib
import json
import subprocess
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from assistant.review.case import Case
from assistant.settings import PROJECT

# What an answer depends on. Neither the web pages nor the evaluation itself changes it.
CODE = ("assistant", "ingest")
_OTHER = frozenset({"web", "__pycache__", "judge.en.md", "judge.nl.md"})


def question_digest(case: Case) -> str:
    """Return the fingerprint of what is asked."""
    return _digest(json.dumps([case.question, [[turn.role, turn.content] for turn in case.history]]).encode())


def case_digest(case: Case) -> str:
    """Return the fingerprint of a whole case: a changed case cannot be compared with its former self."""
    return _digest(json.dumps(asdict(case), default=str, sort_keys=True).encode())


def code_digest(root: Path = PROJECT) -> str:
    """Return the fingerprint of the files that answers depend on."""
    files = sorted(path for folder in CODE for path in (root / folder).rglob("*") if path.is_file())
    kept = [path for path in files if _OTHER.isdisjoint(path.relative_to(root).parts)]
    return _digest(*(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() for path in kept))


def run_digest(corpus_version: str, model: str, settings: Iterable[str], code: str) -> str:
    """Return the fingerprint of everything that a run's figures depend on, its cases aside."""
    return _digest(*(part.encode() for part in (corpus_version, model, *settings, code)))


def commit(root: Path = PROJECT) -> str:
    """Return the commit, with ``+`` where files differ from it; empty outside a git checkout."""
    head = _git(root, "rev-parse", "--short", "HEAD")
    return head + "+" if head and _git(root, "status", "--porcelain", "--untracked-files=no") else head


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _digest(*parts: bytes) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()[:16]
