"""What a chat model wrote, read as it comes: sentences, each with the literal words that are to prove it.

Two forms are read: values of ``SCHEMA``, where the provider has structured output, and lines ("QUOTE 2: …" before
"SENTENCE: …"), read with care, since models add numbers, emphasis and prose, or give JSON all the same.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PagePart(StrEnum):
    """The parts of a page, in order."""

    WHO = "who"
    WHAT = "what"
    OFFER = "offer"
    BEWARE = "beware"
    STEP = "step"


LONGEST_REPLY = 20_000  # characters; what comes after is not read
_THOUGHTS = "<think>", "</think>"  # as reasoning models write them that have no other place for them
_NO_ANSWER = frozenset({"NONE", "GEEN"})  # what a model is told to reply where nothing answers
_DECODER = json.JSONDecoder()

SCHEMA: dict[str, Any] = {
    "title": "answer",
    "description": "The sentences of the answer, each with the literal words that prove it.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "quotes": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"passage": {"type": "integer"}, "words": {"type": "string"}},
                            "required": ["passage", "words"],
                            "additionalProperties": False,
                        },
                    },
                    "sentence": {"type": "string"},
                },
                "required": ["quotes", "sentence"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}

_KEY = r"^[\W\d_]*(?:{names})[\s*_#\[(]*(?:\w+\s+)?(?P<number>\d*)[\s*_\])]*[:=][\s*_]*(?P<words>.*)$"
_QUOTE = re.compile(_KEY.format(names="quote|citaat|citation|passage"), re.IGNORECASE)
_SENTENCE = re.compile(
    r"^[\W\d_]*(?:sentence|zin|answer|antwoord)[\s*_#\[(]*(?P<part>[^\W\d_]*)[\s*_#]*\d*[\s*_\])]*[:=][\s*_]*(?P<words>.*)$",
    re.IGNORECASE,
)
_PARTS = {
    "who": PagePart.WHO,
    "wie": PagePart.WHO,
    "what": PagePart.WHAT,
    "wat": PagePart.WHAT,
    "offer": PagePart.OFFER,
    "bieden": PagePart.OFFER,
    "beware": PagePart.BEWARE,
    "pas": PagePart.BEWARE,
    "step": PagePart.STEP,
    "stap": PagePart.STEP,
}
_UNSAID = re.compile(_KEY.format(names="not[ _]said|niet[ _]gezegd"), re.IGNORECASE)
_ENDS = re.compile(r"[.!?…:][\"'”’)\]*_]*\s*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a model says stand in the passage of a number; 0 where it gave none."""

    passage: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence that a model wrote, with its quotes; or, where ``unsaid``, what the documents are to not say.

    ``part`` is the part of a page that it is for, empty elsewhere.
    """

    text: str
    quotes: tuple[Quote, ...] = ()
    unsaid: bool = False
    part: str = ""


def drafts_from_lines(pieces: Iterable[str]) -> Iterator[Draft]:
    """Yield each sentence as soon as its line has ended; a last line that is cut off is left out."""
    quotes: list[Quote] = []
    text = ""
    given = 0
    for line in lines_of(pieces):
        text += line
        if found := _UNSAID.match(line):
            given += 1
            yield Draft(found["words"].strip(), unsaid=True)
        elif found := _SENTENCE.match(line):
            if line.endswith("\n") or _ENDS.search(line):
                given += 1
                yield Draft(found["words"].strip(), tuple(quotes), part=_PARTS.get(found["part"].lower(), ""))
            quotes = []
        elif found := _QUOTE.match(line):
            quotes.append(Quote(int(found["number"][:4] or 0), _unquoted(found["words"])))
        elif quotes and line.strip():
            quotes[-1] = Quote(quotes[-1].passage, _unquoted(f"{quotes[-1].words} {line.strip()}"))
    if not given:
        yield from _drafts_in_json(text)


def drafts_from_values(values: Iterable[Mapping[str, Any]]) -> Iterator[Draft]:
    """Yield each sentence as soon as the next one begins, and the last one at the end, unless it is cut off."""
    items: list[Any] = []
    given = 0
    for value in values:
        found = value.get("sentences") if isinstance(value, Mapping) else None
        items = found if isinstance(found, list) else []
        while given < len(items) - 1:
            yield from _draft(items[given])
            given += 1
        if len(str(items[-1:])) > LONGEST_REPLY:
            return
    for draft in (each for item in items[given:] for each in _draft(item)):
        if _ENDS.search(draft.text):
            yield draft


def is_no_answer(reply: str) -> bool:
    """Tell whether a reply is the one word that says that nothing answers."""
    return reply.strip(" \n.*\"'").upper() in _NO_ANSWER


def lines_of(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a reply, with their line breaks, as they are whole; thoughts that come first are left out."""
    thinking = False
    for line in _whole_lines(pieces):
        opens, closes = line.lstrip().startswith(_THOUGHTS[0]), _THOUGHTS[1] in line
        thinking = (thinking or opens) and not closes
        if closes:
            yield line.rpartition(_THOUGHTS[1])[2]
        elif not thinking:
            yield line


def _whole_lines(pieces: Iterable[str]) -> Iterator[str]:
    rest, length = "", 0
    for piece in pieces:
        length += len(piece)
        *whole, rest = (rest + piece).splitlines(keepends=True) or [""]
        if rest.endswith("\n"):
            whole, rest = [*whole, rest], ""
        yield from whole
        if length > LONGEST_REPLY:
            return
    if rest:
        yield rest


def _drafts_in_json(text: str) -> Iterator[Draft]:
    """Yield the sentences of every JSON object in a text; of one that is cut off those that are whole."""
    position = text.find("{")
    while position >= 0:
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            end = position + 1
        else:
            listed = value.get("sentences")
            for item in listed if isinstance(listed, list) else [value]:
                yield from _draft(item)
        position = text.find("{", end)


def _draft(item: object) -> Iterator[Draft]:
    if not isinstance(item, Mapping) or not isinstance(item.get("sentence"), str):
        return
    given = item.get("quotes")
    quotes = [each for each in given if isinstance(each, Mapping)] if isinstance(given, list) else []
    yield Draft(
        item["sentence"].strip(),
        tuple(Quote(_number(each.get("passage")), _unquoted(str(each.get("words") or ""))) for each in quotes),
        unsaid=given == [],
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _unquoted(words: str) -> str:
    return words.strip().strip("\"'“”‘’«»„*_ ").strip()
