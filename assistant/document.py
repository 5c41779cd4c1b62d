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


class Why(StrEnum):
    """Why words of a file are not in the canonical text."""

    STRUCK = "struck"
    HIDDEN = "hidden"
    INVISIBLE = "invisible"
    MENU = "menu"
    CONTROL = "control"
    PROMPT = "prompt"
    COMMENT = "comment"
    RUNNING_HEAD = "running-head"
    OBJECT = "object"
    UNPLACED = "unplaced"
    SCANNED = "scanned"


@dataclass(frozen=True, slots=True)
class Omission:
    """Words that were left out; ``page`` counts from 1 where the file has pages."""

    why: Why
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Document:
    """One document of the corpus with its canonical text; ``date`` is as the publisher states it.

    ``pages`` holds the offset at which each page starts, empty where the file has no pages; ``translation_of`` the id
    of the document that it is a translation of, if any; ``recognised`` the pages that were read from pictures.
    ``left_out`` is what its file holds besides and why it is not in the text; nothing of it is ever quoted.
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
    recognised: tuple[int, ...] = ()
    left_out: tuple[Omission, ...] = ()

    @cached_property
    def version(self) -> str:
        """The fingerprint of the canonical text: a quote is provable in every version that holds its offsets."""
        return sha256(self.text.encode()).hexdigest()[:12]

    def page_at(self, offset: int) -> int | None:
        """Return the number, from 1, of the page that an offset is on; None where the file has no pages."""
        return max(bisect_right(self.pages, offset), 1) if self.pages else None

    def is_recognised(self, start: int, end: int) -> bool:
        """Tell whether any of a span was read from a picture of its page."""
        first, last = self.page_at(start) or 0, self.page_at(max(start, end - 1)) or 0
        return any(first <= page <= last for page in self.recognised)


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
