"""What every export shows, whatever its format: headings, lines with numbers, and the sources under those numbers."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from assistant.domain import STRUCTURED, Answer, Citation, Language
from assistant.export.texts import LANGUAGE_NAMES, TEXTS, Texts, shown_date

_MARKER = re.compile(r"\s*\[(\d{1,3})\]")
_HEADING = re.compile(r"(#{1,3}) (.+)")
_LEAD = re.compile(r"\*\*(.+?)\*\*:? ?")


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a language with the numbers of their sources; without numbers they are ours."""

    text: str
    language: Language
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or an item of a list; ``lead`` is set in bold before it."""

    words: tuple[Words, ...]
    listed: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading; ``level`` is 2 or 3, or 1 for a title."""

    heading: str
    items: tuple[Item, ...]
    level: int = 2
    language: Language | None = None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What stands under a number: the quote, and lines that say where it is."""

    number: int
    quote: str
    language: Language
    where: str
    address: str


@dataclass(frozen=True, slots=True)
class Paper:
    """An export."""

    title: str
    language: Language
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    sources_title: str
    colophon: tuple[str, ...]
    made: date


def paper_of(answer: Answer, made: date) -> Paper:
    """Return an answer as a paper; passages shown beside a refusal come apart, as they are no answer.

    The answer of the partner guide has headings of its own, and names in bold before their words.
    """
    texts = TEXTS[answer.language]
    title, parts = _clean(answer.question)[:200], lines_of(answer)
    if parts and not parts[0].heading:
        parts[0] = replace(parts[0], heading=texts.answer)
    elif parts and parts[0].level == 1:
        title, parts[0] = parts[0].heading, replace(parts[0], heading="", level=2)
    first = len(answer.citations) + 1
    nearest = [(first + place, citation) for place, citation in enumerate(answer.nearest)]
    if nearest:
        found = [Words(_clean(each.title), each.language, (number,)) for number, each in nearest]
        parts.append(Part(texts.nearest, tuple(Item((words,), listed=True) for words in found)))
    numbered = [(citation.number, citation) for citation in answer.citations] + nearest
    return Paper(
        title=title,
        language=answer.language,
        parts=tuple(parts),
        sources=tuple(_source(citation, texts, answer.language, number) for number, citation in numbered),
        sources_title=texts.sources,
        colophon=(
            texts.made.format(date=shown_date(made, answer.language), version=answer.corpus_version or "–"),
            texts.disclaimer,
        ),
        made=made,
    )


def lines_of(answer: Answer) -> list[Part]:
    """Return the lines of an answer under the headings that its text has; those before the first have none."""
    structured = answer.composer in STRUCTURED
    parts = [Part("", ())]
    for line in filter(None, (each.strip() for each in answer.text.split("\n"))):
        heading = _HEADING.fullmatch(line) if structured else None
        if heading is None:
            parts[-1] = replace(parts[-1], items=(*parts[-1].items, _item(line, answer, structured)))
        else:
            words = _item(heading[2], answer, structured=False).words[0]
            language = words.language if words.numbers else None
            parts.append(Part(words.text, (), len(heading[1]), language, words.numbers))
    return [part for part in parts if part.heading or part.items]


def _item(line: str, answer: Answer, structured: bool) -> Item:
    """Return a line with its markers taken out of its words."""
    languages = {citation.number: citation.language for citation in answer.citations}
    listed = line.startswith("- ")
    line = line.removeprefix("- ")
    lead = _LEAD.match(line) if structured else None
    begin = lead.end() if lead else 0
    words: list[Words] = []
    own = [each.text for each in answer.sentences if "[" in each.text]  # a document's own "[1]" is no marker of ours
    quoted = [range(line.find(each), line.find(each) + len(each)) for each in own if each in line]
    for marker in _MARKER.finditer(line, begin):
        number = int(marker[1])
        if number in languages and not any(marker.start(1) in span for span in quoted):
            words.append(Words(_clean(line[begin : marker.start()]), languages[number], (number,)))
            begin = marker.end()
    rest = _clean(line[begin:])
    words += [Words(rest, answer.language)] if rest else []
    return Item(tuple(words), listed, _clean(lead[1]) if lead else "")


def _source(citation: Citation, texts: Texts, language: Language, number: int) -> Source:
    where = [citation.title, citation.publisher, " › ".join(citation.heading_path)]
    where += [f"{texts.page} {citation.page}"] if citation.page else []
    where += [LANGUAGE_NAMES[language][citation.language]] if citation.language is not language else []
    quote = " ".join(_clean(line) for line in citation.quote.splitlines() if line.strip())
    return Source(number or citation.number, quote, citation.language, _joined(where), safe_address(citation.url))


def safe_address(url: str) -> str:
    """Return an address that may be followed, empty for any other."""
    return url if urlsplit(url).scheme in {"http", "https"} and _clean(url) == url else ""


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, map(_clean, parts)))


def _clean(text: str) -> str:
    """Return text on one line without what no file format takes: control and private characters."""
    kept = "".join(" " if unicodedata.category(each) in {"Cc", "Cs", "Co", "Cn"} else each for each in text)
    return " ".join(kept.split())
