"""Pairs of a sentence and a quote, of which it is known whether the quote supports the sentence.

A pair is one JSON object on one line of ``pairs.jsonl``; ``evals/README.md`` describes the fields.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.domain import Language
from assistant.errors import AssistantError

PAIRS = Path(__file__).with_name("pairs.jsonl")

Split = Literal["dev", "test"]


class PairError(AssistantError):
    """The file of pairs is malformed; the message names each line and field."""


class PairKind(StrEnum):
    """What the sentence does with the quote."""

    PARAPHRASE = "paraphrase"
    SUMMARY = "summary"
    TRANSLATION = "translation"
    CONTRADICTED = "contradicted"
    NUMBER = "number"
    ENTITY = "entity"
    NEGATED = "negated"
    HALF = "half"
    WRONG_CLAIM = "wrong_claim"
    OVERCLAIM = "overclaim"


SUPPORTED = frozenset({PairKind.PARAPHRASE, PairKind.SUMMARY, PairKind.TRANSLATION})


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence beside a quote; ``document`` is the document that the quote is from, null where it was made up."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    kind: PairKind
    document: str | None
    quote_language: Language
    quote: str
    sentence_language: Language
    sentence: str

    @property
    def supported(self) -> bool:
        """Whether the quote supports the sentence."""
        return self.kind in SUPPORTED

    @property
    def direction(self) -> str:
        """The sentence's language and the quote's, as in "nl-en"."""
        return f"{self.sentence_language}-{self.quote_language}"

    @property
    def split(self) -> Split:
        """``dev`` (tuned on) or ``test``, by the quote: pairs of one quote are in one split."""
        quote = self.id.partition("-")[0]
        return "dev" if hashlib.sha256(quote.encode()).digest()[0] % 2 == 0 else "test"


_PAIR = TypeAdapter(Pair)


def load_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Read all pairs.

    Raises:
        PairError: if a line is malformed or an id occurs twice.
    """
    pairs: list[Pair] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            pairs.append(_PAIR.validate_json(line, strict=True))
        except ValidationError as error:
            faults += [f"line {number}: {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    faults += [f"id {name!r} is used twice" for name in _repeated(pair.id for pair in pairs)]
    if faults:
        raise PairError(f"{path.name}: " + "; ".join(faults))
    return tuple(pairs)


def _repeated(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
