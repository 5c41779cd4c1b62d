"""What is checked: the documents that can be read, the ones that cannot, and what the manifest says of them."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain import Block, BlockKind, BlockRole, Document, Language
from assistant.errors import ReaderError
from ingest.entry import Entry
from ingest.failure import Failure
from ingest.manifest import MANIFEST, load_entries
from ingest.readers import read_document
from ingest.readers.screen import Screen, unscreened


@dataclass(frozen=True)
class Folder:
    """A corpus folder as it is now.

    ``stated`` holds the keys of a document's manifest entry by its id.
    """

    root: Path
    entries: tuple[Entry, ...]
    documents: tuple[Document, ...]
    failed: tuple[Failure, ...]
    stated: Mapping[str, frozenset[str]]


def read_folder(corpus_dir: Path, detect_language: Callable[[str], Language], screen: Screen = unscreened) -> Folder:
    """Read all documents of a folder that are not withdrawn.

    Raises:
        CorpusError: there is no such folder, it holds no documents, or its manifest is not TOML.
    """
    inventory = load_entries(corpus_dir)
    documents, failed = [], list(inventory.failed)
    for entry in inventory.entries:
        if entry.status == "withdrawn":
            continue
        try:
            documents.append(read_document(corpus_dir / entry.file, entry, detect_language, screen))
        except ReaderError as error:
            failed.append(Failure(entry.file, error.reason))
    return Folder(
        corpus_dir,
        inventory.entries,
        tuple(documents),
        tuple(failed),
        _stated(corpus_dir / MANIFEST),
    )


def guidance(document: Document) -> list[Block]:
    """Return the blocks of a document that are indexed."""
    return [block for block in document.blocks if block.role is BlockRole.GUIDANCE]


def texts(document: Document) -> list[Block]:
    """Return the blocks that are indexed and are no headings."""
    return [block for block in guidance(document) if block.kind is not BlockKind.HEADING]


def _stated(manifest: Path) -> dict[str, frozenset[str]]:
    """Return the keys that each entry of a manifest fills in; ``load_entries`` has seen to it that it is valid TOML."""
    if not manifest.is_file():
        return {}
    records: list[Any] = tomllib.loads(manifest.read_text(encoding="utf-8-sig")).get("document", [])
    return {
        str(record.get("id")): frozenset(key for key, value in record.items() if value)
        for record in records
        if isinstance(record, dict)
    }
