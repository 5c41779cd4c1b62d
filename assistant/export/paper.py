"""What every export shows, whatever its format: an answer's body, and the sources under its numbers."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from assistant.body import Part, PartKind, lines
from assistant.domain import Answer, Citation, Language
from assistant.export.texts import LANGUAGE_NAMES, TEXTS, shown_date
from assistant.locale import message
from assistant.locale.stated import publisher_in
from assistant.text.dates import date_in


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
    """An export; ``body`` begins with what stands under the title, and has headings from level 2 on."""

    title: str
    language: Language
    body: tuple[Part, ...]
    sources: tuple[Source, ...]
    sources_title: str
    colophon: tuple[str, ...]
    made: date

    @property
    def lines(self) -> tuple[tuple[Part, ...], ...]:
        """The lines of the body, each with the parts that are joined on it."""
        return lines(self.body)


def paper_of(answer: Answer, made: date) -> Paper:
    """Return an answer as a paper; passages shown beside a refusal come apart, as they are no answer.

    An answer that has a title of its own, as the partner guide's has, keeps it; else the question is the title.
    """
    texts = TEXTS[answer.language]
    title, body = answer.question[:200], answer.body
    if body and body[0].kind is PartKind.HEADING and body[0].level == 1:
        title, body = body[0].text, body[1:]
    elif body and body[0].kind is not PartKind.HEADING:
        body = (Part(PartKind.HEADING, texts.answer, answer.language, level=2), *body)
    first = len(answer.citations) + 1
    nearest = [(first + place, citation) for place, citation in enumerate(answer.nearest)]
    if nearest:
        found = [_near(each, number, answer.language) for number, each in nearest]
        body = (*body, Part(PartKind.HEADING, texts.nearest, answer.language, level=2), *found)
    numbered = [(citation.number, citation) for citation in answer.citations] + nearest
    return Paper(
        title=clean(title),
        language=answer.language,
        body=tuple(replace(part, text=clean(part.text), lead=clean(part.lead)) for part in body),
        sources=tuple(source_of(citation, answer.language, number) for number, citation in numbered),
        sources_title=texts.sources,
        colophon=colophon(answer.language, made, answer.corpus_version),
        made=made,
    )


def colophon(language: Language, made: date, version: str) -> tuple[str, ...]:
    """Return what stands below: when it was made and from which documents, and that it is no legal advice."""
    texts = TEXTS[language]
    return texts.made.format(date=shown_date(made, language), version=version or "–"), texts.disclaimer


def _near(citation: Citation, number: int, language: Language) -> Part:
    spoken = language if citation.translation else citation.language
    return Part(PartKind.ITEM, citation.shown, spoken, (number,))


def source_of(citation: Citation, language: Language, number: int = 0) -> Source:
    """Return a citation as a source, with where it stands written out; ``number`` is another than its own."""
    texts = TEXTS[language]
    where = [
        citation.title,
        publisher_in(citation.publisher, language),
        date_in(citation.date, language),
        " › ".join(citation.heading_path),
    ]
    where += [f"{texts.page} {citation.pages}"] if citation.page else []
    where += [message("web.recognised", language)] if citation.recognised else []
    where += [LANGUAGE_NAMES[language][citation.language]] if citation.language is not language else []
    quote = " ".join(clean(line) for line in citation.quote.splitlines() if line.strip())
    return Source(number or citation.number, quote, citation.language, _joined(where), safe_address(citation.url))


def safe_address(url: str) -> str:
    """Return an address that may be followed, empty for any other."""
    return url if urlsplit(url).scheme in {"http", "https"} and clean(url) == url else ""


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, map(clean, parts)))


def clean(text: str) -> str:
    """Return text on one line without what no file format takes: control and private characters."""
    kept = "".join(" " if unicodedata.category(each) in {"Cc", "Cs", "Co", "Cn"} else each for each in text)
    return " ".join(kept.split())
