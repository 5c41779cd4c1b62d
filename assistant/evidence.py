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
from assistant.asked_for import AskedFor, Kind, asked_for
from assistant.domain import Claim, Language
from assistant.lexicon import content_stems
from assistant.retrieve import Retrieved
from assistant.understand import Understood

NEAR_NUMBER = 22  # characters between a number and the word for what it counts

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
    """What is missing for an answer."""

    TOPIC = "topic"
    MENTION = "mention"
    NUMBER = "number"
    MONEY = "money"
    PERCENTAGE = "percentage"
    DURATION = "duration"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the documents do not hold; ``what`` is the name that they do not mention."""

    lack: Lack
    what: str = ""


def unmentioned(asked: Understood, frequency: Callable[[str, Language], int]) -> list[str]:
    """Return the names in a question that no document has; ``frequency`` counts the passages with a stem."""

    def is_known(name: str) -> bool:
        return any(all(frequency(stem, language) for stem in content_stems(name, language)) for language in Language)

    missing = [name for name in dict.fromkeys(mentions.names(asked.text)) if not is_known(name)]
    for code in sorted(mentions.territories(asked.text)):
        named = [mentions.territory_name(code, language) for language in Language]
        if any(is_known(name) for name in named):
            missing = [name for name in missing if not any(name in known for known in named)]
        elif not any(name in missing for name in named):
            missing.append(mentions.territory_name(code, asked.language))
    return missing


def describes_own_situation(question: str) -> bool:
    """Tell whether somebody tells of their own case; a name in it is then context, not what is asked for."""
    return bool(_OWN_SITUATION.search(question))


def lacking(asked: Understood, claims: Sequence[Claim], found: Retrieved) -> Missing | None:
    """Return the kind of thing that the question asks for and the claims do not hold."""
    wanted = asked_for(asked.text, asked.language)
    if wanted is None:
        return None
    if wanted.kind is Kind.NAME:
        known = {name.casefold() for name in mentions.names(asked.text)}
        held = _has_name(_best(asked, claims, found), known)
    elif wanted.counted is not None:
        held = any(_counts(asked, wanted, claim, found) for claim in claims) or _enumerates(claims)
    else:
        held = any(_HOLDS[wanted.kind](claim.text) for claim in claims)
    return None if held else Missing(Lack(wanted.kind.value))


def _has_name(text: str, known: set[str]) -> bool:
    return any(name.casefold() not in known for name in mentions.names(text))


def _best(asked: Understood, claims: Sequence[Claim], found: Retrieved) -> str:
    """Return the text of the claim that covers the question's words best."""

    def cover(claim: Claim) -> float:
        match = found.matches.get(claim.passage.id)
        if match is None:
            return 0.0
        within = match.within(claim.start - claim.passage.start, claim.end - claim.passage.start)
        return float(np.average(within, weights=asked.query.weights))

    return max(claims, key=cover).text if claims else ""


def _enumerates(claims: Sequence[Claim]) -> bool:
    """Tell whether the claims are a list: its items can be counted."""
    return sum(claim.listed for claim in claims) >= 2 and not claims[0].listed


def _counts(asked: Understood, wanted: AskedFor, claim: Claim, found: Retrieved) -> bool:
    """Tell whether a claim has a number just before the word that best matches what the question counts."""
    match = found.matches.get(claim.passage.id)
    if match is None or wanted.counted is None:
        return mentions.has_number(claim.text)
    start, end = wanted.counted
    tokens = (asked.spans[:, 0] < end) & (asked.spans[:, 1] > start)
    offset = claim.start - claim.passage.start
    inside = np.flatnonzero((match.spans[:, 0] >= offset) & (match.spans[:, 1] <= claim.end - claim.passage.start))
    if not tokens.any() or not len(inside):
        return False
    best = match.spans[inside[int(match.similarity[tokens][:, inside].mean(axis=0).argmax())]]
    quote = claim.passage.text[offset : claim.end - claim.passage.start]
    return any(0 <= best[0] - offset - number_end <= NEAR_NUMBER for _, number_end in mentions.numbers(quote))
