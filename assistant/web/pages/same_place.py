"""The same place in another document: in its translation by structure, in a newer version by the quoted words."""

import re
from urllib.parse import quote, urlencode

from assistant.address import source_path
from assistant.domain import Block, BlockKind, BlockRole, Citation, Document

_DEEPEST = 6


def address_in(other: Document, document: Document, span: range | None, language: str | None = None) -> str:
    """Return the address of another document's page at the place of ``span``; ``language`` is that of the page."""
    found = _same_words(other, document, span) if span else None
    query: dict[str, str | int] = {"lang": language} if language else {}
    if found is not None and span is not None:
        query |= {"version": other.version, "start": found, "end": found + len(span)}
        place = "#quote"
    else:
        block = same_place(other, document, span.start) if span else None
        place = f"#{anchor(block)}" if block else ""
    return f"/source/{quote(other.id, safe='')}{'?' if query else ''}{urlencode(query)}{place}"


def source_address(citation: Citation) -> str:
    """Return the address of the document's page, at the quote."""
    return source_path(citation.document_id, citation.start, citation.end, citation.version)


def anchor(block: Block) -> str:
    """Return the name of a block's place on its page."""
    heading = block.kind is BlockKind.HEADING and block.role is BlockRole.GUIDANCE
    return f"{'section' if heading else 'place'}-{block.start}"


def same_place(other: Document, document: Document, offset: int) -> Block | None:
    """Return the block that stands where ``offset`` stands in a document that is built alike.

    It is as far in the section of the same number, divided at the deepest headings of which both have as many.
    """
    for depth in range(_DEEPEST, -1, -1):
        here, there = _sections(document, depth), _sections(other, depth)
        if len(here) == len(there):
            break
    number = max((index for index, section in enumerate(here) if section and section[0].start <= offset), default=0)
    before = sum(block.start <= offset for block in here[number])
    if not there[number]:
        return None
    return there[number][(max(before, 1) - 1) * len(there[number]) // max(len(here[number]), 1)]


def _sections(document: Document, depth: int) -> list[list[Block]]:
    """Return the blocks of guidance, divided at headings of at most ``depth``; those before the first come first."""
    sections: list[list[Block]] = [[]]
    for block in document.blocks:
        if block.role is not BlockRole.GUIDANCE:
            continue
        if block.kind is BlockKind.HEADING and block.level <= depth:
            sections.append([])
        sections[-1].append(block)
    return sections


def _same_words(other: Document, document: Document, span: range) -> int | None:
    words = document.text[span.start : span.stop]
    found = [match.start() for match in re.finditer(re.escape(words), other.text)]
    return min(found, key=lambda start: abs(start - span.start), default=None)
