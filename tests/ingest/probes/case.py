"""A small file that readers get wrong, and what it should give."""

from dataclasses import dataclass

from assistant.domain import BlockKind, Document, Language
from ingest.entry import Entry
from ingest.readers import check_format, read_bytes
from tests.ingest.outline import headings


@dataclass(frozen=True)
class Case:
    """What a file must give: words that are in its text, or are not, headings, and words that are listed as left out.

    ``refused`` is what the refusal says where the file is to be refused.
    """

    kind: str
    name: str
    data: bytes
    language: Language = Language.EN
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    refused: str = ""


def reading_of(case: Case) -> Document:
    entry = Entry(id="case", file=case.name, language=case.language)
    check_format(entry.file)
    return read_bytes(case.data, entry, lambda text: case.language)


def faults(case: Case, document: Document) -> list[str]:
    """Return what is not as it should be."""
    flat = " ".join(document.text.split())
    listed = " ".join(omission.text for omission in document.left_out)
    found = [heading.strip() for heading in headings(document)]
    return [
        *(f"lost: {words}" for words in case.has if words not in flat),
        *(f"kept: {words}" for words in case.lacks if words in flat),
        *(f"no heading: {words}" for words in case.headings if words not in found),
        *(f"not listed: {words}" for words in case.listed if words not in listed),
        *(f"damaged: {block}" for block in _damaged(document)),
    ]


def _damaged(document: Document) -> list[str]:
    texts = [document.text[block.start : block.end] for block in document.blocks]
    return [text for text in texts if not text.strip()] + [
        block.marker
        for block in document.blocks
        if block.kind is BlockKind.LIST_ITEM and not document.text[block.start :].startswith(block.marker)
    ]
