"""Where something stands in a document, as a person looks it up: under which headings, on which page, which words."""

from dataclasses import dataclass

from assistant.domain import BlockKind, BlockRole, Document

LONGEST_EXCERPT = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A slice of a document, with the headings above it, its page where there are pages, and its first words."""

    headings: tuple[str, ...]
    page: int | None
    start: int
    end: int
    excerpt: str


def place_of(document: Document, start: int, end: int) -> Place:
    """Say where a slice of a document stands."""
    return Place(
        headings_above(document, start), document.page_at(start), start, end, shortened(document.text[start:end])
    )


def headings_above(document: Document, offset: int) -> tuple[str, ...]:
    """Return the headings under which an offset stands, the highest first, without the document's title."""
    path: list[tuple[int, str]] = []
    for block in document.blocks:
        if block.start > offset:
            break
        if block.kind is BlockKind.HEADING and block.role is BlockRole.GUIDANCE:
            path = [(level, words) for level, words in path if level < block.level]
            path.append((block.level, document.text[block.start : block.end]))
    titles = tuple(words for _, words in path)
    return titles[1:] if titles[:1] == (document.title,) else titles


def shortened(text: str) -> str:
    """Return the first words of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_EXCERPT else line[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"
