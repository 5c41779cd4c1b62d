"""A document as it is stored: its blocks as short lists, and the whole of it as one compressed record."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import astuple, fields

from assistant.domain import Block, BlockKind, BlockRole, Document, Language

_PLAIN = [field.name for field in fields(Document) if field.name not in {"language", "blocks", "pages"}]


def dump_blocks(blocks: Iterable[Block]) -> str:
    """Write blocks as JSON, the values of each in the order of its fields."""
    return json.dumps([astuple(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


def load_blocks(stored: str) -> tuple[Block, ...]:
    """Read what ``dump_blocks`` wrote."""
    return tuple(
        Block(BlockKind(kind), start, end, BlockRole(role), *rest)
        for kind, start, end, role, *rest in json.loads(stored)
    )


def dump_document(document: Document) -> bytes:
    """Write a whole document."""
    record = {name: getattr(document, name) for name in _PLAIN}
    record |= {"language": document.language, "pages": document.pages, "blocks": dump_blocks(document.blocks)}
    return zlib.compress(json.dumps(record, ensure_ascii=False).encode())


def load_document(stored: bytes) -> Document:
    """Read what ``dump_document`` wrote, now or before a field was added."""
    record = json.loads(zlib.decompress(stored))
    return Document(
        language=Language(record["language"]),
        blocks=load_blocks(record["blocks"]),
        pages=tuple(record["pages"]),
        **{name: record[name] for name in _PLAIN if name in record},
    )
