"""What a reader delivers, and the pieces it is made from."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.domain import Block, BlockKind, BlockRole, Language
from ingest.readers.omissions import Omission


@dataclass(frozen=True, slots=True)
class Content:
    """A canonical text with the blocks over it, and the title, language, date and address the document itself gives.

    ``pages`` holds the offset at which each page starts, empty where the file has no pages; ``left_out`` what of the
    file is not in the text; ``recognised`` the pages whose text was read from a picture.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    language: Language | None = None
    date: str = ""
    url: str = ""
    pages: tuple[int, ...] = ()
    left_out: tuple[Omission, ...] = ()
    recognised: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one format: ``sample`` gives some of its words, ``read`` all of it. Both raise ReaderError."""

    sample: Callable[[bytes], str]
    read: Callable[[bytes, Language], Content]


@dataclass(slots=True)
class Piece:
    """A block before it has its place in the canonical text.

    ``gap`` counts the blank lines before it, ``lines`` the lines it was written on; ``indent`` is that of its first
    line, of a paragraph the least. ``new_page`` says that it starts a page. ``level`` of a heading counts where
    ``explicit``: the document itself gives it (``#``, underlining, a style); ``strong``: all of it is set in bold.
    ``page`` is the one it starts on; where it runs on, ``pages`` has the offset at which each further one starts.
    """

    kind: BlockKind
    text: str
    marker: str = ""
    gap: int = 0
    indent: int = 0
    lines: int = 1
    new_page: bool = False
    level: int = 0
    explicit: bool = False
    strong: bool = False
    role: BlockRole = BlockRole.GUIDANCE
    page: int | None = None
    pages: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> str:
        """The text after the marker."""
        return self.text[len(self.marker) :]


def assemble(title: str, pieces: list[Piece]) -> Content:
    """Lay the pieces out as one text: list items line by line, everything else with an empty line between."""
    blocks, before = [], None
    parts: list[str] = []
    length = 0
    for piece in pieces:
        both_items = before is BlockKind.LIST_ITEM and piece.kind is BlockKind.LIST_ITEM
        separator = "" if before is None else "\n" if both_items else "\n\n"
        start = length + len(separator)
        length = start + len(piece.text)
        parts += [separator, piece.text]
        blocks.append(Block(piece.kind, start, length, piece.role, piece.level, page=piece.page, marker=piece.marker))
        before = piece.kind
    return Content(title, "".join(parts), tuple(blocks), pages=_page_starts(pieces, blocks))


def _page_starts(pieces: list[Piece], blocks: list[Block]) -> tuple[int, ...]:
    """Return where each page starts: one without text where the next one does."""
    starts: list[int] = []
    for piece, block in zip(pieces, blocks, strict=True):
        turns = ((0, piece.page), *piece.pages) if piece.page else ()
        for offset, page in turns:
            starts += [block.start + offset if starts else 0] * ((page or 0) - len(starts))
    return tuple(starts)
