"""Shows what was read in a form that is easy to compare: headings indented by level, other blocks by their kind."""

from pathlib import Path

from assistant.domain import Block, BlockKind, BlockRole, Document, Language
from assistant.text.language import detect_language
from ingest.manifest import load_entries
from ingest.readers import plain, read_document

CORPUS = Path(__file__).parents[2] / "corpus"


def corpus() -> dict[str, Document]:
    """Read the real corpus; the keys are the first words of the ids."""
    entries = load_entries(CORPUS).entries
    return {entry.id.split("-")[0]: read_document(CORPUS / entry.file, entry, detect_language) for entry in entries}


def read(words: str | bytes, language: Language = Language.EN) -> Document:
    """Read a text file with these words."""
    content = plain.read(words.encode() if isinstance(words, str) else words, language)
    return Document("doc", content.title, language, content.text, content.blocks)


def words_of(document: Document, block: Block) -> str:
    return document.text[block.start : block.end]


def texts(document: Document, role: BlockRole = BlockRole.GUIDANCE) -> list[str]:
    """Return the blocks of a role."""
    return [words_of(document, block) for block in document.blocks if block.role is role]


def headings(document: Document) -> list[str]:
    """Return the guidance headings, each with two spaces before it for every level below the first."""
    return [
        "  " * (block.level - 1) + words_of(document, block)
        for block in document.blocks
        if block.kind is BlockKind.HEADING and block.role is BlockRole.GUIDANCE
    ]


def shape(document: Document) -> list[str]:
    """Return each block as a letter for its kind and its words: ``h1``, ``p``, ``i0`` (list item), ``t``."""
    letters = {BlockKind.HEADING: "h", BlockKind.PARAGRAPH: "p", BlockKind.LIST_ITEM: "i", BlockKind.TABLE: "t"}
    with_level = (BlockKind.HEADING, BlockKind.LIST_ITEM)
    return [
        f"{letters[block.kind]}{block.level if block.kind in with_level else ''} {words_of(document, block)}"
        for block in document.blocks
    ]
