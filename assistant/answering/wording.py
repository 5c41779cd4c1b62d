"""How an answer reads: claims as text with numbers, and what the assistant says itself before and after them."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answering.events import Proven
from assistant.answering.evidence import Evidence, Lack
from assistant.answering.phrases import phrase
from assistant.body import Part, PartKind, said
from assistant.domain import Answer, AnswerStatus, Citation, Claim, Document, Hit, Language, Missing
from assistant.proof.cite import citation
from assistant.proof.verify import same_words
from assistant.question.understand import Understood

NEAREST = 3
_NAMED = (Lack.MENTION, Lack.TERM)  # what is missing is a name or a term, which is said

DocumentById = Callable[[str], Document | None]


@dataclass
class Page:
    """The body of an answer in a language as it grows, with its citations."""

    document: DocumentById
    language: Language
    parts: list[Part] = field(default_factory=list)
    citations: dict[tuple[str, int, int], Citation] = field(default_factory=dict)
    _before: Claim | None = None

    def say(self, words: str, kind: PartKind = PartKind.SAID) -> None:
        """Add a paragraph that is the assistant's own."""
        self.parts.append(Part(kind, words, self.language))
        self._before = None

    def note(self, words: str) -> None:
        """Add a small remark."""
        self.say(words, PartKind.NOTE)

    def add(self, claims: Sequence[Claim], *, flowing: bool = False) -> Proven:
        """Add a sentence with each quote that proves it; a flowing one goes on in the paragraph before it."""
        claim, cited = claims[0], tuple(self._cite(claim) for claim in claims)
        literal = same_words(claim.text, cited[0].quote)
        joined = self._goes_on(claim, flowing)
        part = Part(
            PartKind.ITEM if claim.listed or (claim.joined and joined) else PartKind.SENTENCE,
            claim.text,
            cited[0].language if literal else self.language,
            tuple(each.number for each in cited),
            quote="" if literal else cited[0].quote,
            joined=joined,
        )
        proven = Proven(part, cited, self.parts[-1] if self.parts else None)
        self.parts.append(part)
        self._before = claim
        return proven

    def _cite(self, claim: Claim) -> Citation:
        place = (claim.passage.document_id, claim.start, claim.end)
        if place not in self.citations:
            self.citations[place] = citation(len(self.citations) + 1, claim, self.document)
        return self.citations[place]

    def _goes_on(self, claim: Claim, flowing: bool) -> bool:
        """Tell whether a claim stands on the line before it: it explains an item, or goes on in a paragraph."""
        before = self._before
        if before is None or claim.joined:
            return before is not None
        in_list = before.listed or before.joined or claim.listed
        return not in_list and (flowing or before.passage.id == claim.passage.id)


def quote_all(page: Page, claims: Sequence[Claim]) -> None:
    """Add claims that are the documents' own words, after saying so."""
    page.say(lead_in(page.language, claims))
    for claim in claims:
        page.add([claim])


def finished(page: Page, asked: Understood, evidence: Evidence) -> Answer:
    """Return the answer of a page, after saying what the documents do not hold of what was asked."""
    partial = any(item.kind != Lack.MENTION for item in evidence.missing)
    if partial:
        page.note(f"{phrase('partial', asked.language)} {_says_what(evidence.missing, asked.language)}")
    elif evidence.missing:
        page.note(f"{_says_what(evidence.missing, asked.language)} {phrase('in_general', asked.language)}")
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.PARTIAL if partial else AnswerStatus.ANSWERED,
        body=tuple(page.parts),
        citations=tuple(page.citations.values()),
        missing=evidence.missing,
    )


def answered(asked: Understood, claims: Sequence[Claim], evidence: Evidence, document: DocumentById) -> Answer:
    """Return an answer in the documents' own words."""
    page = Page(document, asked.language)
    quote_all(page, claims)
    return finished(page, asked, evidence)


def refused(asked: Understood, missing: Sequence[Missing], hits: Sequence[Hit], document: DocumentById) -> Answer:
    """Return an honest no, with the passages nearest to a question that is on topic."""
    off_topic = any(item.kind == Lack.TOPIC for item in missing)
    words = phrase("off_topic", asked.language) if off_topic else _says_no(missing, asked.language)
    shown = () if off_topic else hits[:NEAREST]
    nearest = tuple(_nearest(number, hit, document) for number, hit in enumerate(shown, start=1))
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.OFF_TOPIC if off_topic else AnswerStatus.NO_EVIDENCE,
        body=said(words, asked.language),
        nearest=nearest,
        missing=tuple(missing),
    )


def _says_no(missing: Sequence[Missing], language: Language) -> str:
    return " ".join([phrase("no_evidence", language), _says_what(missing, language), phrase("see_nearest", language)])


def _says_what(missing: Sequence[Missing], language: Language) -> str:
    """Name what the documents do not hold."""
    names = ", ".join(item.what for item in missing if item.kind in _NAMED)
    told = [phrase("missing_mention", language, names=names)] if names else []
    told += [phrase(f"missing_{item.kind}", language) for item in missing if item.kind not in _NAMED]
    return " ".join(dict.fromkeys(told))


def lead_in(language: Language, claims: Sequence[Claim]) -> str:
    """Return what announces the documents' own words: whose they are, and in which language."""
    languages = {claim.passage.language for claim in claims}
    name = "lead_in" if languages == {language} else "lead_in_mixed" if language in languages else "lead_in_other"
    by_ser = all("SER" in claim.passage.publisher for claim in claims)
    return phrase(name if by_ser else f"{name}_theirs", language)


def _nearest(number: int, hit: Hit, document: DocumentById) -> Citation:
    return citation(number, Claim(hit.passage.text, hit.passage, hit.passage.start, hit.passage.end), document)
