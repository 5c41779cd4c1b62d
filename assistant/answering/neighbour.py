"""Does a sentence answer a question, or only its neighbour: another place, actor, thing or time, or what was denied?

A question that is worded nearly as the sentence is, but for one word that stands nowhere near it, asks for something
beside it. So does one that denies what the sentence says, or the other way round. What the sentence hangs on counts as
said with it: its headings, and the sentence before that it points back to. A question in other words than the
documents' tells nothing here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.scored import leans_back
from assistant.domain import Claim, Language
from assistant.proof.support.denial import PLAIN
from assistant.proof.support.vocabulary import phrases
from assistant.question.query import Query
from assistant.search.retrieve import TokenMatch
from assistant.text.lexicon import content_stems, words

WORDED_ALIKE = 0.69  # mean similarity of the other words from which on a question is worded as the sentence is
FOREIGN = 0.2  # how much less similar than the others a word is that has no like in the sentence
SHORTEST = 3  # letters of a word that can be foreign

_WORD = re.compile(r"\w[\w'’&.-]*\w|\w")
_ASKING = re.compile(
    r"\b(?:how|which|what(?:'s|’s)?|where|when|who(?:m|se)?|hoe(?:veel)?|welke?|wat|waar\w*|wanneer|wie)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"[^.!?\n]*[.!?]\s+$")


@dataclass(frozen=True, slots=True)
class Difference:
    """What a question asks for beside a sentence: a ``word`` of its own, empty where one denies what the other says."""

    word: str = ""


def difference(query: Query, language: Language, claim: Claim, match: TokenMatch) -> Difference | None:
    """Return how a question differs from the sentence that is worded like it, None where nothing tells."""
    said = list(_said(query, language, _best(claim, match)))
    if len(said) < 2:
        return None
    least = min(range(len(said)), key=lambda place: said[place][1])
    word, similarity = said[least]
    alike = float(np.mean([each for place, (_, each) in enumerate(said) if place != least]))
    if alike < WORDED_ALIKE:
        return None
    if similarity < alike - FOREIGN and not _stands_in(word, language, claim):
        return Difference(word)
    quote = claim.passage.text[claim.start - claim.passage.start : claim.end - claim.passage.start]
    return Difference() if _denies(query.text, language) != _denies(quote, claim.passage.language) else None


def _best(claim: Claim, match: TokenMatch) -> NDArray[np.float32]:
    """Return each question token's best match in the claim and in what it hangs on."""
    start, end = _before(claim), claim.end - claim.passage.start
    return np.maximum(match.within(start, end), match.within(-1, 0))


def _before(claim: Claim) -> int:
    """Return where a claim begins in the passage's text, or the sentence before it that it points back to."""
    offset = claim.start - claim.passage.start
    if not leans_back(claim.passage.text[offset : claim.end - claim.passage.start]):
        return offset
    before = _BEFORE.search(claim.passage.text[:offset])
    return before.start() if before else offset


def _said(query: Query, language: Language, best: NDArray[np.float32]) -> Iterator[tuple[str, float]]:
    """Yield the words that carry a question's meaning with their similarity, but for the one that says what is asked.

    That is the first one after "how", "which" and the like: the kind of thing that the answer is.
    """
    asking = _ASKING.search(query.text)
    waits = asking is not None
    for found in _WORD.finditer(query.text):
        tokens = (query.spans[:, 0] < found.end()) & (query.spans[:, 1] > found.start())
        if not content_stems(found.group(), language) or not tokens.any() or len(found.group()) < SHORTEST:
            continue
        if waits and asking and found.start() >= asking.end():
            waits = False
            continue
        yield found.group(), float(best[tokens].mean())


def _stands_in(word: str, language: Language, claim: Claim) -> bool:
    around = " ".join(
        [*claim.passage.heading_path, claim.passage.text[_before(claim) : claim.end - claim.passage.start]]
    )
    return set(content_stems(word, language)) <= set(content_stems(around, language))


def _denies(text: str, language: Language) -> bool:
    """Tell whether a text has a plain denial: not, never, no."""
    return any(found.value == PLAIN for found in phrases("negation", language).find(words(text)))
