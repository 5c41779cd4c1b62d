"""Checks of what a text refers to within its own document: chapters, appendices, figures, pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain import BlockKind, Document
from ingest.lint.finding import Finding, about
from ingest.lint.folder import guidance
from ingest.lint.kinds import Check

NAMED = 3  # references that one message names


class _Kind(StrEnum):
    """What can be referred to by a number; the value is the pattern of its names in both languages."""

    PART = r"chapters?|sections?|paragraphs?|parts?|hoofdstuk(?:ken)?|paragra(?:af|fen)|secties?|delen|deel|onderdeel"
    APPENDIX = r"append(?:ix|ices)|annex(?:es)?|bijlagen?"
    FIGURE = r"figures?|fig\.|figu(?:ur|ren)"
    TABLE = r"tables?|tabel(?:len)?"
    BOX = r"box(?:es)?|kaders?"
    PAGE = r"pages?|pagina(?:'s|’s)?|blz\.|bladzijden?"


_CAPTIONED = (_Kind.FIGURE, _Kind.TABLE, _Kind.BOX)
_NOUN = rf"(?P<noun>(?i:{'|'.join(_Kind)}))"
_DIGITS = r"\d{1,3}(?:\.\d{1,3})*"
_LETTERS = r"[A-Z]|[IVX]{2,5}"
_NUMBER = rf"(?:{_DIGITS}|{_LETTERS})(?!\w|\.\w)"
_AND = r"(?:\s*[,–-]\s*|\s+(?:and|or|to|en|of|tot(?: en met)?|t/m)\s+)"
_CUE = (
    r"\b(?i:see|refer to|described in|explained in|found in|listed in|go to|back to|zie|kijk (?:in|bij|op)|"
    r"beschreven in|uitgelegd in|te vinden in|genoemd in|ga (?:terug )?naar|lees)(?i: also| ook| verder)?"
    r"(?i: the| de| het)?"
)
_REFERENCE = re.compile(rf"{_CUE}\s+(?P<words>{_NOUN}\s+(?P<numbers>{_NUMBER}(?:{_AND}{_NUMBER})*))")
_QUOTED = re.compile(rf"{_CUE}\s+(?P<words>{_NOUN}\s+[“\"‘'«„](?P<title>[^“”\"‘’'«»„\n]{{3,100}})[”\"’'»“])")
_ELSEWHERE = re.compile(r"[\s,]*(?:(?:of|from|in|van|uit|bij)\s+(?!this\b|dit\b|deze\b)|[A-Z&])")
_BROKEN = re.compile(
    r"(?i:(?:Error|Fout)[!:] (?:Reference source not found|Bookmark not defined|Verwijzingsbron niet gevonden|"
    r"Bladwijzer (?:is )?niet gedefinieerd|Bron van verwijzing niet gevonden))"
)
_NUMBERED = re.compile(rf"{_NOUN}\s+(?P<number>{_NUMBER})|(?P<digits>{_DIGITS})[.)]?\s|(?P<letter>{_LETTERS})[.)]\s")


@dataclass(frozen=True, slots=True)
class _Target:
    """Something with a number; ``kind`` is None for a heading that begins with the number alone."""

    kind: _Kind | None
    number: str


def check_references(document: Document) -> Iterator[Finding]:
    """Find references to a part, appendix, figure or page that the document does not have."""
    targets = _targets(document)
    numbered = any(target.kind in (None, _Kind.PART) for target in targets)
    unnumbered = []
    for block in guidance(document):
        if block.kind is BlockKind.HEADING:
            continue
        text = document.text[block.start : block.end]
        yield from (_at(document, block.start, found, Check.BROKEN_REFERENCE) for found in _BROKEN.finditer(text))
        for found in _dead(document, text, targets):
            if _kind(found["noun"]) is _Kind.PART and not numbered and "numbers" in found.groupdict():
                unnumbered.append(found["words"])
            else:
                yield _at(document, block.start, found, Check.DEAD_REFERENCE, reference=found["words"])
    if unnumbered:
        named = list(dict.fromkeys(unnumbered))
        yield about(document, Check.NO_NUMBERS, references=", ".join(named[:NAMED]) + " …" * (len(named) > NAMED))


def _at(document: Document, offset: int, found: re.Match[str], check: Check, **values: str) -> Finding:
    """Make a finding at a reference, with the words before it."""
    start = max(offset, document.text.rfind(" ", 0, max(offset + found.start() - 30, 1)) + 1)
    return about(document, check, (start, offset + found.end()), **values)


def _dead(document: Document, text: str, targets: set[_Target]) -> Iterator[re.Match[str]]:
    for found in _REFERENCE.finditer(text):
        numbers = re.findall(_NUMBER, found["numbers"])
        if not _ELSEWHERE.match(text, found.end()) and not all(
            _exists(document, _kind(found["noun"]), number, targets) for number in numbers
        ):
            yield found
    headings = [_plain(document.text[b.start : b.end]) for b in document.blocks if b.kind is BlockKind.HEADING]
    for found in _QUOTED.finditer(text):
        if not _ELSEWHERE.match(text, found.end()) and not any(
            _plain(found["title"]) in heading for heading in headings
        ):
            yield found


def _exists(document: Document, kind: _Kind, number: str, targets: set[_Target]) -> bool:
    if kind is _Kind.PAGE:
        return not number.isdigit() or int(number) <= len(document.pages)
    bare = kind is _Kind.PART or (kind is _Kind.APPENDIX and number.isalpha())
    return _Target(kind, number) in targets or (bare and _Target(None, number) in targets)


def _targets(document: Document) -> set[_Target]:
    """Return what has a number: headings, and captions wherever they stand. With 7.1 there is a 7 too."""
    targets = set()
    for block in document.blocks:
        found = _NUMBERED.match(document.text, block.start, block.end)
        if found is None:
            continue
        kind = _kind(found["noun"]) if found["noun"] else None
        if block.kind is BlockKind.HEADING or kind in _CAPTIONED:
            parts = (found["number"] or found["digits"] or found["letter"]).split(".")
            targets |= {_Target(kind, ".".join(parts[: depth + 1])) for depth in range(len(parts))}
    return targets


def _kind(noun: str) -> _Kind:
    return next(kind for kind in _Kind if re.fullmatch(kind, noun, re.IGNORECASE))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
