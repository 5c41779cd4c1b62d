"""Is there enough evidence to answer, or should the answer be an honest no, and what is missing?

A question that is on topic (``topic``) is looked at twice: do the documents mention the names it hangs on; do the
sentences chosen for it hold the kind of thing that it asks for (a number, an amount, a date, a name, a place)?
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assistant import mentions
from assistant.asked_for import Kind, asked_for, parts
from assistant.domain import Claim, Language
from assistant.lexicon import content_stems
from assistant.retrieve import Retrieved
from assistant.understand import Understood

NEAR_NUMBER = 22  # characters between a number and the word for what it counts
NEAR_NAME = 40  # characters between a name and the word for what it names
SAME_WORD = 0.5  # similarity of two tokens from which on they are taken to mean the same

_OWN_SITUATION = re.compile(
    r"\b(?:we|we're|we've|our|ours|us|i|i'm|my|me|wij|we|ons|onze|ik|mijn|mij)\b", re.IGNORECASE
)
_HOLDS: dict[Kind, Callable[[str], bool]] = {
    Kind.NUMBER: mentions.has_number,
    Kind.MONEY: mentions.has_money,
    Kind.PERCENTAGE: mentions.has_percentage,
    Kind.DURATION: mentions.has_duration,
    Kind.DATE: mentions.has_date,
    Kind.PLACE: mentions.has_place,
}


class Lack(StrEnum):
    """What is missing for an answer, besides the kind of thing that is asked for."""

    TOPIC = "topic"
    MENTION = "mention"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the documents do not hold; ``what`` is the name that they do not mention."""

    lack: Lack | Kind
    what: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether there is enough to answer, and what is missing: of a refusal all of it, of an answer a part."""

    answers: bool
    missing: tuple[Missing, ...] = ()


def assess(
    asked: Understood, claims: Sequence[Claim], found: Retrieved, frequency: Callable[[str, Language], int]
) -> Evidence:
    """Decide whether the claims answer a question that is on topic; ``frequency`` counts the passages with a stem."""
    names = tuple(Missing(Lack.MENTION, name) for name in unmentioned(asked, frequency))
    if names and not describes_own_situation(asked.text):
        return Evidence(False, names)
    lacks = lacking(asked, claims, found)
    missing = tuple(lack for lack in lacks if lack)
    return Evidence(len(missing) < len(lacks), names + missing)


def unmentioned(asked: Understood, frequency: Callable[[str, Language], int]) -> list[str]:
    """Return the names in a question that no document has; ``frequency`` counts the passages with a stem."""

    def is_known(name: str) -> bool:
        return any(all(frequency(stem, language) for stem in content_stems(name, language)) for language in Language)

    # a capital tells a name in English and Dutch, not in German
    named = mentions.names(asked.text) if asked.spoken else ()
    missing = [name for name in dict.fromkeys(named) if not is_known(name)]
    for code in sorted(mentions.territories(asked.text)):
        called = [mentions.territory_name(code, language) for language in Language]
        if any(is_known(name) for name in called):
            missing = [name for name in missing if not any(name in known for known in called)]
        elif not any(name in missing for name in called):
            missing.append(mentions.territory_name(code, asked.language))
    return missing


def describes_own_situation(question: str) -> bool:
    """Tell whether somebody tells of their own case; a name in it is then context, not what is asked for."""
    return bool(_OWN_SITUATION.search(question))


def lacking(asked: Understood, claims: Sequence[Claim], found: Retrieved) -> list[Missing | None]:
    """Return for each part of a question the kind of thing that it asks for and the claims do not hold, else None."""
    return [_lacking(asked, part, claims, found) for part in parts(asked.text, asked.language)]


def _lacking(asked: Understood, part: tuple[int, int], claims: Sequence[Claim], found: Retrieved) -> Missing | None:
    wanted = asked_for(asked.text[slice(*part)], asked.language)
    if wanted is None:
        return None
    if wanted.counted is None:
        held = any(_HOLDS[wanted.kind](claim.text) for claim in claims)
    else:
        beside = (part[0] + wanted.counted[0], part[0] + wanted.counted[1])
        held = any(_holds_beside(asked, wanted.kind, beside, claim, found) for claim in claims)
        held = held or (wanted.kind is Kind.NUMBER and _enumerates(claims))
    return None if held else Missing(wanted.kind)


def _enumerates(claims: Sequence[Claim]) -> bool:
    """Tell whether the claims are a list: its items can be counted."""
    return sum(claim.listed for claim in claims) >= 2 and not claims[0].listed


def _holds_beside(asked: Understood, kind: Kind, words: tuple[int, int], claim: Claim, found: Retrieved) -> bool:
    """Tell whether a claim has a number or name beside the word that best matches the question's word for it."""
    match = found.matches.get(claim.passage.id)
    if match is None:
        return False
    tokens = (asked.query.spans[:, 0] < words[1]) & (asked.query.spans[:, 1] > words[0])
    offset = claim.start - claim.passage.start
    inside = np.flatnonzero((match.spans[:, 0] >= offset) & (match.spans[:, 1] <= claim.end - claim.passage.start))
    if not tokens.any() or not len(inside):
        return False
    similar = match.similarity[tokens][:, inside].mean(axis=0)
    start, end = match.spans[inside[int(similar.argmax())]] - offset
    quote = claim.passage.text[offset : claim.end - claim.passage.start]
    if kind is Kind.NUMBER:
        return any(0 <= start - number_end <= NEAR_NUMBER for _, number_end in mentions.numbers(quote))
    around = quote[max(start - NEAR_NAME, 0) : end + NEAR_NAME]
    return float(similar.max()) >= SAME_WORD and _has_name(around, asked.text)


def _has_name(text: str, question: str) -> bool:
    """Tell whether a text has a name that is neither a place nor in the question."""
    folded = question.casefold()
    return any(
        name.casefold().rstrip("s") not in folded and not mentions.territories(name) for name in mentions.names(text)
    )
