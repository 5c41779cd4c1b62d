"""The documents that answers come from: what they consist of, and the slices of them that are found and quoted.

Offsets are in characters (code points) of a document's canonical text, half-open: ``text[start:end]``.
"""

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from assistant.language import Language


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"


class BlockRole(StrEnum):
    """What a block is for; see ``QUOTED``. An instruction speaks to a machine, not to readers."""

    GUIDANCE = "guidance"
    COVER = "cover"
    COLOPHON = "colophon"
    CREDIT = "credit"
    POINTER = "pointer"
    INSTRUCTION = "instruction"


QUOTED = frozenset({BlockRole.GUIDANCE, BlockRole.COLOPHON})
"""The roles that are indexed and quoted: what the document tells, and what it tells of itself (publisher, contact)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table of a canonical text.

    ``marker`` is the list or heading number as it stands at ``start`` ("1. ", "- "), with its trailing space.
    ``level`` is 1 for the highest heading; for list items the nesting depth, from 0; else 0.
    ``page`` counts from 1 where the file has pages.
    """

    kind: BlockKind
    start: int
    end: int
    role: BlockRole = BlockRole.GUIDANCE
    level: int = 0
    page: int | None = None
    marker: str = ""

    @property
    def body_start(self) -> int:
        """Offset of the block's words, after its marker."""
        return self.start + len(self.marker)


@dataclass(frozen=True)
class Document:
    """One document of the corpus with its canonical text; ``date`` is as the publisher states it.

    ``pages`` holds the offset at which each page starts, empty where the file has no pages; ``translation_of`` the id
    of the document that it is a translation of, if any.
    """

    id: str
    title: str
    language: Language
    text: str
    blocks: tuple[Block, ...]
    publisher: str = ""
    url: str = ""
    date: str = ""
    kind: str = ""
    path: str = ""
    translation_of: str = ""
    pages: tuple[int, ...] = ()

    @cached_property
    def version(self) -> str:
        """The fingerprint of the canonical text: a quote is provable in every version that holds its offsets."""
        return sha256(self.text.encode()).hexdigest()[:12]

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that an offset is on; None where the file has no pages."""
        return max(bisect_right(self.pages, offset), 1) if self.pages else None


@dataclass(frozen=True)
class Passage:
    """A slice of a document that is found, ranked and quoted: ``document.text[start:end] == text``."""

    id: str
    document_id: str
    title: str
    language: Language
    heading_path: tuple[str, ...]
    start: int
    end: int
    text: str
    publisher: str = ""
    url: str = ""
    page: int | None = None
