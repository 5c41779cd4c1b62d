"""Is there enough evidence to answer, or should the answer be an honest no, and what is missing?

A question that is on topic (``topic``) is looked at in three ways: do the documents mention the names it hangs on; do
the sentences chosen for each part of it hold the kind of thing that is asked for (a number, an amount, a date, a name,
a place); do the documents have the terms of the field that a part is about (``unmentioned``)?
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from assistant.answering.unmentioned import Vocabulary, absent_terms, describes_own_situation, unmentioned_names
from assistant.domain import Claim, Missing
from assistant.question.asked_for import Kind, asked_for, questions_in
from assistant.question.understand import Understood
from assistant.search.retrieve import Retrieved
from assistant.text import mentions

NEAR_NUMBER = 22  # characters between a number and the word for what it counts
NEAR_NAME = 40  # characters between a name and the word for what it names
SAME_QUESTION = 0.7  # likeness to a known question from which on that is taken to be asked, whatever its terms
SAME_WORD = 0.5  # similarity of two tokens from which on they are taken to mean the same

_HOLDS: dict[Kind, Callable[[str], bool]] = {
    Kind.NUMBER: mentions.has_number,
    Kind.MONEY: mentions.has_money,
    Kind.PERCENTAGE: mentions.has_percentage,
    Kind.DURATION: mentions.has_duration,
    Kind.DATE: mentions.has_date,
    Kind.PLACE: mentions.has_place,
}


class Lack(StrEnum):
    """What can be ``Missing`` for an answer, besides the ``Kind`` of thing that is asked for."""

    TOPIC = "topic"
    MENTION = "mention"
    TERM = "term"
    WORDS = "words"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether there is enough to answer, and what is missing: of a refusal all of it, of an answer a part."""

    answers: bool
    missing: tuple[Missing, ...] = ()


def assess(asked: Understood, claims: Sequence[Claim], found: Retrieved, words: Vocabulary) -> Evidence:
    """Decide whether the claims answer a question that is on topic."""
    names = tuple(Missing(Lack.MENTION, name) for name in unmentioned_names(asked, words))
    if names and not describes_own_situation(asked.text):
        return Evidence(False, names)
    lacks = lacking(asked, claims, found, words)
    missing = tuple(lack for lack in lacks if lack)
    return Evidence(len(missing) < len(lacks), names + missing)


def lacking(asked: Understood, claims: Sequence[Claim], found: Retrieved, words: Vocabulary) -> list[Missing | None]:
    """Return for each part of a question what it asks for and the documents do not hold, None where nothing lacks."""
    known = max((each.similarity for each in found.known), default=0.0) >= SAME_QUESTION
    return [
        _lacking_kind(asked, part, claims, found) or (None if known else _lacking_term(asked, part, words))
        for part in questions_in(asked.text, asked.language)
    ]


def _lacking_term(asked: Understood, part: tuple[int, int], words: Vocabulary) -> Missing | None:
    terms = absent_terms(asked.text[slice(*part)], asked.query.language, words)
    return Missing(Lack.TERM, ", ".join(terms)) if terms else None


def _lacking_kind(
    asked: Understood, part: tuple[int, int], claims: Sequence[Claim], found: Retrieved
) -> Missing | None:
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
