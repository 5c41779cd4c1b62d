"""The last answer in another form: shorter, as a list, as a draft to copy, in the other language. Nothing new is said.

What needs a writer (simpler words) is not tried without a chat model; a sentence says so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from assistant.answering.phrases import phrase
from assistant.answering.shape.places import PLACE, first_part
from assistant.body import Part, PartKind
from assistant.domain import Answer

SUBJECT = 120  # characters of a question that a subject and an opening may hold


def shorter(answer: Answer) -> Answer:
    """Return the first part of an answer; where that is all, its first sentence, or its first three items."""
    first = first_part(answer.body)
    if len(first) < len(answer.body):
        return _made(answer, list(first))
    facts = [part for part in first if part.is_fact]
    kept = facts[:1] if len(facts) < 2 or facts[0].kind is PartKind.SENTENCE else facts[:3]
    return _made(answer, [part for part in first if not part.is_fact or part in kept])


def is_shorter(made: Answer, than: Answer) -> bool:
    """Tell whether whoever asked for a shorter answer has less to read of what the documents say."""
    words = [sum(len(part.text.split()) for part in each.body if part.is_fact) for each in (made, than)]
    return words[0] < words[1]


def listed(answer: Answer) -> Answer:
    """Return an answer with each of its sentences as an item of a list."""
    return _made(
        answer,
        [replace(part, kind=PartKind.ITEM, joined=False) if part.is_fact else part for part in answer.body],
    )


def draft(answer: Answer) -> Answer:
    """Return an answer's quotes as a text to copy, each with where it stands."""
    opening = _said(answer, "draft_opening")
    return _made(answer, [opening, *_quotes(answer), _sources(answer)])


def email(answer: Answer) -> Answer:
    """Return an answer's quotes as an e-mail to copy: a subject, a greeting, the quotes, their sources, a closing."""
    asked = shorten(answer.question, SUBJECT, placeholder="…")
    return _made(
        answer,
        [
            Part(PartKind.NOTE, phrase("email_opening", answer.language), answer.language),
            _said(answer, "email_subject", question=asked),
            _said(answer, "email_greeting"),
            _said(answer, "email_intro", question=asked),
            *_quotes(answer),
            _sources(answer),
            _said(answer, "email_closing"),
        ],
    )


def _quotes(answer: Answer) -> Iterator[Part]:
    """Yield the quotes of an answer as items, the first of each case after the name of that."""
    place = ""
    for part in answer.body:
        if part.kind is PartKind.HEADING:
            place = part.text if part.level == PLACE else ""
        elif part.is_fact:
            yield replace(part, kind=PartKind.ITEM, joined=False, level=0, marker="", lead=place or part.lead)
            place = ""


def _said(answer: Answer, name: str, **values: object) -> Part:
    return Part(PartKind.SAID, phrase(name, answer.language, **values), answer.language)


def _sources(answer: Answer) -> Part:
    cited = {number for part in answer.body if part.is_fact for number in part.citations}
    named = (
        f"{each.title} ({', '.join(filter(None, (each.date, each.url)))})" if each.date or each.url else each.title
        for each in answer.citations
        if each.number in cited
    )
    return _said(answer, "draft_sources", titles="; ".join(dict.fromkeys(named)))


SHORTER = "rework_shorter"
REWORKED: Mapping[str, Callable[[Answer], Answer]] = {
    SHORTER: shorter,
    "rework_list": listed,
    "rework_email": email,
    "rework_report": draft,
    "rework_language": lambda answer: answer,
}
"""What can be done with an answer without a chat model, by kind of small talk."""


def _made(answer: Answer, body: list[Part]) -> Answer:
    numbers = {number for part in body for number in part.citations}
    cited = tuple(each for each in answer.citations if each.number in numbers)
    renumbered = {each.number: place for place, each in enumerate(cited, start=1)}
    parts = tuple(replace(each, citations=tuple(renumbered[number] for number in each.citations)) for each in body)
    return replace(
        answer,
        body=parts,
        citations=tuple(replace(each, number=renumbered[each.number]) for each in cited),
    )
