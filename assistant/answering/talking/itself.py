"""What the assistant says of itself: greetings, what it can do, what it knows, what is kept. Nothing is quoted.

Which of these is meant is told by likeness to a bank of such sentences (``search.banks``), not by patterns.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.phrases import phrase
from assistant.body import Part, PartKind, said
from assistant.domain import Answer, AnswerStatus, Composer, Document, Language
from assistant.locale.stated import publisher_in
from assistant.question.understand import Understood
from assistant.search.groups import Group, Place, Sample
from assistant.search.ports import Likeness, Resemblance
from assistant.text.dates import date_in

LISTS_DOCUMENTS = frozenset({"documents", "recency", "about"})
"""The kinds of small talk whose answer names the documents."""
VAGUE = 2  # words; nobody can tell what is asked about them
SUGGESTED = 3
SAME = 0.9  # likeness from which on two short questions are taken to ask the same
SMALL_TALK = 0.5  # the chance from which on something is not a question to the documents
CERTAIN = 0.95  # the chance from which on a word or two are small talk and ask for nothing
SHORT = 3  # words of which nobody can tell the language for sure


def small_talk(like: Resemblance) -> str:
    """Return which kind of small talk something is, empty where it is none."""
    likest = like.likest.get(Group.SMALL_TALK)
    return likest.note if likest and like.chances.get(Group.SMALL_TALK, 0.0) >= SMALL_TALK else ""


def speaks(kind: str, question: str, language: Language, documents: Sequence[Document]) -> Answer:
    """Return what the assistant says itself to a kind of small talk."""
    body: tuple[Part, ...] = said(phrase(f"itself_{kind}", language), language)
    if kind in LISTS_DOCUMENTS:
        body += tuple(_listed(each, language) for each in documents)
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=question,
        language=language,
        status=AnswerStatus.ASSISTANT,
        body=body,
        composer=Composer.ITSELF,
    )


def spoken(
    kind: str, asked: Understood, like: Resemblance, documents: Sequence[Document], known: Sequence[Sample]
) -> Answer | None:
    """Return what is said to small talk or to a word alone, None where it is a question to the documents."""
    if is_vague(asked.text, like):
        return asks_back(asked.text, asked.language, like.places, known)
    return speaks(kind, asked.text, _spoken_in(asked, like), documents) if kind else None


def _spoken_in(asked: Understood, like: Resemblance) -> Language:
    """Return the language of small talk: of a word or two that of the same words in the bank ("hoi")."""
    likest = like.likest[Group.SMALL_TALK]
    same = len(asked.text.split()) <= SHORT and like.likeness[Group.SMALL_TALK] >= SAME
    return likest.language if same and asked.language is asked.query.language else asked.language


def asks_back(question: str, language: Language, places: Sequence[Likeness], known: Sequence[Sample]) -> Answer:
    """Return known questions on the likest places, one each, which a question of a word or two may stand for."""
    asked = {place: each.text for each in reversed(known) if each.language is language for place in each.places[:1]}
    near = (asked.get(Place(each.passage_id, each.start), "") for each in places)
    items = tuple(Part(PartKind.ITEM, text, language) for text in list(filter(None, near))[:SUGGESTED])
    answer = speaks("vague", question, language, ())
    return replace(answer, body=answer.body + items)


def is_vague(question: str, like: Resemblance) -> bool:
    """Tell whether a question is so short that it may ask for anything about its word, and is no known one."""
    likest = max(like.likeness.values(), default=1.0)
    elsewhere = like.chances.get(Group.OFF_TOPIC, 0.0) >= SMALL_TALK
    talks = like.chances.get(Group.SMALL_TALK, 0.0) >= CERTAIN
    return len(question.split()) <= VAGUE and likest < SAME and bool(like.places) and not (elsewhere or talks)


def _listed(document: Document, language: Language) -> Part:
    told = ", ".join(filter(None, (publisher_in(document.publisher, language), date_in(document.date, language))))
    return Part(PartKind.ITEM, f"{document.title}{f' ({told})' if told else ''}", document.language)
