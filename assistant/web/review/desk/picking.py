"""Passages that a reviewer picks: offered sentence by sentence, and proven anew whatever the browser sends."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import groupby
from urllib.parse import quote, urlencode

from assistant.document import QUOTED
from assistant.domain import BlockKind, Citation, Document, Language, Passage
from assistant.errors import QuestionError
from assistant.review.changes import Texts, find
from assistant.review.verdict import Place
from assistant.text.outline import units_within
from assistant.web.pages import finding
from assistant.web.port import Answers

MOST = 20
"""Places in one corrected answer."""
FOUND = 6  # passages shown for words that are searched for
LINES = 40  # lines shown that hold these words
_VALUE = re.compile(r"([\w.-]{1,200}):([0-9a-f]{1,64}):(\d{1,9}):(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class InService:
    """The documents in service, as the assistant has them."""

    assistant: Answers

    def document(self, document_id: str) -> Document | None:
        """Return a document."""
        return self.assistant.document(document_id)

    def with_text(self, version: str) -> Document | None:
        """Return a document with this version of a text, under whatever id."""
        return next((each for each in self.assistant.documents() if each.version == version), None)

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """Return a document's passages in reading order."""
        return self.assistant.passages_of(document_id)


@dataclass(frozen=True)
class Choice:
    """A sentence or list item that may be picked; ``value`` is what the form sends for it."""

    value: str
    text: str
    chosen: bool = False


@dataclass(frozen=True)
class Offer:
    """What may be picked under one heading of a document; ``score`` is that of a passage that was found."""

    document_id: str
    title: str
    language: Language
    section: str
    href: str
    choices: tuple[Choice, ...]
    text: str = ""
    score: float | None = None


@dataclass(frozen=True)
class Picked:
    """A place as it is shown in the order of a corrected answer."""

    place: Place
    value: str
    title: str
    language: Language
    section: str
    href: str


def value_of(place: Place) -> str:
    """Return what the form sends for a place."""
    return f"{place.document_id}:{place.version}:{place.start}:{place.end}"


def prove(value: str, texts: Texts) -> Place | None:
    """Return the place that a form names, its words read anew; None where no passage in service holds it."""
    named = _VALUE.fullmatch(value)
    document = texts.document(named[1]) if named else None
    if named is None or document is None or document.version != named[2]:
        return None
    start, end = int(named[3]), int(named[4])
    words = document.text[start:end]
    holder = next((each for each in texts.passages_of(document.id) if each.start <= start < end <= each.end), None)
    if holder is None or not words.strip() or not _is_guidance(document, start, end):
        return None
    return Place(document.id, document.version, holder.id, start, end, words)


def as_it_stands(place: Place, texts: Texts) -> Place | None:
    """Return a place that was picked earlier as it stands in service now, None where its words are gone."""
    stand = find(place, texts)
    document = texts.document(stand.passage.document_id) if stand else None
    if stand is None or document is None:
        return None
    end = stand.start + len(place.quote)
    return replace(
        place,
        document_id=document.id,
        version=document.version,
        passage_id=stand.passage.id,
        start=stand.start,
        end=end,
    )


def citation_choice(citation: Citation, texts: Texts, chosen: Sequence[Place]) -> Choice | None:
    """Return a citation's quote as something to pick, None where it no longer stands."""
    quoted = Place(
        citation.document_id, citation.version, citation.passage_id, citation.start, citation.end, citation.quote
    )
    place = as_it_stands(quoted, texts)
    return _choice(place, chosen) if place else None


def offer_passage(passage: Passage, texts: Texts, chosen: Sequence[Place], score: float | None = None) -> Offer:
    """Return what may be picked of a passage; of one that is not in service, nothing."""
    document = texts.document(passage.document_id)
    serves = document is not None and document.text[passage.start : passage.end] == passage.text
    choices = tuple(_choice(each, chosen) for each in _places(document, passage)) if document and serves else ()
    offer = _offer(document if serves else None, passage)
    return replace(offer, choices=choices, text="" if choices else passage.text, score=score)


