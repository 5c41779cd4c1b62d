"""Prove a sentence that a chat model wrote, before it is shown.

Its words are stripped to plain text in the answer's language; its quote must stand in a passage that the model was
given; and the quote must support it. Where that fails, the quote itself may stand in for it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.written.drafts import Draft
from assistant.answering.written.passages import Material
from assistant.domain import Check, Claim, Fate, Language
from assistant.proof.literal import Slice, find_quote
from assistant.proof.verify import verify_quoted
from assistant.text.language import is_in
from assistant.text.plain import plain

LONGEST = 600  # characters of a sentence
QUOTES = 4  # of a sentence that are looked at
SHORTEST = 4  # words of a quote that can stand by itself
_READ = 4 * LONGEST  # markup makes a sentence longer, but not endlessly
_RECORDED = 300

_LISTED = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")

Entails = Callable[[str, str, Language], bool]
"""A second opinion: does a quote say what a sentence, in a language, says?"""


class Support(Protocol):
    """Whether a quote supports a sentence."""

    @property
    def supported(self) -> bool:
        """Whether it does."""

    @property
    def faults(self) -> Sequence[str]:
        """What is in the way."""


class Supports(Protocol):
    """The check of a sentence against a quote."""

    def __call__(self, sentence: str, sentence_language: Language, quote: str, quote_language: Language, /) -> Support:
        """Return whether a quote supports a sentence."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a draft; ``claims`` are what is shown, one text with each quote that proves it by itself."""

    check: Check
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Prover:
    """Proves drafts with a check of support and, where there is one, a second opinion."""

    supports: Supports
    entails: Entails | None = None

    def prove(self, draft: Draft, language: Language, material: Material) -> Proof:
        """Return what may be shown of a draft."""
        listed = _LISTED.match(draft.text) is not None
        text = plain(_LISTED.sub("", draft.text[:_READ]))
        if fault := _fault(text, language):
            return _dropped(text, fault)
        quotes = _quotes(draft, material)
        if not quotes:
            return _dropped(text, "quote")
        faults = {quote: self._faults(text, language, quote) for quote in quotes}
        proving = [quote for quote in quotes if not faults[quote]]
        if proving:
            fate = Fate.PROVEN if proving[0].literal else Fate.CORRECTED
            return _shown(text, proving, listed, Check(text, fate, "" if proving[0].literal else "quote"))
        reason = faults[quotes[0]]
        standing_in = next((quote for quote in quotes if _stands_in(quote, language, material)), None)
        if standing_in is None:
            return _dropped(text, reason)
        return _shown(_one_line(standing_in.text), [standing_in], listed, Check(text, Fate.REPLACED, reason))

    def _faults(self, text: str, language: Language, quote: Slice) -> str:
        support = self.supports(text, language, quote.text, quote.passage.language)
        if not support.supported:
            return ", ".join(support.faults) or "meaning"
        if self.entails and not self.entails(quote.text, text, language):
            return "entailment"
        return ""


def _fault(text: str, language: Language) -> str:
    """Return what is wrong with a sentence by itself."""
    if not re.search(r"\w", text):
        return "empty"
    if len(text) > LONGEST:
        return "length"
    return "" if is_in(text, language) else "language"


def _quotes(draft: Draft, material: Material) -> list[Slice]:
    """Return the quotes of a draft that stand in a passage and are guidance."""
    found: dict[Slice, None] = {}
    for quote in draft.quotes[:QUOTES]:
        place = find_quote(quote.words, material.passage(quote.passage), material.passages, material.documents)
        if place and verify_quoted(_claim(_one_line(place.text), place), material.documents.get).proven:
            found[place] = None
    return list(found)


def _stands_in(quote: Slice, language: Language, material: Material) -> bool:
    """Tell whether a quote can be shown in place of a sentence: a statement in the answer's language, to the point."""
    is_statement = len(quote.text.split()) >= SHORTEST and quote.text[-1] not in "?:"
    relevance = material.relevance(quote.passage, quote.start, quote.end)
    return quote.passage.language is language and is_statement and relevance >= material.needed


def _shown(text: str, quotes: Sequence[Slice], listed: bool, check: Check) -> Proof:
    return Proof(_recorded(check), tuple(_claim(text, quote, listed=listed) for quote in quotes))


def _dropped(text: str, reason: str) -> Proof:
    return Proof(_recorded(Check(text, Fate.DROPPED, reason)))


def _recorded(check: Check) -> Check:
    return Check(check.text[:_RECORDED], check.outcome, check.reason)


def _claim(text: str, quote: Slice, *, listed: bool = False) -> Claim:
    return Claim(text, quote.passage, quote.start, quote.end, listed)


def _one_line(text: str) -> str:
    return " ".join(text.split())
