"""Checks of what a reader left out of a document, and what is set aside of its text: it is named with its words."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.document import BlockRole, Document, Omission, Why
from assistant.text.left_out import Kind, kinds_left_out
from ingest.left_out import first_words
from ingest.lint.finding import Finding, about
from ingest.lint.kinds import Check
from ingest.readers.shapes import is_prose

FEWEST_STRUCK = 20  # words
COMPARED = 0.15  # share of all words from which struck ones make a document a comparison of two versions
NAMED = 12  # pages that a message names
_ALWAYS = (Why.HIDDEN, Why.OBJECT, Why.UNPLACED)
_WHERE_PROSE = (Why.MENU, Why.CONTROL, Why.RUNNING_HEAD)


def _instructions(document: Document) -> Iterator[Finding]:
    for block in document.blocks:
        if block.role is BlockRole.INSTRUCTION:
            yield about(document, Check.SPEAKS_TO_MACHINE, (block.start, block.end))


def check_left_out(document: Document) -> Iterator[Finding]:
    """Find what could be text of what was left out, what was read from pictures, and what speaks to a machine."""
    yield from _instructions(document)
    if document.recognised:
        yield about(document, Check.RECOGNISED_PAGES, pages=_listed([str(page) for page in document.recognised]))
    telling = tuple(omission for omission in document.left_out if _could_be_text(omission))
    for kind in kinds_left_out(replace(document, left_out=telling)):
        if kind.name == Why.INVISIBLE:
            yield about(document, Check.INVISIBLE_TEXT, words=kind.words, first=first_words(kind))
        elif kind.name == Why.SCANNED:
            yield about(document, Check.SCANNED_PAGES, pages=_pages(kind))
        elif kind.name == Why.STRUCK:
            yield from _comparison(document, kind)
        elif kind.name in tuple(Why):
            count = len(kind.parts)
            yield about(
                document, Check.LEFT_OUT, kind=Why(kind.name), count=count, words=kind.words, first=first_words(kind)
            )


def _comparison(document: Document, struck: Kind) -> Iterator[Finding]:
    kept = len(document.text.split())
    if struck.words >= FEWEST_STRUCK and struck.words >= COMPARED * (kept + struck.words):
        percent = round(100 * struck.words / (kept + struck.words))
        yield about(document, Check.COMPARISON, percent=percent, first=first_words(struck))


def _could_be_text(omission: Omission) -> bool:
    if omission.why in _WHERE_PROSE:
        return is_prose(omission.text)
    return omission.why in (*_ALWAYS, Why.INVISIBLE, Why.STRUCK, Why.SCANNED)


def _pages(kind: Kind) -> str:
    return _listed([str(part.page) for part in kind.parts])


def _listed(numbers: list[str]) -> str:
    more = f" (+{len(numbers) - NAMED})" if len(numbers) > NAMED else ""
    return ", ".join(numbers[:NAMED]) + more
