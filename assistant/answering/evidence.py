"""Is there enough evidence to answer, and what is missing?

People's questions are the strongest evidence: is this one more like those that the documents answer, or like those that
they are known not to answer? The chance of the first is the confidence. Besides, a question may hang on a name that no
document mentions, or ask for a kind of thing (a number, an amount, a date, a name, a place) that the chosen sentences
do not hold. What is missing never refuses alone: with good evidence the answer stands and names it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

import numpy as np

from assistant.answering.neighbour import difference
from assistant.answering.talking.absent import supposed
from assistant.answering.talking.added import unspoken
from assistant.answering.unmentioned import Vocabulary, describes_own_situation, unmentioned_names
from assistant.domain import Claim, Language, Missing
from assistant.question.asked_for import Kind, asked_for, questions_in
from assistant.question.understand import Understood
from assistant.search.groups import ON_TOPIC, Group
from assistant.search.ports import Resemblance
from assistant.search.retrieve import Retrieved
from assistant.text import mentions
from assistant.text.glossary import Glossary

ANSWERED = 4.0  # questions on topic that the documents answer, for each that they do not, as people ask
SURE = 0.727  # the confidence from which on an answer stands without a word of doubt
CERTAIN = 0.923  # the confidence from which on it does not matter what kind of thing a question seems to ask for
LEAST = 0.32  # the confidence below which it is not given
ASKED = 0.8  # likeness to a known question from which on it is given, in doubt, unless an open one is liker still
NEAR_NUMBER = 22  # characters between a number and the word for what it counts
NEAR_NAME = 40  # characters between a name and the word for what it names
SAME_WORD = 0.5  # similarity of two tokens from which on they are taken to mean the same
SAME_GAP = 0.9  # likeness to a question that is known not to be answered, from which on its lack is named

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
    GAP = "gap"
    UNSAID = "unsaid"
    WORDS = "words"
    REJECTED = "rejected"
    NEIGHBOUR = "neighbour"
    DENIAL = "denial"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether there is enough to answer, and what is missing: of a refusal all of it, of an answer a part.

    ``confidence`` is the chance, from 0 to 1, that the documents answer the question, None where nothing tells.
    """

    answers: bool
    missing: tuple[Missing, ...] = ()
    confidence: float | None = None

    @property
    def off_topic(self) -> bool:
        """Whether the question is not about the subject of the documents at all."""
        return any(each.kind == Lack.TOPIC for each in self.missing)


class Words(Vocabulary, Protocol):
    """The words of the documents and the terms of the field."""

    @property
    def glossary(self) -> Glossary:
        """The terms of the field."""


def assess(asked: Understood, claims: Sequence[Claim], found: Retrieved, words: Words) -> Evidence:
    """Decide whether the claims answer a question that is on topic; what supposes the opposite leaves a doubt."""
    evidence = _weighed(asked, claims, found, words)
    absent = supposed(asked.added or asked.text, asked.language, claims, words.glossary) if evidence.answers else ""
    return replace(evidence, missing=(*evidence.missing, Missing(Lack.ABSENT, absent))) if absent else evidence


def _weighed(asked: Understood, claims: Sequence[Claim], found: Retrieved, words: Words) -> Evidence:
    confidence = confidence_of(found.like)
    own = describes_own_situation(asked.text)
    named = [] if own else unmentioned_names(asked, words, (hit.passage.text for hit in found.hits))
    added = unspoken(asked.added, asked.language, claims, words.glossary) if asked.added else []
    missing = tuple(Missing(Lack.MENTION, name) for name in named)
    missing += tuple(Missing(Lack.NEIGHBOUR, name) for name in added if name not in named)
    if (confidence or 0.0) < CERTAIN:
        missing += tuple(lack for lack in lacking(asked, claims, found) if lack)
    if missing:
        open_parts = len(missing) < len(questions_in(asked.text, asked.language))
        beside = all(each.kind == Lack.NEIGHBOUR for each in missing)
        enough = _is_enough(found.like, confidence) if beside else (confidence or 0.0) >= SURE
        answers = enough or open_parts
        return Evidence(answers, missing, confidence)
    if confidence is None:
        return Evidence(True, _beside(asked, claims, found))
    if confidence >= SURE:
        return Evidence(True, (), confidence)
    return Evidence(_is_enough(found.like, confidence), _gap(found.like, asked.language), confidence)


def _is_enough(like: Resemblance, confidence: float | None) -> bool:
    """Tell whether an answer is given at all: many open questions on a thing do not hide the one that is answered."""
    known, gap = (like.likeness.get(group, -1.0) for group in (Group.KNOWN, Group.GAP))
    return confidence is not None and confidence > 0 and (confidence >= LEAST or known >= max(gap, ASKED))


def confidence_of(like: Resemblance) -> float | None:
    """Return the chance that the documents answer a question, None where no questions are known."""
    if not like.chances.keys() & set(ON_TOPIC):
        return None
    answered = like.chances.get(Group.KNOWN, 0.0)
    return ANSWERED * answered / (ANSWERED * answered + 1.0 - answered)


def lacking(asked: Understood, claims: Sequence[Claim], found: Retrieved) -> list[Missing | None]:
    """Return for each part of a question the kind of thing that it asks for and no claim holds, None where none."""
    return [_lacking_kind(asked, part, claims, found) for part in questions_in(asked.text, asked.language)]


def _beside(asked: Understood, claims: Sequence[Claim], found: Retrieved) -> tuple[Missing, ...]:
    """Return what a question asks for beside what answers it, where no known questions tell it."""
    match = found.matches.get(claims[0].passage.id)
    differs = difference(asked.query, asked.query.language, claims[0], match) if match else None
    if differs is None:
        return ()
    return (Missing(Lack.NEIGHBOUR, differs.word) if differs.word else Missing(Lack.DENIAL),)


def _gap(like: Resemblance, language: Language) -> tuple[Missing, ...]:
    """Return what the documents are known not to say, where a question is much like this one."""
    gap = like.likest.get(Group.GAP)
    if gap is None or like.likeness[Group.GAP] < max(SAME_GAP, like.likeness.get(Group.KNOWN, -1.0)):
        return (Missing(Lack.WORDS),)
    english, dutch = gap.note.split("\n")
    return (Missing(Lack.GAP, english if language is Language.EN else dutch),)


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
