"""Who asks: questions with their kind, and what has nothing to do with any of the corpora."""

import csv
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Language

OTHERS = Path(__file__).with_name("asked.csv")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the kind that it is of."""

    kind: str
    id: str
    language: Language
    text: str


def other_subjects() -> tuple[Asked, ...]:
    """Return questions on other subjects and small talk, of which none is in a bank."""
    with OTHERS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(
        Asked(row["kind"], f"{number}-{language}", language, row[language])
        for number, row in enumerate(rows)
        for language in Language
    )
