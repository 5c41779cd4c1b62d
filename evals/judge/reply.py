"""What a judge model replied, read with care: a reply that is not in form says nothing, which is not the same as 0."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from evals.metrics.score import Score, undefined

ASPECTS = ("faithfulness", "completeness")

_LONGEST = 20_000
_REASON = 300
_DECODER = json.JSONDecoder()


def read_reply(reply: str) -> dict[str, Score]:
    """Return a score for each aspect, from the last JSON object in the reply that names one."""
    found = [each for each in _objects(reply[-_LONGEST:]) if not each.keys().isdisjoint(ASPECTS)]
    if not found:
        return dict.fromkeys(ASPECTS, undefined(f"the judge gave no verdict: {_short(reply, 80) or 'an empty reply'}"))
    return {aspect: _score(aspect, found[-1]) for aspect in ASPECTS}


def _objects(text: str) -> Iterator[Mapping[str, Any]]:
    """Read every JSON object that stands in a text, the outermost ones only."""
    position = text.find("{")
    while position >= 0:
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            end = position + 1
        else:
            yield value
        position = text.find("{", end)


def _score(aspect: str, verdict: Mapping[str, Any]) -> Score:
    part = verdict.get(aspect)
    if not isinstance(part, dict) or "value" not in part:
        return undefined(f"the judge gave no {aspect}")
    value, reason = part["value"], _short(str(part.get("reason") or ""), _REASON)
    if value is None:
        return undefined(reason or f"the judge left {aspect} open")
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value) or not 0 <= value <= 1:
        return undefined(f"the judge gave {_short(str(value), 40)} as {aspect}, which is no number from 0 to 1")
    return Score(float(value), reason)


def _short(text: str, length: int) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:length]
