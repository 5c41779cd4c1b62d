"""A document as it is stored: its blocks as short lists, and the whole of it as one compressed record."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from assistant.document import Block, BlockKind, BlockRole, Document, Omission, Why
from assistant.language import Language

_NUMBERS = ("pages", "recognised")
_PLAIN = [field.name for field in fields(Document) if field.name not in {"language", "blocks", "left_out", *_NUMBERS}]

_BLOCK, _OMISSION = (attrgetter(*(field.name for field in fields(kind))) for kind in (Block, Omission))  # quickly


def dump_blocks(blocks: Iterable[Block]) -> str:
    """Write blocks as JSON, the values of each in the order of its fields."""
    return json.dumps([_BLOCK(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))


def load_blocks(stored: str) -> tuple[Block, ...]:
    """Read what ``dump_blocks`` wrote."""
    return tuple(
        Block(BlockKind(kind), start, end, BlockRole(role), *rest)
        for kind, start, end, role, *rest in json.loads(stored)
    )


def dump_omissions(omissions: Iterable[Omission]) -> str:
    """Write what was left out as JSON, the values of each in the order of its fields."""
    return json.dumps([_OMISSION(omission) for omission in omissions], ensure_ascii=False, separators=(",", ":"))


def load_omissions(stored: str) -> tuple[Omission, ...]:
    """Read what ``dump_omissions`` wrote."""
    return tuple(Omission(Why(why), *rest) for why, *rest in json.loads(stored))


def record_of(document: Document) -> dict[str, Any]:
    """Return all of a document as plain values."""
    record = {name: getattr(document, name) for name in _PLAIN}
    record |= {"language": document.language, "blocks": dump_blocks(document.blocks)}
    record |= {name: getattr(document, name) for name in _NUMBERS}
    record["left_out"] = dump_omissions(document.left_out)
    return record


def dump_document(document: Document) -> bytes:
    """Write a whole document."""
    return zlib.compress(json.dumps(record_of(document), ensure_ascii=False).encode())


def load_document(stored: bytes) -> Document:
    """Read what ``dump_document`` wrote, now or before a field was added."""
    return document_of(json.loads(zlib.decompress(stored)))


def document_of(record: Mapping[str, Any]) -> Document:
    """Return the document that ``record_of`` gave the values of, now or before a field was added."""
    return Document(
        language=Language(record["language"]),
        blocks=load_blocks(record["blocks"]),
        pages=tuple(record["pages"]),
        recognised=tuple(record.get("recognised", ())),
        left_out=load_omissions(record.get("left_out", "[]")),
        **{name: record[name] for name in _PLAIN if name in record},
    )
