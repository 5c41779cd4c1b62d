"""An answer's sentences by the place that they stand in: first what answers, then, set apart, what helps besides.

A place is what a reader calls it: a section, a case, a pilot. What is told of a case stands under its name wherever it
stands, so that nobody wonders which company is meant; other places are named from the second one on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.phrases import phrase
from assistant.answering.translated import Translator
from assistant.body import Part, PartKind, lines
from assistant.domain import Answer, BlockKind, Citation, Composer, Language
from assistant.question.asked_for import asks_for_questions
from assistant.text.outline import recurs

MORE, PLACE = 2, 3  # levels of the headings

_EXAMPLE = re.compile(
    r"\b(?:examples?|cases?|case stud(?:y|ies)|pilots?|voorbeeld(?:en)?|praktijkvoorbeeld(?:en)?|casus(?:sen)?|"
    r"praktijkcases?)\b",
    re.IGNORECASE,
)
_FEW = 2  # words of a heading that says too little without the one above it

Line = tuple[Part, ...]


def is_example(headings: Sequence[str]) -> bool:
    """Tell whether headings announce an example: a case, a pilot."""
    return any(map(_EXAMPLE.search, headings))


def by_place(answer: Answer, translator: Translator) -> Answer:
    """Return an answer in the documents' own words with its sentences under the names of their places.

    What a document asks itself is labelled as a question, but where questions are asked for.
    """
    if answer.composer != Composer.EXTRACT or not answer.status.answers:
        return answer
    sections: list[list[Line]] = [[]]
    for line in lines(answer.body):
        if line[0].kind is PartKind.HEADING:
            sections.append([])
        sections[-1].append(line)
    cited = {each.number: each for each in answer.citations}
    more = phrase("more", answer.language) if len(sections) == 1 else ""
    body = [part for found in sections for part in _section(found, cited, answer.language, translator, more)]
    if not asks_for_questions(answer.question, answer.language):
        body = [_labelled(part, cited, answer.language) for part in body]
    return replace(answer, body=tuple(body))


def first_part(body: Sequence[Part]) -> tuple[Part, ...]:
    """Return what stands before what helps besides."""
    more = next(
        (place for place, part in enumerate(body) if part.kind is PartKind.HEADING and part.level == MORE), None
    )
    return tuple(body[:more])


def _section(
    found: Sequence[Line], cited: dict[int, Citation], language: Language, translator: Translator, more: str
) -> Iterator[Part]:
    """Yield the parts of a section, its lines that are of one place together; ``more`` announces the second place."""
    groups: dict[str, list[Line]] = {}
    name = ""
    for line in (each for each in found if each[0].is_fact):
        first = cited[line[0].citations[0]]
        if not (name and line[0].kind is PartKind.ITEM and _is_heading(first, translator)):
            name = name_of(first, language, translator)
        groups.setdefault(name, []).append(line)
    facts = [place for place, line in enumerate(found) if line[0].is_fact] or [len(found)]
    yield from _flat(found[: facts[0]])
    for number, (name, own) in enumerate(groups.items()):
        if number == 1 and more:
            yield _heading(more, MORE, language)
        if number or is_example(cited[own[0][0].citations[0]].heading_path):
            yield _heading(name, PLACE, language)
        yield from _flat(own)
    yield from _flat([line for line in found[facts[0] :] if not line[0].is_fact])


def _flat(found: Sequence[Line]) -> Iterator[Part]:
    return (part for line in found for part in line)


def _heading(words: str, level: int, language: Language) -> Part:
    return Part(PartKind.HEADING, words, language, level=level)


def _labelled(part: Part, cited: dict[int, Citation], language: Language) -> Part:
    """Return a part that only asks with a label; a sentence that leads questions in says that itself."""
    quote = cited[part.citations[0]].quote if part.is_fact and not part.joined else ""
    asks = quote.endswith("?") and (part.kind is PartKind.ITEM or ":" not in quote)
    return replace(part, lead=phrase("asks", language)) if asks else part


def _is_heading(citation: Citation, translator: Translator) -> bool:
    """Tell whether a quote is a heading; as an item it belongs to the list that is led in before it."""
    document = translator.document(citation.document_id)
    blocks = document.blocks if document else ()
    return any(each.kind is BlockKind.HEADING and each.body_start == citation.start for each in blocks)


def name_of(citation: Citation, language: Language, translator: Translator) -> str:
    """Return what a reader calls the place of a quote: its heading, with what stands above where that says too little.

    A heading that a document has several times ("Theory", "Practice") says nothing beside the one above it, but where
    it announces an example.
    """
    path, title = citation.path, citation.title
    if citation.language is not language:
        title = translator.memory(citation.document_id, language).said(title)
    if not path:
        return title
    document = translator.document(citation.document_id)
    own, above = path[-1], path[-2] if len(path) > 1 else title
    if is_example(citation.heading_path[-1:]):
        return own if len(own.split()) > _FEW else (f"{own}: {above}" if len(path) > 1 else title)
    if document and recurs(document, citation.heading_path[-1]):
        return above
    return own if len(own.split()) > _FEW else f"{above}: {own}"
