"""The page on which an answer is judged: what was said, what it rests on, and what others made of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import STRUCTURED, Answer, AnswerStatus, Language
from assistant.people.person import Person
from assistant.proof.provenance import Recalled
from assistant.review.changes import Texts
from assistant.review.ruling import Ruling
from assistant.review.verdict import CitationVerdict, Place, Review, State
from assistant.store import Database, feedback, rulings
from assistant.store.chats import Message
from assistant.store.feedback import Feedback
from assistant.store.review import queue
from assistant.web.chat.render import panel, plain
from assistant.web.port import Answers
from assistant.web.review.desk.cards import Card, Cited, cards_of
from assistant.web.review.desk.changed import Difference, difference
from assistant.web.review.desk.forms import FilledIn, Look
from assistant.web.review.desk.picking import (
    InService,
    Offer,
    Picked,
    citation_choice,
    offer_passage,
    picked,
    searched,
    whole_document,
)
from assistant.web.review.desk.queue import moment, question_of, reasons_of
from assistant.web.review.desk.said import Line, lines_of
from assistant.web.review.desk.subject import Subject, conversation, has_own_file, kept_passages
from assistant.web.review.desk.terms import TERMS, Terms

_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)


@dataclass(frozen=True)
class Opinion:
    """A verdict as it is shown, with the name of who gave it."""

    review: Review
    at: str
    verdict: str
    citations: tuple[str, ...]
    places: tuple[Picked, ...]
    own: bool


@dataclass(frozen=True)
class Sheet:
    """All that is shown of a group and its answer; ``is_brief`` says that it is a partner brief."""

    subject: Subject
    answer: Answer
    question: str
    reasons: tuple[str, ...]
    status: str
    at: str
    last: str
    is_brief: bool
    lines: tuple[Line, ...]
    conversation: tuple[Message, ...]
    own_file: bool
    wordings: tuple[str, ...]
    feedback: tuple[Feedback, ...]
    cards: tuple[Card, ...]
    nearest: tuple[Offer, ...]
    unused: tuple[Offer, ...]
    differences: tuple[Difference, ...]
    ruling: Ruling | None
    opinions: tuple[Opinion, ...]
    earlier: tuple[Opinion, ...]
    disputed: bool
    own: Review | None
    picked: tuple[Picked, ...]
    offers: tuple[Offer, ...]
    stale: bool


def sheet_of(
    subject: Subject, filled: FilledIn, language: Language, *, database: Database, assistant: Answers, person: Person
) -> Sheet:
    """Return what is shown of a group, with a form as far as it is filled in."""
    group, recalled, terms = subject.group, subject.recalled, TERMS[language]
    answer, texts = recalled.answer, InService(assistant)
    cited = list(_cited(recalled, filled, assistant, language))
    is_brief = answer.composer in STRUCTURED
    return Sheet(
        subject=subject,
        answer=answer,
        question=question_of(group, language),
        reasons=tuple(terms.reasons[each] for each in reasons_of(group)),
        status=terms.statuses[AnswerStatus(group.status)],
        at=moment(subject.answered_at, language),
        last=moment(group.last_at, language),
        is_brief=is_brief,
        lines=lines_of(answer),
        conversation=conversation(database, subject.given),
        own_file=has_own_file(database, subject.given),
        wordings=() if is_brief else _wordings(database, group.id, group.question),
        feedback=feedback.of_group(database, group.id),
        cards=cards_of(cited),
        nearest=tuple(_nearest(recalled, assistant, filled.places)),
        unused=tuple(_unused(subject, assistant, filled.places)),
        differences=tuple(_differences(database, subject)) if group.state is State.CHANGED else (),
        ruling=rulings.of_group(database, group.id),
        opinions=tuple(opinion_of(each, language, person, texts) for each in subject.standing),
        earlier=tuple(
            opinion_of(each, language, person, texts) for each in subject.reviews if each not in subject.standing
        ),
        disputed=group.state is State.DISPUTED,
        own=subject.own(person.id),
        picked=picked(filled.places, texts),
        offers=_offers(filled, assistant),
        stale=any(each.choice is None for _, each in cited),
    )


def opinion_of(review: Review, language: Language, person: Person, texts: Texts) -> Opinion:
    """Return a verdict as it is shown to a reviewer."""
    terms = TERMS[language]
    return Opinion(
        review,
        moment(review.at, language),
        terms.verdicts[review.verdict],
        tuple(_told(number, each, terms) for number, each in sorted(review.citations.items())),
        picked(review.places, texts),
        review.reviewer_id == person.id,
    )


def plain_words(message: Message) -> str:
    """Return a message of a chat without its Markdown."""
    return message.content if message.kind == "user_message" else _HEADING.sub("", plain(message.content))


def _cited(recalled: Recalled, filled: FilledIn, assistant: Answers, language: Language) -> Iterator[tuple[str, Cited]]:
    """Yield each citation with its passage's id."""
    texts, answer = InService(assistant), recalled.answer
    scores = dict(zip(answer.retrieved, answer.scores, strict=False))
    for each in answer.citations:
        passage, date = recalled.passages.get(each.passage_id), recalled.dates.get(each.document_id, "")
        shown, verdict = panel(each, passage, date, language), filled.citations.get(each.number)
        choice = citation_choice(each, texts, filled.places)
        yield each.passage_id, Cited(shown, verdict, choice, scores.get(each.passage_id))


def _nearest(recalled: Recalled, assistant: Answers, chosen: Sequence[Place]) -> list[Offer]:
    """Return the passages shown beside a refusal, as they were; what is in service may be picked."""
    texts, answer = InService(assistant), recalled.answer
    scores = dict(zip(answer.retrieved, answer.scores, strict=False))
    shown = ((each.passage_id, recalled.passages.get(each.passage_id)) for each in answer.nearest)
    return [offer_passage(each, texts, chosen, scores.get(key)) for key, each in shown if each is not None]


def _unused(subject: Subject, assistant: Answers, chosen: Sequence[Place]) -> list[Offer]:
    """Return the passages that were found and shown nowhere, best first; what is in service may be picked."""
    answer, texts = subject.answer, InService(assistant)
    shown = {each.passage_id for each in (*answer.citations, *answer.nearest)}
    scores = dict(zip(answer.retrieved, answer.scores, strict=False))
    kept = kept_passages(subject.record, assistant)
    found = ((key, assistant.passage(key) or kept.get(key)) for key in answer.retrieved if key not in shown)
    return [offer_passage(each, texts, chosen, scores.get(key)) for key, each in found if each is not None]


def _offers(filled: FilledIn, assistant: Answers) -> tuple[Offer, ...]:
    if filled.look is Look.SEARCH:
        return searched(filled.words, assistant, filled.places)
    if filled.look is Look.DOCUMENT:
        return whole_document(filled.document, assistant, filled.places)
    return ()


def _wordings(database: Database, group_id: str, question: str) -> tuple[str, ...]:
    return tuple(each for each in queue.questions_in(database, group_id) if each not in ("", question))


def _differences(database: Database, subject: Subject) -> Iterator[Difference]:
    cited = {each.document_id: each for each in subject.answer.citations}
    for each in rulings.outdated(database, subject.group.id):
        for change in each.changes:
            known = cited.get(change.place.document_id)
            title = known.title if known else change.place.document_id
            yield difference(change, title, known.language if known else subject.answer.language)


def _told(number: int, verdict: CitationVerdict, terms: Terms) -> str:
    return f"[{number}] {terms.citation_verdicts[verdict].lower()}"
