"""The last answer in another form: as a list, as a draft to copy, in the other language. Nothing new is said.

What needs a writer (simpler words) is not tried without a chat model; a sentence says so.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from assistant.answering.phrases import phrase
from assistant.answering.shape.places import PLACE
from assistant.body import Part, PartKind
from assistant.domain import Answer, AnswerStatus, Composer
from assistant.text.dates import date_in

SUBJECT = 120  # characters of a heading that a subject may hold
FEW = 2  # words of a heading that says too little by itself
_TITLE = PartKind.HEADING
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")


def listed(answer: Answer) -> Answer:
    """Return an answer with each of its sentences as an item of a list."""
    return kept_of(
        answer,
        [replace(part, kind=PartKind.ITEM, joined=False) if part.is_fact else part for part in answer.body],
    )


def draft(answer: Answer) -> Answer:
    """Return an answer's quotes as a text to copy, each with where it stands."""
    opening = _said(answer, "draft_opening")
    return kept_of(answer, [opening, *_quotes(answer), _sources(answer)])


def email(answer: Answer) -> Answer:
    """Return an answer's quotes as an e-mail to copy, under a title of its own: a subject, a greeting, and so on."""
    topic = _topic(answer)
    return kept_of(
        answer,
        [
            replace(_said(answer, "email_opening", topic=topic), kind=PartKind.HEADING, level=1),
            _said(answer, "email_subject", topic=topic),
            _said(answer, "email_greeting"),
            _said(answer, "email_doubt" if answer.status is AnswerStatus.PARTIAL else "email_intro"),
            *_quotes(answer),
            _sources(answer),
            _said(answer, "email_closing"),
        ],
    )


def is_letter(answer: Answer) -> bool:
    """Tell whether an answer is a text to send: all of it but its title, without what proves it."""
    first = answer.body[0] if answer.body else None
    return answer.composer == Composer.REWORK and first is not None and (first.kind, first.level) == (_TITLE, 1)


def _topic(answer: Answer) -> str:
    """Return what an answer is about: the heading that its first quote stands under, else its document's title."""
    first = next(number for part in answer.body if part.is_fact for number in part.citations)
    cited = next(each for each in answer.citations if each.number == first)
    telling = [each for each in map(_unnumbered, cited.path) if len(each.split()) > FEW]
    return shorten(telling[-1] if telling else cited.title, SUBJECT, placeholder="…")


def _unnumbered(text: str) -> str:
    """Return a heading or item without the number that it has in its document, where others stand around it."""
    return _NUMBER.sub("", text)


def _quotes(answer: Answer) -> Iterator[Part]:
    """Yield the quotes of an answer as items, the first of each case after the name of that."""
    place = ""
    for part in answer.body:
        if part.kind is PartKind.HEADING:
            place = part.text if part.level == PLACE else ""
        elif part.is_fact:
            lead = part.lead if part.text == part.lead and not place else _unnumbered(place or part.lead)
            yield replace(part, kind=PartKind.ITEM, joined=False, level=0, marker="", lead=lead)
            place = ""


def _said(answer: Answer, name: str, **values: object) -> Part:
    return Part(PartKind.SAID, phrase(name, answer.language, **values), answer.language)


def _sources(answer: Answer) -> Part:
    cited = {number for part in answer.body if part.is_fact for number in part.citations}
    named = (
        f"{each.title} ({', '.join(filter(None, (date_in(each.date, answer.language), each.url)))})"
        if each.date or each.url
        else each.title
        for each in answer.citations
        if each.number in cited
    )
    return _said(answer, "draft_sources", titles="; ".join(dict.fromkeys(named)))


SHORTER = "rework_shorter"
REWORKED: Mapping[str, Callable[[Answer], Answer]] = {
    "rework_list": listed,
    "rework_email": email,
    "rework_report": draft,
    "rework_language": lambda answer: answer,
}
"""What can be done with an answer without a chat model, by kind of small talk; besides it can be made shorter."""


def kept_of(answer: Answer, body: list[Part]) -> Answer:
    """Return an answer with these parts and what they cite, numbered from 1."""
    numbers = {number for part in body for number in part.citations}
    cited = tuple(each for each in answer.citations if each.number in numbers)
    renumbered = {each.number: place for place, each in enumerate(cited, start=1)}
    parts = tuple(replace(each, citations=tuple(renumbered[number] for number in each.citations)) for each in body)
    return replace(
        answer,
        body=parts,
        citations=tuple(replace(each, number=renumbered[each.number]) for each in cited),
    )
