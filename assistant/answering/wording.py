"""How an answer reads: claims as text with numbers, and what the assistant says itself before and after them."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.answering.events import Proven
from assistant.answering.evidence import Evidence, Lack, Missing
from assistant.answering.phrases import phrase
from assistant.domain import Answer, AnswerStatus, Citation, Claim, Document, Hit, Language, Sentence
from assistant.proof.cite import citation
from assistant.question.understand import Understood

NEAREST = 3
_NAMED = (Lack.MENTION, Lack.TERM)  # what is missing is a name or a term, which is said

DocumentById = Callable[[str], Document | None]


@dataclass
class Page:
    """The text of an answer as it grows, as Markdown, with its sentences and citations."""

    document: DocumentById
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    citations: dict[tuple[str, int, int], Citation] = field(default_factory=dict)
    _before: Claim | None = None

    def say(self, words: str) -> None:
        """Add a paragraph that is the assistant's own."""
        self.text += ("\n\n" if self.text else "") + words
        self._before = None

    def add(self, claims: Sequence[Claim], *, flowing: bool = False) -> Proven:
        """Add a sentence with each quote that proves it; a flowing one goes on in the paragraph before it."""
        cited = tuple(self._cite(claim) for claim in claims)
        numbers = tuple(each.number for each in cited)
        sentence = Sentence(claims[0].text, numbers)
        marks = " ".join(f"[{number}]" for number in numbers)
        piece = f"{self._between(claims[0], flowing)}{'- ' if claims[0].listed else ''}{sentence.text} {marks}"
        self.text += piece
        self.sentences.append(sentence)
        self._before = claims[0]
        return Proven(sentence, cited, piece)

    def _cite(self, claim: Claim) -> Citation:
        place = (claim.passage.document_id, claim.start, claim.end)
        if place not in self.citations:
            self.citations[place] = citation(len(self.citations) + 1, claim, self.document)
        return self.citations[place]

    def _between(self, claim: Claim, flowing: bool) -> str:
        """Return what stands before a claim: list items form a list, sentences of one passage a paragraph."""
        before = self._before
        if before is None:
            return "\n\n" if self.text else ""
        if claim.joined:
            return " – "
        if claim.listed and (before.listed or before.joined):
            return "\n"
        together = (flowing or before.passage.id == claim.passage.id) and not before.listed and not claim.listed
        return " " if together else "\n\n"


def quote_all(page: Page, claims: Sequence[Claim], language: Language) -> None:
    """Add claims that are the documents' own words, after saying so."""
    page.say(lead_in(language, claims))
    for claim in claims:
        page.add([claim])


def finished(page: Page, asked: Understood, evidence: Evidence) -> Answer:
    """Return the answer of a page, after saying what the documents do not hold of what was asked."""
    partial = any(item.lack is not Lack.MENTION for item in evidence.missing)
    if partial:
        page.say(f"{phrase('partial', asked.language)} {_says_what(evidence.missing, asked.language)}")
    elif evidence.missing:
        page.say(f"{_says_what(evidence.missing, asked.language)} {phrase('in_general', asked.language)}")
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.PARTIAL if partial else AnswerStatus.ANSWERED,
        text=page.text,
        sentences=tuple(page.sentences),
        citations=tuple(page.citations.values()),
    )


def answered(asked: Understood, claims: Sequence[Claim], evidence: Evidence, document: DocumentById) -> Answer:
    """Return an answer in the documents' own words."""
    page = Page(document)
    quote_all(page, claims, asked.language)
    return finished(page, asked, evidence)


def refused(asked: Understood, missing: Sequence[Missing], hits: Sequence[Hit], document: DocumentById) -> Answer:
    """Return an honest no, with the passages nearest to a question that is on topic."""
    off_topic = any(item.lack is Lack.TOPIC for item in missing)
    shown = () if off_topic else hits[:NEAREST]
    nearest = tuple(_nearest(number, hit, document) for number, hit in enumerate(shown, start=1))
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=asked.text,
        language=asked.language,
        status=AnswerStatus.OFF_TOPIC if off_topic else AnswerStatus.NO_EVIDENCE,
        text=phrase("off_topic", asked.language) if off_topic else _says_no(missing, asked.language),
        nearest=nearest,
    )


def _says_no(missing: Sequence[Missing], language: Language) -> str:
    return " ".join([phrase("no_evidence", language), _says_what(missing, language), phrase("see_nearest", language)])


def _says_what(missing: Sequence[Missing], language: Language) -> str:
    """Name what the documents do not hold."""
    names = ", ".join(item.what for item in missing if item.lack in _NAMED)
    said = [phrase("missing_mention", language, names=names)] if names else []
    said += [phrase(f"missing_{item.lack}", language) for item in missing if item.lack not in _NAMED]
    return " ".join(dict.fromkeys(said))


def lead_in(language: Language, claims: Sequence[Claim]) -> str:
    """Return what announces the documents' own words: whose they are, and in which language."""
    languages = {claim.passage.language for claim in claims}
    name = "lead_in" if languages == {language} else "lead_in_mixed" if language in languages else "lead_in_other"
    by_ser = all("SER" in claim.passage.publisher for claim in claims)
    return phrase(name if by_ser else f"{name}_theirs", language)


def _nearest(number: int, hit: Hit, document: DocumentById) -> Citation:
    return citation(number, Claim(hit.passage.text, hit.passage, hit.passage.start, hit.passage.end), document)
