"""Questions with what a good answer holds: what verdicts are exported as, and what an evaluation asks.

A case is one JSON object on one line of a ``*.jsonl``; ``evals/README.md`` describes the fields.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from assistant.domain import AnswerStatus, Language, Turn
from assistant.errors import AssistantError

REVIEWED = "reviewed-"
"""Begins the id of a case that a reviewer's verdict became."""

Pair = Literal["en-en", "en-nl", "nl-en", "nl-nl"]
Shape = Literal["list", "definition", "example", "contact"]


class CaseError(AssistantError):
    """A case file is malformed; the message names file, line and field of every fault."""


class CaseKind(StrEnum):
    """What a case tries."""

    ANSWERABLE = "answerable"
    PARTIAL = "partial"
    NEAR_MISS = "near_miss"
    OFF_TOPIC = "off_topic"
    ATTACK = "attack"
    FOLLOW_UP = "follow_up"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Gold:
    """Literal words of a document's canonical text; the passage that holds them is a right one."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    document: str
    snippet: str


def _spoken(turn: Turn) -> Turn:
    if turn.role not in ("user", "assistant"):
        raise ValueError(f"the role {turn.role!r} is neither 'user' nor 'assistant'")
    return turn


def _expectable(status: AnswerStatus) -> AnswerStatus:
    if status is AnswerStatus.ERROR:
        raise ValueError("no case expects an error")
    return status


@dataclass(frozen=True)
class Case:
    """A question with what a good answer to it holds.

    ``pair`` is the question's language and that of its first gold passage; None where a refusal is expected.
    ``needs`` holds indexes into ``gold``: one inner list a part of the question, any of its passages will do.
    ``facts`` holds for each fact the wordings that count, in either language, compared without case.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    language: Language
    pair: Pair | None
    kind: CaseKind
    question: str
    history: tuple[Annotated[Turn, AfterValidator(_spoken)], ...]
    gold: tuple[Gold, ...]
    facts: tuple[tuple[str, ...], ...]
    status: Annotated[AnswerStatus, AfterValidator(_expectable)]
    needs: tuple[tuple[int, ...], ...] = ()
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a case file, with its place as ``file:line``."""

    place: str
    content: str


_CASE = TypeAdapter(Case)


def read_cases(folder: Path) -> tuple[Case, ...]:
    """Read all cases of a folder, in the order of file names and lines.

    :raises CaseError: if a line is malformed or an id occurs twice; every fault is listed.
    """
    cases: list[Case] = []
    place_of: dict[str, str] = {}
    faults: list[str] = []
    for line in _lines(folder):
        try:
            case = _CASE.validate_json(line.content, strict=True)
        except ValidationError as error:
            faults += _describe(error, line.place)
            continue
        if case.id in place_of:
            faults.append(f"{line.place}: id: {case.id!r} is already used in {place_of[case.id]}")
        place_of.setdefault(case.id, line.place)
        cases.append(case)
    if faults:
        raise CaseError("\n".join(faults))
    return tuple(cases)


def write_cases(cases: Iterable[Case], path: Path) -> None:
    """Write cases, one a line; without any, the file goes."""
    rows = [_CASE.dump_python(case, mode="json", exclude_defaults=True) for case in cases]
    if not rows:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _lines(folder: Path) -> Iterator[Line]:
    for path in sorted(folder.glob("*.jsonl")):
        for number, content in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if content.strip():
                yield Line(f"{path.name}:{number}", content)


def _describe(error: ValidationError, place: str) -> list[str]:
    return [f"{place}: {_field(fault['loc'])}: {fault['msg']}" for fault in error.errors()]


def _field(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "line"