def searched(words: str, assistant: Answers, chosen: Sequence[Place]) -> tuple[Offer, ...]:
    """Return the lines that hold some words, then what may be picked of the passages that these find."""
    texts = InService(assistant)
    lines = tuple(_lines_with(words, assistant, chosen))
    try:
        hits = assistant.search(words, FOUND).hits
    except QuestionError:  # nothing but signs that cannot be seen
        return lines
    shown = {choice.value for each in lines for choice in each.choices}
    offers = (offer_passage(each.passage, texts, chosen, each.score) for each in hits)
    return lines + tuple(each for each in (_without(offer, shown) for offer in offers) if each.choices or each.text)


def _lines_with(words: str, assistant: Answers, chosen: Sequence[Place]) -> Iterator[Offer]:
    """Yield every line that holds some words, of whatever kind it is: a search by meaning may know better."""
    left = LINES
    for document in assistant.documents():
        spans = finding.spans(document.text, words)
        for passage in assistant.passages_of(document.id) if spans else ():
            within = [each for each in spans if each.start < passage.end and passage.start < each.stop]
            places = _places(document, passage, headings=True) if within else ()
            held = [each for each in places if any(each.start < one.stop and one.start < each.end for one in within)]
            if held[:left]:
                yield replace(_offer(document, passage), choices=tuple(_choice(each, chosen) for each in held[:left]))
            left -= len(held[:left])


def _without(offer: Offer, shown: Collection[str]) -> Offer:
    """Return an offer without what is shown already."""
    return replace(offer, choices=tuple(each for each in offer.choices if each.value not in shown))


def whole_document(document_id: str, assistant: Answers, chosen: Sequence[Place]) -> tuple[Offer, ...]:
    """Return what may be picked of a document, heading by heading."""
    texts = InService(assistant)
    offers = [offer_passage(each, texts, chosen) for each in assistant.passages_of(document_id)]
    joined = []
    for _, together in groupby(offers, key=lambda each: each.section):
        first, *others = together
        choices = [choice for each in (first, *others) for choice in each.choices]
        joined.append(replace(first, choices=tuple(choices), text=""))
    return tuple(each for each in joined if each.choices)


def picked(places: Iterable[Place], texts: Texts) -> tuple[Picked, ...]:
    """Return places as they are shown in their order."""
    return tuple(_picked(each, texts) for each in places)


def beside(assistant: Answers, language: Language) -> Callable[[str, str], str]:
    """Return what says a document's words in a language; it says nothing where they are in it, or not translated."""
    memory = cache(partial(assistant.memory, language=language))

    def translated(document_id: str, words: str) -> str:
        found = memory(document_id).of(words)
        return found.text if found and found.text != words else ""

    return translated


def address(document_id: str, version: str, start: int, end: int) -> str:
    """Return the address of some words in their document."""
    query = ({"version": version} if version else {}) | {"start": str(start), "end": str(end)}
    return f"/source/{quote(document_id, safe='')}?{urlencode(query)}#quote"


def _picked(place: Place, texts: Texts) -> Picked:
    document = texts.document(place.document_id)
    passages = texts.passages_of(place.document_id)
    holder = next((each for each in passages if each.start <= place.start and place.end <= each.end), None)
    return Picked(
        place,
        value_of(place),
        document.title if document else place.document_id,
        document.language if document else Language.EN,
        " › ".join(holder.heading_path) if holder else "",
        address(place.document_id, place.version, place.start, place.end),
    )


def _offer(document: Document | None, passage: Passage) -> Offer:
    version = document.version if document else ""
    where = address(passage.document_id, version, passage.start, passage.end)
    return Offer(passage.document_id, passage.title, passage.language, " › ".join(passage.heading_path), where, ())


def _places(document: Document, passage: Passage, *, headings: bool = False) -> Iterator[Place]:
    for unit in units_within(document, passage.start, passage.end):
        if headings or unit.kind is not BlockKind.HEADING:
            words = document.text[unit.start : unit.end]
            yield Place(document.id, document.version, passage.id, unit.start, unit.end, words)


def _choice(place: Place, chosen: Sequence[Place]) -> Choice:
    value = value_of(place)
    return Choice(value, place.quote, value in {value_of(each) for each in chosen})


def _is_guidance(document: Document, start: int, end: int) -> bool:
    held = [block for block in document.blocks if block.start < end and block.end > start]
    return bool(held) and all(block.role in QUOTED for block in held)
