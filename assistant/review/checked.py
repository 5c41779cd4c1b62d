"""A checked answer as it is given again: its words proven anew in the documents in service, and marked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from babel.dates import format_date

from assistant.answering.evidence import Evidence
from assistant.answering.phrases import phrase
from assistant.answering.quoting import passage_of, quoted
from assistant.answering.wording import Page, finished, lead_in, says_missing
from assistant.domain import Answer, BlockKind, Claim, Composer, Document, Language, Missing
from assistant.proof.verify import verify_quoted
from assistant.question.understand import Understood
from assistant.review.changes import Texts, find
from assistant.review.ruling import Line, Ruling, RulingKind
from assistant.search.retrieve import Retrieved
from assistant.text.outline import list_around

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
    page = checked_page(ruling, asked.language, texts) if ruling.kind is RulingKind.ANSWER else None
    if page is None:
        return None
    claims = [claim for line in ruling.lines for claim in _claims(line, texts)]
    evidence = Evidence(True, tuple(unmentioned(claims)))
    if evidence.missing:
        page.note(says_missing(evidence, asked.language))
    made = finished(page, asked, evidence)
    return replace(made, composer=Composer.CHECKED, checked=checked_on(ruling))


def checked_page(ruling: Ruling, language: Language, texts: Texts) -> Page | None:
    """Return what a reader of a language sees of a checked answer; None where a part of it cannot be proven."""
    proven = [(line, _claims(line, texts)) for line in ruling.lines]
    if not all(proofs for _, proofs in proven):
        return None
    page = Page(texts.document, language)
    page.note(mark(ruling.checked_at.date(), language))
    page.say(lead_in(language, [claim for _, proofs in proven for claim in proofs]))
    leads: Claim | None = None
    for line, proofs in proven:
        if line.literal or language is not ruling.language:
            for claim in proofs:
                leads = _say(page, claim, leads, texts)
        else:
            page.add([replace(proofs[0], text=line.text), *proofs[1:]], flowing=True)
    return page


def _say(page: Page, claim: Claim, before: Claim | None, texts: Texts) -> Claim | None:
    """Add the words of a document; an item that was picked from a list stands in one, under what leads its list in.

    Return that, or the words themselves, which lead in an item of theirs that comes next.
    """
    if claim.listed or claim.joined:
        page.add([claim])
        return before
    document = texts.document(claim.passage.document_id)
    block = _item_block(document, claim) if document else None
    if document is None or block is None:
        page.add([claim])
        return claim
    leading = list_around(document, block)
    passage = passage_of(leading.lead_in, texts.passages_of(document.id)) if leading else None
    leads = quoted(document, leading.lead_in, passage) if leading and passage else None
    if leads and not _same_place(leads, before):
        page.add([leads])
    page.add([replace(claim, listed=True)])
    return leads or before


def _same_place(one: Claim, other: Claim | None) -> bool:
    return other is not None and (one.passage.id, one.start) == (other.passage.id, other.start)


def _item_block(document: Document, claim: Claim) -> int | None:
    """Return the list item that a claim stands in, None where it stands in none."""
    found = (n for n, each in enumerate(document.blocks) if each.start <= claim.start < each.end)
    return next((n for n in found if document.blocks[n].kind is BlockKind.LIST_ITEM), None)


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
