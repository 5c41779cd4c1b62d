"""Recorded replies, read from a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Language
from assistant.errors import ConfigurationError

SHIPPED = Path(__file__).parent / "replies.jsonl"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a reply: whether its quotes support it, and whether a strong model said so."""

    text: str
    supported: bool
    confirmed: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A reply to a question, of a kind of model."""

    id: str
    question: str
    language: Language
    kind: str
    reply: str
    sentences: tuple[Sentence, ...]


def load_recorded(path: Path = SHIPPED) -> tuple[Recorded, ...]:
    """Read recorded replies, one in JSON a line.

    Raises:
        ConfigurationError: naming the file, the line and its fault.
    """
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from None
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                found.append(_recorded(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(f"{path}, line {number} is no recorded reply: {error!r}") from None
    return tuple(found)


def of_kind(recorded: Sequence[Recorded], kind: str) -> list[Recorded]:
    """Return the replies of a kind of model."""
    return [each for each in recorded if each.kind == kind]


def _recorded(values: dict[str, object]) -> Recorded:
    sentences = values["sentences"]
    if not isinstance(sentences, list):
        raise TypeError("sentences is no list")
    return Recorded(
        str(values["id"]),
        str(values["question"]),
        Language(str(values["language"])),
        str(values["kind"]),
        str(values["reply"]),
        tuple(
            Sentence(str(each["sentence"]), bool(each["supported"]), each["verdict"] == "yes", str(each["error"]))
            for each in sentences
        ),
    )
