"""What the assistant says of itself: greetings, what it can do, what it knows, what is kept. Nothing is quoted.

Which of these is meant is told by likeness to a bank of such sentences (``search.banks``), not by patterns.
"""

import uuid
from collections.abc import Sequence

from assistant.answering.phrases import phrase
from assistant.body import Part, PartKind, said
from assistant.domain import Answer, AnswerStatus, Document, Language
from assistant.search.groups import Group
from assistant.search.ports import Resemblance

COMPOSER = "itself"
LISTS_DOCUMENTS = frozenset({"documents", "recency", "about"})
"""The kinds of small talk whose answer names the documents."""
SMALL_TALK = 0.5  # the chance from which on something is not a question to the documents


def small_talk(like: Resemblance) -> str:
    """Return which kind of small talk something is, empty where it is none."""
    likest = like.likest.get(Group.SMALL_TALK)
    return likest.note if likest and like.chances.get(Group.SMALL_TALK, 0.0) >= SMALL_TALK else ""


def speaks(kind: str, question: str, language: Language, documents: Sequence[Document]) -> Answer:
    """Return what the assistant says itself to a kind of small talk."""
    body: tuple[Part, ...] = said(phrase(f"itself_{kind}", language), language)
    if kind in LISTS_DOCUMENTS:
        body += tuple(_listed(each) for each in documents)
    return Answer(
        answer_id=str(uuid.uuid4()),
        question=question,
        language=language,
        status=AnswerStatus.ASSISTANT,
        body=body,
        composer=COMPOSER,
    )


def _listed(document: Document) -> Part:
    told = ", ".join(filter(None, (document.publisher, document.date)))
    return Part(PartKind.ITEM, f"{document.title}{f' ({told})' if told else ''}", document.language)
