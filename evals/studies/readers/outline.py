"""A document taken apart for the programs that set it: its blocks, with neighbouring list items together."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.domain import Block, BlockKind, BlockRole, Document


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``number`` is None where it has a bullet, ``level`` its depth from 0."""

    words: str
    level: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is set as one: a heading, a paragraph, a list, or the lines of a cover or of a credit."""

    kind: BlockKind
    role: BlockRole
    level: int = 0
    lines: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


def parts(document: Document) -> Iterator[Part]:
    """Yield what a document is made of, in order."""
    for (kind, role), blocks in groupby(document.blocks, lambda block: (block.kind, block.role)):
        yield from _parts(document, list(blocks), kind, role)


def _parts(document: Document, blocks: list[Block], kind: BlockKind, role: BlockRole) -> Iterator[Part]:
    if kind is BlockKind.LIST_ITEM:
        yield Part(kind, role, items=tuple(_item(document, block) for block in blocks))
    elif role is BlockRole.CREDIT:
        yield Part(kind, role, lines=tuple(_words(document, block) for block in blocks))
    else:
        for block in blocks:
            yield Part(kind, role, block.level, tuple(_words(document, block).split("\n")))


def _words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def _item(document: Document, block: Block) -> Item:
    digits = block.marker.strip(" .()")
    number = int(digits) if digits.isdigit() else None
    return Item(document.text[block.body_start : block.end], block.level, number)
