"""Evaluation cases: their format, how they are read, and which split they are in.

A case is one JSON object on one line of ``evals/cases/*.jsonl``; ``evals/README.md`` describes the fields.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError

from assistant.domain import AnswerStatus, Language, Turn
from assistant.errors import AssistantError

CASES_FOLDER = Path(__file__).parent

Pair = Literal["en-en", "en-nl", "nl-en", "nl-nl"]
Shape = Literal["list", "definition", "example", "contact"]
Split = Literal["dev", "test"]


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


def split_of(case_id: str) -> Split:
    """Tell the split of a case: ``dev`` if the first byte of the SHA-256 of its id is even."""
    return "dev" if hashlib.sha256(case_id.encode()).digest()[0] % 2 == 0 else "test"


REVIEWED = "reviewed-"
"""Begins the id of a case that a reviewer's verdict became."""


def load_cases(folder: Path = CASES_FOLDER) -> tuple[Case, ...]:
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
    if not cases:
        raise CaseError(f"{folder}: no cases found; expected *.jsonl files with one case a line")
    return tuple(cases)


def _lines(folder: Path) -> Iterator[Line]:
    for path in sorted(folder.glob("*.jsonl")):
        for number, content in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if content.strip():
                yield Line(f"{path.name}:{number}", content)


def _describe(error: ValidationError, place: str) -> list[str]:
    return [f"{place}: {_field(fault['loc'])}: {fault['msg']}" for fault in error.errors()]


def _field(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "line"
