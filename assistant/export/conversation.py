"""A whole chat as a paper: its questions as headings, its answers under them, all sources numbered through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.body import Part, PartKind
from assistant.domain import Answer, Citation, Language
from assistant.export.paper import Paper, clean, colophon, source_of
from assistant.export.texts import TEXTS

QUESTION = 2
"""The level of a question's heading, under the title."""


@dataclass(frozen=True)
class Asked:
    """A question of the chat, or a message that is no answer, such as a step of the guide.

    ``parts`` are what a message consists of that is more than a paragraph.
    """

    text: str
    is_question: bool = True
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """A chat as a paper, and the citation that stands under each number of it."""

    paper: Paper
    citations: Mapping[int, Citation]


def conversation(title: str, said: Sequence[Asked | Answer], language: Language, made: date) -> Conversation:
    """Return a chat as a paper; a quote that several answers give has one number."""
    numbers = _Numbers()
    body = [part for each in said for part in _parts(each, numbers, language)]
    answers = [each for each in said if isinstance(each, Answer)]
    version = answers[-1].corpus_version if answers else ""
    return Conversation(
        Paper(
            title=clean(title),
            language=language,
            body=tuple(replace(part, text=clean(part.text), lead=clean(part.lead)) for part in body),
            sources=tuple(source_of(each, language, number) for number, each in numbers.citations.items()),
            sources_title=TEXTS[language].sources,
            colophon=colophon(language, made, version),
            made=made,
        ),
        numbers.citations,
    )


class _Numbers:
    """Gives each quote its number in the paper."""

    def __init__(self) -> None:
        self.citations: dict[int, Citation] = {}
        self._known: dict[tuple[str, str, int, int], int] = {}

    def of(self, citation: Citation) -> int:
        place = (citation.document_id, citation.version, citation.start, citation.end)
        number = self._known.setdefault(place, len(self._known) + 1)
        self.citations.setdefault(number, citation)
        return number


def _parts(said: Asked | Answer, numbers: _Numbers, language: Language) -> Iterable[Part]:
    if isinstance(said, Asked):
        if said.parts:
            yield from said.parts
            return
        kind = PartKind.HEADING if said.is_question else PartKind.SAID
        yield Part(kind, said.text, language, level=QUESTION if said.is_question else 0)
        return
    named = {each.number: numbers.of(each) for each in said.citations}
    for part in said.body:
        lowered = part.level + 1 if part.kind is PartKind.HEADING else part.level
        yield replace(part, level=lowered, citations=tuple(named[each] for each in part.citations if each in named))
    if said.nearest:
        yield Part(PartKind.SAID, TEXTS[said.language].nearest, said.language)
    for each in said.nearest:
        spoken = said.language if each.translation else each.language
        yield Part(PartKind.ITEM, each.shown, spoken, (numbers.of(each),))
