"""How an answer reads: claims as text with numbers, and what the assistant says itself before and after them."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.editions import Editions
from assistant.answering.events import Proven
from assistant.answering.evidence import Evidence, Lack
from assistant.answering.phrases import phrase
from assistant.body import Part, PartKind, said
from assistant.domain import Answer, AnswerStatus, Citation, Claim, Document, Language, Missing
from assistant.proof.cite import citation
from assistant.proof.verify import same_words
from assistant.question.understand import Understood
from assistant.search.retrieve import Retrieved
from assistant.text.dates import date_in

NEAREST = 3

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

    def heading(self, words: str, level: int) -> None:
        """Add a heading."""
        self.say(words, PartKind.HEADING)
        self.parts[-1] = replace(self.parts[-1], level=level)

    def note(self, words: str) -> None:
        """Add a small remark."""
        self.say(words, PartKind.NOTE)

    def begin(self, words: str) -> Proven:
        """Add a remark that comes first, to be shown with what follows."""
        self.note(words)
        return Proven(self.parts[-1], ())

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
    """Return the answer of a page; what the documents do not hold of what was asked makes it a partial one."""
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.PARTIAL if evidence.missing else AnswerStatus.ANSWERED,
        body=tuple(page.parts),
        citations=tuple(page.citations.values()),
        missing=evidence.missing,
        confidence=evidence.confidence,
    )


def answered(asked: Understood, claims: Sequence[Claim], evidence: Evidence, document: DocumentById) -> Answer:
    """Return an answer in the documents' own words; what is missing is said first."""
    page = Page(document, asked.language)
    if evidence.missing:
        page.note(says_missing(evidence, asked.language))
        page.say(phrase("what_they_say", asked.language))
        for claim in claims:
            page.add([claim])
    else:
        quote_all(page, claims)
    return finished(page, asked, evidence)


def with_editions(answer: Answer, editions: Mapping[str, Editions]) -> Answer:
    """Return an answer with what there is besides of the documents that it quotes: an older edition, or a newer one."""
    told = [(each.title, editions[each.document_id]) for each in answer.citations if each.document_id in editions]
    if not answer.status.answers or not told:
        return answer
    notes = [_edition(title, each, answer.language) for title, each in dict.fromkeys(told)]
    return replace(answer, body=(*answer.body, *(Part(PartKind.NOTE, note, answer.language) for note in notes)))


def _edition(title: str, edition: Editions, language: Language) -> str:
    used, *others = (date_in(each, language) for each in (edition.used, *edition.others))
    return phrase("editions", language, title=title, used=used, others=", ".join(others))


def says_missing(evidence: Evidence, language: Language) -> str:
    """Return what the documents do not hold of what an answer was asked; in doubt where only likeness tells it."""
    doubt = [item for item in evidence.missing if item.kind in (Lack.GAP, Lack.WORDS)]
    if not doubt:
        return says_what(evidence.missing, language)
    told = phrase("doubt_gap", language, what=doubt[0].what) if doubt[0].what else phrase("doubt", language)
    absent = [item for item in evidence.missing if item.kind == Lack.ABSENT]
    return " ".join(filter(None, (told, says_what(absent, language))))


def refused(asked: Understood, evidence: Evidence, nearest: Sequence[Claim], document: DocumentById) -> Answer:
    """Return an honest no, with the sentences nearest to a question that is on topic."""
    shown = () if evidence.off_topic else nearest[:NEAREST]
    words = (
        phrase("off_topic", asked.language) if evidence.off_topic else _says_no(evidence.missing, shown, asked.language)
    )
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.OFF_TOPIC if evidence.off_topic else AnswerStatus.NO_EVIDENCE,
        body=said(words, asked.language),
        nearest=tuple(citation(number, claim, document) for number, claim in enumerate(shown, start=1)),
        missing=evidence.missing,
        confidence=evidence.confidence,
    )


def _says_no(missing: Sequence[Missing], nearest: Sequence[Claim], language: Language) -> str:
    nearby = [phrase("see_nearest", language)] if nearest else []
    return " ".join([phrase("no_evidence", language), says_what(missing, language), *nearby])


def says_what(missing: Sequence[Missing], language: Language) -> str:
    """Name what the documents do not hold."""
    names = ", ".join(item.what for item in missing if item.kind == Lack.MENTION)
    told = [phrase("missing_mention", language, names=names)] if names else []
    beside = ", ".join(item.what for item in missing if item.kind == Lack.NEIGHBOUR)
    told += [phrase("missing_neighbour", language, what=beside)] if beside else []
    rest = (item for item in missing if item.kind not in (Lack.MENTION, Lack.NEIGHBOUR))
    told += [phrase(f"missing_{item.kind}", language, what=item.what) for item in rest]
    return " ".join(dict.fromkeys(told))


def lead_in(language: Language, claims: Sequence[Claim]) -> str:
    """Return what announces the documents' words: whose they are."""
    by_ser = all("SER" in claim.passage.publisher for claim in claims)
    return phrase("lead_in" if by_ser else "lead_in_theirs", language)


def which_languages(language: Language) -> Part:
    """Return what is said to a question in a language that the assistant does not speak."""
    return Part(PartKind.NOTE, phrase("languages", language), language)


def scores_of(answer: Answer, found: Retrieved) -> dict[str, float]:
    """Return the passages that an answer could be made from, best first; those that a reviewer chose come first."""
    scores = {hit.passage.id: round(hit.score, 4) for hit in found.hits}
    chosen = [each.passage_id for each in answer.citations] if answer.checked else []
    return {key: scores.get(key, 0.0) for key in dict.fromkeys([*chosen, *scores])}
