"""Prove a sentence that a chat model wrote, before it is shown: what is certain of it, without a model's opinion.

Its words are stripped to plain text in the answer's language; its quotes must stand in passages that the model was
given; and numbers, dates and names must be theirs. What refuses here refuses for good. Whether the quotes support what
is left is judged by a check (``check``) or, where there is none, by strict rules. Where a sentence is not confirmed, a
quote of it may stand in for it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering.unmentioned import describes_own_situation
from assistant.answering.written.drafts import Draft
from assistant.answering.written.passages import Material
from assistant.answering.written.unsaid import names_what_is_asked, says_unsaid
from assistant.domain import Check, Claim, Fate, Language
from assistant.proof.certain import Given
from assistant.proof.literal import Slice, find_quote
from assistant.proof.verify import same_words, verify_quoted
from assistant.text.language import is_in
from assistant.text.plain import plain

LONGEST = 600  # characters of a sentence
QUOTES = 4  # of a sentence that are looked at
SHORTEST = 4  # words of a quote that can stand by itself
BORDER = 0.4
"""How far the meanings must agree by rules: on recorded replies .6 of the good sentences do that no other rule refuses.

It is lower than that of the check of single pairs, since a model that has its quotes before it strays less far.
"""
MEANING = "meaning"
UNSAID = "unsaid"
_READ = 4 * LONGEST  # markup makes a sentence longer, but not endlessly
_RECORDED = 300

_LISTED = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")


class Support(Protocol):
    """Whether a quote supports a sentence."""

    @property
    def supported(self) -> bool:
        """Whether it does."""

    @property
    def score(self) -> float:
        """How far the meanings agree, from 0 to 1."""

    @property
    def faults(self) -> Sequence[str]:
        """What is in the way."""


class Supports(Protocol):
    """The strict check of a sentence against a quote, by rules."""

    def __call__(self, sentence: str, sentence_language: Language, quote: str, quote_language: Language, /) -> Support:
        """Return whether a quote supports a sentence."""


Certain = Callable[[str, Language, Sequence[Given]], str | None]
"""What is certainly wrong with a sentence, in a language, that rests on all of some quotes."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of a draft; ``claims`` are what is shown, one text with each quote that it rests on.

    ``unsaid`` is what the documents were found not to say, empty where the draft was a sentence.
    """

    check: Check
    claims: tuple[Claim, ...] = ()
    unsaid: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence with the quotes of it that were found; ``fault`` is what is certainly wrong with it, else empty.

    ``hints`` are what the rules would have a judge look at. ``unsaid`` is what it says that the documents do not say:
    it has no quotes, and is a matter of all passages.
    """

    text: str
    language: Language
    listed: bool
    quotes: tuple[Slice, ...] = ()
    fault: str = ""
    hints: tuple[str, ...] = ()
    unsaid: str = ""
    part: str = ""

    @property
    def is_literal(self) -> bool:
        """Whether it says nothing but a quote's own words, which needs no opinion."""
        return any(same_words(self.text, quote.text) for quote in self.quotes)

    @property
    def is_open(self) -> bool:
        """Whether it is a matter of meaning if it may be shown."""
        return not self.fault and not self.is_literal


@dataclass(frozen=True)
class Prover:
    """Tells what is certain of drafts, and decides by strict rules where nobody else does."""

    supports: Supports
    certain: Certain | None = None

    def examine(self, draft: Draft, language: Language, material: Material) -> Candidate:
        """Return a draft as far as it is certain."""
        if draft.unsaid:
            return _unsaid(draft, language, material)
        listed = _LISTED.match(draft.text) is not None
        text = plain(_LISTED.sub("", draft.text[:_READ]))
        if fault := _fault(text, language):
            return Candidate(text, language, listed, fault=fault)
        quotes = tuple(_quotes(draft, material))
        found = Candidate(text, language, listed, quotes, "" if quotes else "quote", part=draft.part)
        if not found.is_open or self.certain is None:
            return found
        wrong = self.certain(text, language, [*map(_given, quotes), *_told(material, language)])
        return replace(found, fault=str(wrong)) if wrong else found

    def by_rules(self, candidate: Candidate, material: Material) -> Proof:
        """Prove a sentence by strict rules: by each quote that says it all, else by all of them together."""
        if candidate.unsaid:
            return unconfirmed(candidate, UNSAID, material)
        faults = {quote: self.faults(candidate, [quote]) for quote in candidate.quotes}
        proving = [quote for quote in candidate.quotes if not faults[quote]]
        if not proving and len(faults) > 1 and not self.faults(candidate, candidate.quotes):
            proving = list(candidate.quotes)
        if proving:
            return confirmed(candidate, proving)
        return unconfirmed(candidate, ", ".join(faults[candidate.quotes[0]]), material)

    def faults(self, candidate: Candidate, quotes: Sequence[Slice]) -> tuple[str, ...]:
        """Return what the rules hold against a sentence that rests on some quotes together."""
        if candidate.unsaid:
            return ()
        together = "\n".join(quote.text for quote in quotes)
        found = self.supports(candidate.text, candidate.language, together, quotes[0].passage.language)
        faults = [str(fault) for fault in found.faults]
        if not found.supported and found.score >= BORDER:
            return tuple(fault for fault in faults if fault != MEANING)
        return () if found.supported else tuple(faults) or (MEANING,)


