"""A checked answer as it is given again: its words proven anew in the documents in service, and marked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from babel.dates import format_date

from assistant.answering.evidence import Evidence
from assistant.answering.phrases import phrase
from assistant.answering.wording import Page, finished, lead_in
from assistant.domain import Answer, Claim, Composer, Language, Missing
from assistant.proof.verify import verify_quoted
from assistant.question.understand import Understood
from assistant.review.changes import Texts, find
from assistant.review.ruling import Line, Ruling, RulingKind
from assistant.search.retrieve import Retrieved

NEWLY_FOUND = 3  # the best passages for a refused question; one that came later may answer it


class Rulings(Protocol):
    """What reviewers decided about questions."""

    def find(self, asked: Understood) -> Ruling | None:
        """Return what was decided about a question in these or other words, None where nothing was."""

    def near(self, question: str, language: Language) -> str:
        """Return a question much like one, in a language, that has a checked answer; empty where there is none."""


class NoRulings:
    """Where nobody reviews."""

    def find(self, asked: Understood) -> Ruling | None:
        """Return nothing."""

    def near(self, question: str, language: Language) -> str:
        """Return nothing."""
        return ""


def checked_answer(
    ruling: Ruling, asked: Understood, texts: Texts, unmentioned: Callable[[Sequence[Claim]], Sequence[Missing]]
) -> Answer | None:
    """Return the checked answer to a question; None where a part of it cannot be proven any more.

    ``unmentioned`` tells which names of the question the documents do not have, which is said as in any answer.
    """
    proven = [(line, _claims(line, texts)) for line in ruling.lines]
    claims = [claim for _, proofs in proven for claim in proofs]
    if ruling.kind is not RulingKind.ANSWER or not all(proofs for _, proofs in proven):
        return None
    page = Page(texts.document, asked.language)
    page.note(mark(ruling.checked_at.date(), asked.language))
    page.say(lead_in(asked.language, claims))
    for line, proofs in proven:
        if line.literal or asked.language is not ruling.language:
            for claim in proofs:
                page.add([claim])
        else:
            page.add([replace(proofs[0], text=line.text), *proofs[1:]], flowing=True)
    made = finished(page, asked, Evidence(True, tuple(unmentioned(claims))))
    return replace(made, composer=Composer.CHECKED, checked=checked_on(ruling))


def mark(day: date, language: Language) -> str:
    """Return what tells a reader that an answer was checked, and when."""
    return phrase("checked", language, date=format_date(day, "long", locale=language.value))


def checked_on(ruling: Ruling) -> str:
    """Return the date (YYYY-MM-DD) of a decision."""
    return ruling.checked_at.date().isoformat()


def still_refused(ruling: Ruling, found: Retrieved) -> bool:
    """Return whether a refusal still holds: nothing better is found than what was known when it was decided."""
    best = [hit.passage.id for hit in found.hits[:NEWLY_FOUND]]
    return ruling.kind is RulingKind.REFUSE and set(best) <= set(ruling.seen)


def without_barred(ruling: Ruling | None, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims but those whose quotes reviewers found not to answer the question."""
    barred = {(place.document_id, place.quote) for place in ruling.barred} if ruling else set()
    return [claim for claim in claims if (claim.passage.document_id, _quote(claim)) not in barred]


def passages_without_barred(ruling: Ruling | None, found: Retrieved) -> Retrieved:
    """Return what was found without the passages that hold such quotes, for whoever writes from whole passages."""
    barred = [(place.document_id, place.quote) for place in ruling.barred] if ruling else []
    hits = tuple(
        hit
        for hit in found.hits
        if not any(hit.passage.document_id == key and quote in hit.passage.text for key, quote in barred)
    )
    return replace(found, hits=hits)


def _claims(line: Line, texts: Texts) -> list[Claim]:
    """Return the claims that prove a line, its quotes as they stand now; none where one of them is gone."""
    claims = []
    for place in line.places:
        stand = find(place, texts)
        if stand is None:
            return []
        words = " ".join(place.quote.split()) if not line.literal else line.text
        claim = Claim(words, stand.passage, stand.start, stand.start + len(place.quote), line.listed, line.joined)
        if not verify_quoted(claim, texts.document).proven:
            return []
        claims.append(claim)
    return claims


def _quote(claim: Claim) -> str:
    return claim.passage.text[claim.start - claim.passage.start : claim.end - claim.passage.start]
