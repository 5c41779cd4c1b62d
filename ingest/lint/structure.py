"""Checks of one document's build: its headings, the length of its paragraphs, and whether its text came through."""

import re
from collections.abc import Iterator

from assistant.domain import Block, BlockKind, Document
from ingest.lint.finding import Finding, about
from ingest.lint.folder import guidance, texts
from ingest.lint.kinds import Check

FEWEST_WORDS = 40
WITHOUT_HEADINGS = 200  # words that can do without a heading
LONGEST_SECTION = 900  # words under one heading
LONGEST_PARAGRAPH = 200  # words; about one and a half passage
AROUND = 40  # characters shown on both sides of a damaged one
_REPLACED = re.compile(r"\ufffd|\(cid:\d+\)")  # what decoders and PDF libraries put for a character they do not know
_NOT_ASCII = re.compile(r"[^\x00-\x7f]{2,}")


def check_structure(document: Document) -> Iterator[Finding]:
    """Find what is wrong with the build of a document."""
    words = sum(_words(document, block) for block in guidance(document))
    if words < FEWEST_WORDS:
        yield about(document, Check.LITTLE_TEXT, words=words)
    if words >= WITHOUT_HEADINGS and not _has_headings(document):
        yield about(document, Check.NO_HEADINGS, words=words)
    else:
        yield from _long_sections(document)
    yield from _long_paragraphs(document)
    yield from _garbled(document)


def _has_headings(document: Document) -> bool:
    headings = (block for block in guidance(document) if block.kind is BlockKind.HEADING)
    title = document.title.casefold()
    return any(document.text[block.body_start : block.end].casefold() != title for block in headings)


def _long_sections(document: Document) -> Iterator[Finding]:
    for section in _sections(document):
        words = sum(_words(document, block) for block in section)
        if words > LONGEST_SECTION:
            yield about(document, Check.LONG_SECTION, (section[0].start, section[-1].end), words=words)


def _sections(document: Document) -> list[list[Block]]:
    """Divide a document at its headings."""
    sections: list[list[Block]] = []
    for block in guidance(document):
        if block.kind is BlockKind.HEADING or not sections:
            sections.append([])
        sections[-1].append(block)
    return sections


def _long_paragraphs(document: Document) -> Iterator[Finding]:
    for block in texts(document):
        words = _words(document, block)
        if block.kind is not BlockKind.TABLE and words > LONGEST_PARAGRAPH:
            yield about(document, Check.LONG_PARAGRAPH, (block.start, block.end), words=words)


def _garbled(document: Document) -> Iterator[Finding]:
    found = [match for match in _NOT_ASCII.finditer(document.text) if _is_misread(match[0])]
    found += _REPLACED.finditer(document.text)
    if found:
        first = min(found, key=lambda match: match.start())
        line = document.text.rfind("\n", 0, first.start()) + 1
        span = (max(line, first.start() - AROUND), min(first.end() + AROUND, len(document.text)))
        yield about(document, Check.GARBLED_TEXT, span, count=len(found))


def _is_misread(characters: str) -> bool:
    """Tell whether characters are UTF-8 that was read as Windows text: ``Ã©`` for ``é``."""
    try:
        return bool(characters.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return False


def _words(document: Document, block: Block) -> int:
    return len(document.text[block.start : block.end].split())
