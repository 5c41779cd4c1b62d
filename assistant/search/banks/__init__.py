"""What people ask any assistant, in both languages: small talk by kind, and questions that have nothing to do with it.

They hold for every corpus. A question is told apart by which of all these it is most like, not by its words.
"""

import csv
from functools import cache
from pathlib import Path

from assistant.domain import Language
from assistant.search.groups import Group, Sample

_FILES = {Group.SMALL_TALK: "small_talk.csv", Group.OFF_TOPIC: "off_topic.csv"}


@cache
def samples() -> tuple[Sample, ...]:
    """Return all of them, each in both languages."""
    return tuple(
        Sample(group, f"{group}-{place}", language, row[language.value], row.get("kind", ""))
        for group, name in _FILES.items()
        for place, row in enumerate(_rows(name))
        for language in Language
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
