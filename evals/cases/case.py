"""The cases that come with the project, and which split each is in."""

import hashlib
from pathlib import Path
from typing import Literal

from assistant.review.case import Case, CaseError, read_cases

CASES_FOLDER = Path(__file__).parent

Split = Literal["dev", "test"]


def split_of(case_id: str) -> Split:
    """Tell the split of a case: ``dev`` if the first byte of the SHA-256 of its id is even."""
    return "dev" if hashlib.sha256(case_id.encode()).digest()[0] % 2 == 0 else "test"


def load_cases(folder: Path = CASES_FOLDER) -> tuple[Case, ...]:
    """Read all cases of a folder.

    :raises CaseError: if there are none, a line is malformed or an id occurs twice; every fault is listed.
    """
    cases = read_cases(folder)
    if not cases:
        raise CaseError(f"{folder}: no cases found; expected *.jsonl files with one case a line")
    return cases
