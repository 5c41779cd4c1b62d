"""Pairs of a checked question and a question asked later, of which it is known whether they ask the same.

A pair is one JSON object on one line of ``pairs.jsonl``; ``evals/README.md`` describes the fields.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, TypeAdapter, ValidationError, ValidationInfo

from assistant.domain import Language
from assistant.errors import AssistantError
from evals.cases.case import Split, split_of

PAIRS = Path(__file__).with_name("pairs.jsonl")


class PairError(AssistantError):
    """The file of pairs is malformed; the message names line and field of every fault."""


class PairKind(StrEnum):
    """What the asked question is to the checked one."""

    PARAPHRASE = "paraphrase"
    TRANSLATION = "translation"
    NEAR_MISS = "near_miss"


class Difference(StrEnum):
    """What makes a near miss another question; ``NONE`` for the other kinds."""

    NONE = ""
    NAME = "name"
    NUMBER = "number"
    NEGATION = "negation"
    PURPOSE = "purpose"
    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    DIRECTION = "direction"
    ASKED_FOR = "asked_for"
    SCOPE = "scope"


def _in_both_languages(verified: dict[Language, str]) -> dict[Language, str]:
    if missing := set(Language) - {language for language, text in verified.items() if text.strip()}:
        raise ValueError(f"no wording in: {', '.join(sorted(missing))}")
    return verified


def _fits_kind(differs: Difference, information: ValidationInfo) -> Difference:
    kind = information.data.get("kind")
    if kind is not None and (kind is PairKind.NEAR_MISS) != (differs is not Difference.NONE):
        raise ValueError("a near miss says what differs, another kind leaves it empty")
    return differs


@dataclass(frozen=True, slots=True)
class Pair:
    """A checked question in both languages beside one asked later, in ``language``.

    A translation is to be matched where only the other language's wording of the checked question is known.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    verified: Annotated[dict[Language, str], AfterValidator(_in_both_languages)]
    asked: str
    language: Language
    kind: PairKind
    differs: Annotated[Difference, AfterValidator(_fits_kind)]

    @property
    def base(self) -> str:
        """The id of the checked question, which all pairs of it share."""
        return self.id.partition("-")[0]

    @property
    def same(self) -> bool:
        """Whether the checked answer is to be given."""
        return self.kind is not PairKind.NEAR_MISS

    @property
    def split(self) -> Split:
        """``dev`` (tuned on) or ``test``, by the checked question: its pairs are in one split."""
        return split_of(self.base)


_PAIR = TypeAdapter(Pair)


def load_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Read all pairs.

    :raises PairError: if a line is malformed or an id occurs twice; every fault is listed.
    """
    pairs: list[Pair] = []
    line_of: dict[str, int] = {}
    faults: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"), start=1):
        try:
            pair = _PAIR.validate_json(line, strict=True)
        except ValidationError as error:
            faults += _describe(error, number)
            continue
        if pair.id in line_of:
            faults.append(f"line {number}: id: {pair.id!r} is already used on line {line_of[pair.id]}")
        line_of.setdefault(pair.id, number)
        pairs.append(pair)
    if faults:
        raise PairError(f"{path.name}: " + "; ".join(faults))
    return tuple(pairs)


def _describe(error: ValidationError, number: int) -> list[str]:
    return [f"line {number}: {_field(fault['loc'])}: {fault['msg']}" for fault in error.errors()]


def _field(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "line"