def settled(candidate: Candidate, material: Material) -> Proof | None:
    """Return what becomes of a candidate that needs no opinion, None where it needs one."""
    if candidate.unsaid:
        return unconfirmed(candidate, candidate.fault, material) if candidate.fault else None
    if not candidate.quotes:
        return Proof(_recorded(Check(candidate.text, Fate.DROPPED, candidate.fault)))
    if candidate.is_literal:
        own = [quote for quote in candidate.quotes if same_words(candidate.text, quote.text)]
        return confirmed(candidate, own)
    return unconfirmed(candidate, candidate.fault, material) if candidate.fault else None


def confirmed(candidate: Candidate, quotes: Sequence[Slice] = ()) -> Proof:
    """Return a sentence as it is shown: with some of its quotes, or with all that it rests on together."""
    if candidate.unsaid:
        return Proof(_recorded(Check(candidate.text, Fate.PROVEN)), unsaid=candidate.unsaid)
    shown = quotes or candidate.quotes
    literal = shown[0].literal
    check = Check(candidate.text, Fate.PROVEN if literal else Fate.CORRECTED, "" if literal else "quote")
    claims = tuple(_claim(candidate.text, quote, listed=candidate.listed, part=candidate.part) for quote in shown)
    return Proof(_recorded(check), claims)


def unconfirmed(candidate: Candidate, reason: str, material: Material) -> Proof:
    """Return what is shown of a sentence that is not confirmed: a quote of it, or nothing."""
    quote = next((each for each in candidate.quotes if _stands_in(each, candidate.language, material)), None)
    if quote is None:
        return Proof(_recorded(Check(candidate.text, Fate.DROPPED, reason)))
    claim = _claim(_one_line(quote.text), quote, listed=candidate.listed)
    return Proof(_recorded(Check(candidate.text, Fate.REPLACED, reason)), (claim,))


def _unsaid(draft: Draft, language: Language, material: Material) -> Candidate:
    """Return what a draft says that the documents do not say."""
    what = plain(draft.text[:_READ]).rstrip(" .!?;")
    text = says_unsaid(what, language)
    fault = _fault(text, language) or ("" if names_what_is_asked(what, material.asked, language) else UNSAID)
    return Candidate(text, language, False, fault=fault, unsaid=what)


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


def _given(quote: Slice) -> Given:
    passage = quote.passage
    before = passage.text[: quote.start - passage.start]
    return Given(quote.text, ". ".join([passage.title, *passage.heading_path, before]), passage.language)


def _told(material: Material, language: Language) -> list[Given]:
    """Return what the reader told of their own situation: a name in it is theirs to be called by."""
    return [Given("", material.asked, language)] if describes_own_situation(material.asked) else []


def _stands_in(quote: Slice, language: Language, material: Material) -> bool:
    """Tell whether a quote can be shown in place of a sentence: a statement in the answer's language, to the point."""
    is_statement = len(quote.text.split()) >= SHORTEST and quote.text[-1] not in "?:"
    relevance = material.relevance(quote.passage, quote.start, quote.end)
    return quote.passage.language is language and is_statement and relevance >= material.needed


def _recorded(check: Check) -> Check:
    return Check(check.text[:_RECORDED], check.outcome, check.reason)


def _claim(text: str, quote: Slice, *, listed: bool = False, part: str = "") -> Claim:
    return Claim(text, quote.passage, quote.start, quote.end, listed, part=part)


def _one_line(text: str) -> str:
    return " ".join(text.split())
