"""Of two dated documents on the same thing the newer answers, unless the question asks for what held before.

Editions are documents of one title and language with different dates. What is found is narrowed down to the edition
that is asked for: the newest, the one that held in a year that the question names, or the oldest where it asks for the
past. The answer says which one that is, and of which dates the others are.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Document, Hit, Language
from assistant.search.retrieve import Retrieved
from assistant.text.dates import Moment, moment_of, years_in
from assistant.text.lexicon import words

_PAST = re.compile(
    r"\b(?:used to|former(?:ly)?|previous(?:ly)?|in the past|in those days|back then|originally|initially|at first|"
    r"(?:old(?:er)?|earlier|first) (?:rules?|version|edition|guid\w+|text|policy)|before the (?:rules?|change\w*|new)|"
    r"vroeger\w*|voorheen|destijds|indertijd|toentertijd|toen|aanvankelijk|oorspronkelijk\w*|"
    r"(?:oude?|eerdere?|vorige) (?:regels?|versie|uitgave|tekst|beleid|richtlijn\w*)|voor de (?:wijziging|nieuwe))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Editions:
    """The dates of an answer's document and of its other editions, as their publishers state them."""

    used: str
    others: tuple[str, ...]


def narrowed(
    found: Retrieved, question: str, document: Callable[[str], Document | None]
) -> tuple[Retrieved, dict[str, Editions]]:
    """Return what was found without the editions that are not asked for, and what there is of each one that is."""
    families = _families([document(hit.passage.document_id) for hit in found.hits])
    left_out: set[str] = set()
    told: dict[str, Editions] = {}
    for family in families:
        wanted = _wanted(family, question)
        others = [each for each in family if each is not wanted]
        left_out |= {each.id for each in others}
        told[wanted.id] = Editions(wanted.date, tuple(each.date for each in others))
    if not left_out:
        return found, {}
    kept: tuple[Hit, ...] = tuple(hit for hit in found.hits if hit.passage.document_id not in left_out)
    return replace(found, hits=kept), told


def _families(documents: Sequence[Document | None]) -> list[list[Document]]:
    """Return the documents that are editions of one another, the newest first."""
    by_title: dict[tuple[str, Language], dict[str, Document]] = {}
    for each in documents:
        if each is not None and moment_of(each.date):
            by_title.setdefault((_same(each.title), each.language), {})[each.id] = each
    families = [sorted(family.values(), key=_moment, reverse=True) for family in by_title.values()]
    return [family for family in families if _moment(family[0]) != _moment(family[-1])]


def _wanted(family: Sequence[Document], question: str) -> Document:
    for year in years_in(question):
        held = [each for each in family if _moment(each)[0] <= year]
        return held[0] if held else family[-1]
    return family[-1] if _PAST.search(question) else family[0]


def _moment(document: Document) -> Moment:
    return moment_of(document.date) or (0, 0, 0)


def _same(title: str) -> str:
    """Return a title without its numbers: an edition's year is often a part of it."""
    return " ".join(word for word in words(title) if not word.isdigit())
