"""The last answer in another form: shorter, as a list, as a draft to copy, in the other language. Nothing new is said.

What needs a writer (simpler words) is not tried without a chat model; a sentence says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.answering.phrases import phrase
from assistant.body import Part, PartKind
from assistant.domain import Answer


def shorter(answer: Answer) -> Answer:
    """Return an answer's first sentence, or its first three items, with what leads them in."""
    facts = [part for part in answer.body if part.is_fact]
    kept = facts[:1] if len(facts) < 2 or facts[0].kind is PartKind.SENTENCE else facts[:3]
    return _made(answer, [part for part in answer.body if not part.is_fact or part in kept])


def listed(answer: Answer) -> Answer:
    """Return an answer with each of its sentences as an item of a list."""
    return _made(
        answer,
        [replace(part, kind=PartKind.ITEM, joined=False) if part.is_fact else part for part in answer.body],
    )


def draft(answer: Answer) -> Answer:
    """Return an answer's quotes as a text to copy, each with where it stands."""
    titles = {each.number: each.title for each in answer.citations}
    own = [Part(PartKind.SAID, phrase("draft_opening", answer.language), answer.language)]
    items = [
        replace(part, kind=PartKind.ITEM, joined=False, level=0, marker="") for part in answer.body if part.is_fact
    ]
    named = ", ".join(dict.fromkeys(titles[number] for part in items for number in part.citations))
    closing = Part(PartKind.SAID, phrase("draft_sources", answer.language, titles=named), answer.language)
    return _made(answer, [*own, *items, closing])


SHORTER = "rework_shorter"
REWORKED: Mapping[str, Callable[[Answer], Answer]] = {
    SHORTER: shorter,
    "rework_list": listed,
    "rework_email": draft,
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
